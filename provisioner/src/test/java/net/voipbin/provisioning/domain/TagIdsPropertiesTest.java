package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The set of an agent's or a queue's tags")
class TagIdsPropertiesTest {

    @Property(tries = 300)
    void shouldKeepEveryIdOnceInTheOrderOfFirstMention(@ForAll("someOfFew") List<UUID> ids) {
        // When
        List<UUID> parsed = TagIds.parse(ids.stream().map(UUID::toString).toList());
        // Then
        assertThat(parsed).containsExactlyElementsOf(new LinkedHashSet<>(ids));
    }

    @Property(tries = 300)
    void shouldReadItsOwnResultAsTheSame(@ForAll("someOfFew") List<UUID> ids) {
        // Given
        List<UUID> once = TagIds.parse(
                ids.stream().map(id -> id.toString().toUpperCase(Locale.ROOT)).toList());
        // Then
        assertThat(TagIds.parse(once.stream().map(UUID::toString).toList())).isEqualTo(once);
    }

    @Provide
    Arbitrary<List<UUID>> someOfFew() {
        return Arbitraries.integers()
                .between(1, 8)
                .map(low -> new UUID(0x0193_b0a0_1111_7000L, low))
                .list()
                .ofMaxSize(20);
    }
}
