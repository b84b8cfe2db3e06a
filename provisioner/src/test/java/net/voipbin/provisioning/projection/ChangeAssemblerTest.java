package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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
        assertThat(takeAll()).containsExactly(change(12, first, last));
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
        assertThat(takeAll()).containsExactly(change(11, compacted));
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
        assertThat(takeAll()).containsExactly(change(11, compacted), change(16, following));
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
        assertThat(takeAll()).containsExactly(change(11, compacted));
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
        assertThat(takeAll()).containsExactly(change(11, compacted), change(12));
    }

    @Test
    void shouldGoOnBehindASkippedRecordAlone() {
        // When
        assembler.skip(41);
        // Then
        assertThat(takeAll()).containsExactly(change(42));
    }

    @Test
    void shouldHandOutNothingTwiceAndKeepWhatIsOpen() {
        // Given
        ResourceEvent open = event(Samples.CUSTOMER, 2, 0, 2);
        ResourceEvent last = event(Samples.CUSTOMER, 2, 1, 2);
        assembler.add(event(Samples.CUSTOMER, 1, 0, 1), 10);
        assembler.add(open, 11);
        takeAll();
        // When
        boolean wholeAfterTaking = assembler.hasWhole();
        assembler.add(last, 12);
        // Then
        assertThat(wholeAfterTaking).isFalse();
        assertThat(takeAll()).containsExactly(change(13, open, last));
    }

    @Test
    void shouldTellTheResourcesThatRecordsWithoutValueTakeAwayBehindTheirChange() {
        // Given
        ResourceEvent first = event(Samples.CUSTOMER, 1, 0, 3);
        ResourceEvent compacted = event(Samples.CUSTOMER, 1, 1, 3);
        ResourceEvent next = event(Samples.CUSTOMER, 2, 0, 1);
        ResourceKey tag = new ResourceKey("tag", Samples.TAG);
        ResourceKey agent = new ResourceKey("agent", Samples.AGENT);
        // When
        assembler.add(first, 10);
        assembler.add(compacted, 11);
        assembler.end(tag, 13);
        assembler.end(agent, 14);
        assembler.add(next, 15);
        // Then
        assertThat(takeAll())
                .containsExactly(
                        change(12, first, compacted),
                        new WholeChange(List.of(), Optional.of(tag), 14),
                        new WholeChange(List.of(), Optional.of(agent), 15),
                        change(16, next));
    }

    @Test
    void shouldHandOutTheFirstAndKeepTheOthersInTheirOrder() {
        // Given
        ResourceEvent first = event(Samples.CUSTOMER, 1, 0, 1);
        ResourceEvent second = event(Samples.CUSTOMER, 2, 0, 1);
        ResourceEvent third = event(Samples.CUSTOMER, 3, 0, 1);
        assembler.add(first, 10);
        assembler.add(second, 11);
        assembler.add(third, 12);
        // When
        List<WholeChange> taken = assembler.take(1);
        // Then
        assertThat(taken).containsExactly(change(11, first));
        assertThat(assembler.whole()).containsExactly(change(12, second), change(13, third));
    }

    private List<WholeChange> takeAll() {
        return assembler.take(assembler.whole().size());
    }

    private static WholeChange change(long nextOffset, ResourceEvent... events) {
        return new WholeChange(List.of(events), Optional.empty(), nextOffset);
    }

    private static ResourceEvent event(UUID customerId, long changeSeq, int index, int size) {
        return Samples.event(
                customerId, changeSeq, index, size, Samples.resource(Samples.liveCustomer(customerId, changeSeq)));
    }
}
