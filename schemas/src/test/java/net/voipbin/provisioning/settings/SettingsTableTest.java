package net.voipbin.provisioning.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTableTest {

    private static final String SOURCE = """
            settings.uuid("THE_ID"), settings.secret("THE_KEY", 2),
            settings.integer("THE_NUMBER", 5, 1, 9), settings.duration("THE_TIME", …), settings.properties("THE_")
            """;

    private static final String PAGE = """
            # Page

            ## Other

            | `OTHER_NAME` | is in another table | text | unset |

            ## Program

            | setting | meaning | bounds | default |
            |---|---|---|---|
            | `THE_ID` | an id | UUID | required |
            | `THE_KEY` | a key | 2 bytes or more | unset |
            | `THE_NUMBER` | a number | `1` to `9` | `5` |
            | `THE_TIME` | a time | `PT1S` to `PT1M` | `PT2S` |
            """;

    private static final Map<String, String> LEAST =
            Map.of("THE_ID", UUID.randomUUID().toString());

    @Test
    void shouldFindNoDifferenceWhenThePageIsRight() {
        // When
        List<String> differences = differences(PAGE);

        // Then
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "| UUID | required # | UUID | unset # THE_ID has another default than unset",
                "2 bytes or more | unset # 2 bytes or more | required # THE_KEY has another default than required",
                "`5` # `6` # THE_NUMBER has another default than 6",
                "`5` # `10` # THE_NUMBER has another default than 10",
                "`PT2S` # `PT3S` # THE_TIME has another default than PT3S",
                "2 bytes # 3 bytes # THE_KEY has other bounds than 3 bytes or more",
                "2 bytes # 1 bytes # THE_KEY has other bounds than 1 bytes or more",
                "`1` to # `2` to # THE_NUMBER has other bounds than `2` to `9`",
                "to `9` # to `10` # THE_NUMBER has other bounds than `1` to `10`",
                "to `PT1M` # to `PT59S` # THE_TIME has other bounds than `PT1S` to `PT59S`",
                "THE_TIME # THE_TIMES # THE_TIME is read, but not documented",
                "THE_TIME # THE_TIMES # THE_TIMES is documented, but not read",
            })
    void shouldNameTheDifferenceWhenThePageIsWrong(String right, String wrong, String difference) {
        // Given
        String page = PAGE.replace(right, wrong);

        // When
        List<String> differences = differences(page);

        // Then
        assertThat(differences).contains(difference);
    }

    private static List<String> differences(String page) {
        return SettingsTable.of(page, "Program").differences(SOURCE, LEAST, SettingsTableTest::read);
    }

    private static List<Object> read(Map<String, String> environment) {
        Settings settings = new Settings(environment);
        return List.of(
                settings.uuid("THE_ID"),
                settings.findSecret("THE_KEY", 2),
                settings.integer("THE_NUMBER", 5, 1, 9),
                settings.duration("THE_TIME", Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }
}
