package net.voipbin.provisioning.topology;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A processor whose working parts are put together when its task gets its context. Used by one stream thread. */
final class TaskProcessor implements Processor<byte[], byte[], byte[], SpecificRecord> {

    private final Function<ProcessorContext<byte[], SpecificRecord>, Consumer<IncomingRecord>> assembly;
    private @Nullable ProcessorContext<byte[], SpecificRecord> context;
    private @Nullable Consumer<IncomingRecord> work;

    TaskProcessor(Function<ProcessorContext<byte[], SpecificRecord>, Consumer<IncomingRecord>> assembly) {
        this.assembly = assembly;
    }

    @Override
    public void init(ProcessorContext<byte[], SpecificRecord> taskContext) {
        context = taskContext;
        work = assembly.apply(taskContext);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var origin = Objects.requireNonNull(context)
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without an origin"));
        Objects.requireNonNull(work).accept(IncomingRecord.of(origin, record));
    }
}
