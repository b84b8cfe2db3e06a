package net.voipbin.provisioning.topology;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A processor whose working parts are put together when its task gets its context. Used by one stream thread. */
final class TaskProcessor implements Processor<byte[], byte[], byte[], SpecificRecord> {

    private final Function<ProcessorContext<byte[], SpecificRecord>, Work> assembly;
    private final Supplier<CommitPacing> pacing;
    private @Nullable ProcessorContext<byte[], SpecificRecord> context;
    private @Nullable Work work;

    /**
     * What the processor does.
     *
     * @param take is given each record
     * @param punctuations what else was scheduled; at an end with the task
     */
    record Work(Consumer<IncomingRecord> take, List<Cancellable> punctuations) {

        Work(Consumer<IncomingRecord> take) {
            this(take, List.of());
        }
    }

    /** @param pacing gives that of the thread which asks */
    TaskProcessor(Function<ProcessorContext<byte[], SpecificRecord>, Work> assembly, Supplier<CommitPacing> pacing) {
        this.assembly = assembly;
        this.pacing = pacing;
    }

    @Override
    public void init(ProcessorContext<byte[], SpecificRecord> taskContext) {
        context = taskContext;
        work = assembly.apply(taskContext);
    }

    /** Kafka Streams may revive the task and initialise it again: what it has scheduled would be there twice. */
    @Override
    public void close() {
        if (context != null) {
            pacing.get().forget(context);
        }
        if (work != null) {
            work.punctuations().forEach(Cancellable::cancel);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var task = Objects.requireNonNull(context);
        var origin = task.recordMetadata().orElseThrow(() -> new IllegalStateException("a record without an origin"));
        IncomingRecord incoming = IncomingRecord.of(origin, record);
        pacing.get().work(task, () -> Objects.requireNonNull(work).take().accept(incoming));
    }
}
