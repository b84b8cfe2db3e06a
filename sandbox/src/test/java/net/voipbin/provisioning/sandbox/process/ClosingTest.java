package net.voipbin.provisioning.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClosingTest {

    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void shouldCloseAllInTheReverseOrder() {
        // Given
        add("first");
        add("second");

        // When
        closing.close();
        closing.close();

        // Then
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void shouldCloseAllThoughSomeFailAndKeepEachFailure() {
        // Given
        add("first");
        addFailing("second");
        add("third");
        addFailing("fourth");

        // When
        assertThatThrownBy(closing::close)

                // Then
                .isInstanceOf(PartFailedException.class)
                .hasMessageEndingWith("fourth fails")
                .hasRootCauseMessage("fourth fails")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("second fails"));
        assertThat(closed).containsExactly("fourth", "third", "second", "first");
    }

    @Test
    void shouldCloseWhatWasBegunWhenAStartFailsAndTellOfThatFailureFirst() {
        // Given
        IOException failure = new IOException("the start fails");
        add("first");
        addFailing("second");

        // When
        closing.closeAfter(failure);

        // Then
        assertThat(closed).containsExactly("second", "first");
        assertThat(failure.getSuppressed())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith("second fails");
    }

    @Test
    void shouldCloseAtOnceWhatIsAddedAfterTheEndHasBegun() {
        // Given
        closing.close();

        // When
        add("added after closing");

        // Then
        assertThat(closed).containsExactly("added after closing");
    }

    private void add(String name) {
        closing.add(() -> closed.add(name));
    }

    private void addFailing(String name) {
        closing.add(() -> {
            closed.add(name);
            throw new IOException(name + " fails");
        });
    }
}
