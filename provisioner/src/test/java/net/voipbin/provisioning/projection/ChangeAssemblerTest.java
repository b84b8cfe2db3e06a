package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.ResourceEvent;
import org.junit.jupiter.api.Test;

class ChangeAssemblerTest {

    private static final UUID OTHER = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002");

    private final ChangeAssembler assembler = new ChangeAssembler();

    @Test
    void shouldHaveNothingAtFirst() {
        assertThat(assembler.hasWhole()).isFalse();
        assertThat(assembler.hasOpen()).isFalse();
    }

    @Test
    void shouldHoldAChangeBackWhileItsLastEventIsMissing() {
        // When
        assembler.add(event(Samples.CUSTOMER, 1, 0, 3), 10);
        assembler.add(event(Samples.CUSTOMER, 1, 1, 3), 11);
        // Then
        assertThat(assembler.hasWhole()).isFalse();
        assertThat(assembler.hasOpen()).isTrue();
    }

    @Test
    void shouldTakeAChangeForWholeAtItsLastEvent() {
        // Given
        ResourceEvent first = event(Samples.CUSTOMER, 1, 0, 2);
        ResourceEvent last = event(Samples.CUSTOMER, 1, 1, 2);
        // When
        assembler.add(first, 10);
        assembler.add(last, 11);
        // Then
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(first, last), 12));
        assertThat(assembler.hasOpen()).isFalse();
    }

    @Test
    void shouldTakeAChangeForWholeWhenTheNextOfItsCustomerFollows() {
        // Given
        ResourceEvent compacted = event(Samples.CUSTOMER, 1, 0, 2);
        // When
        assembler.add(compacted, 10);
        assembler.add(event(Samples.CUSTOMER, 2, 0, 2), 15);
        // Then
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(compacted), 11));
        assertThat(assembler.hasOpen()).isTrue();
    }

    @Test
    void shouldTakeAChangeForWholeWhenOneOfAnotherCustomerFollows() {
        // Given
        ResourceEvent compacted = event(Samples.CUSTOMER, 1, 0, 2);
        ResourceEvent following = event(OTHER, 1, 0, 1);
        // When
        assembler.add(compacted, 10);
        assembler.add(following, 15);
        // Then
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(compacted, following), 16));
        assertThat(assembler.hasOpen()).isFalse();
    }

    @Test
    void shouldTakeAChangeForWholeAtTheEnd() {
        // Given
        ResourceEvent compacted = event(Samples.CUSTOMER, 1, 0, 2);
        assembler.add(compacted, 10);
        // When
        assembler.endReached();
        // Then
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(compacted), 11));
    }

    @Test
    void shouldHaveNothingAtTheEndOfNothing() {
        // When
        assembler.endReached();
        // Then
        assertThat(assembler.hasWhole()).isFalse();
    }

    @Test
    void shouldEndAChangeAtARecordThatIsNone() {
        // Given
        ResourceEvent compacted = event(Samples.CUSTOMER, 1, 0, 2);
        assembler.add(compacted, 10);
        // When
        assembler.skip(11);
        // Then
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(compacted), 12));
    }

    @Test
    void shouldGoOnBehindASkippedRecordAlone() {
        // When
        assembler.skip(41);
        // Then
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(), 42));
    }

    @Test
    void shouldHandOutNothingTwiceAndKeepWhatIsOpen() {
        // Given
        ResourceEvent open = event(Samples.CUSTOMER, 2, 0, 2);
        ResourceEvent last = event(Samples.CUSTOMER, 2, 1, 2);
        assembler.add(event(Samples.CUSTOMER, 1, 0, 1), 10);
        assembler.add(open, 11);
        assembler.take();
        // When
        boolean wholeAfterTaking = assembler.hasWhole();
        assembler.add(last, 12);
        // Then
        assertThat(wholeAfterTaking).isFalse();
        assertThat(assembler.take()).isEqualTo(new ChangeAssembler.Taken(List.of(open, last), 13));
    }

    private static ResourceEvent event(UUID customerId, long changeSeq, int index, int size) {
        return Samples.event(
                customerId, changeSeq, index, size, Samples.resource(Samples.liveCustomer(customerId, changeSeq)));
    }
}
