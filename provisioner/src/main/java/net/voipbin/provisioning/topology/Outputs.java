package net.voipbin.provisioning.topology;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.translation.MalformedRecordException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the processors' records go out; all of one incoming record in one transaction. Not thread-safe. */
final class Outputs {

    /** Compression lets a record be far larger than its topic allows; a dead letter is cut to what fits its own. */
    private static final int MAX_DEAD_BYTES = 1 << 20;

    private static final int MAX_DEAD_KEY_BYTES = 1 << 10;

    private static final Logger log = LoggerFactory.getLogger(Outputs.class);

    private final ProcessorContext<byte[], SpecificRecord> context;
    private final MeterRegistry meters;

    Outputs(ProcessorContext<byte[], SpecificRecord> context, MeterRegistry meters) {
        this.context = context;
        this.meters = meters;
    }

    /** The subject is type and id of the resource. */
    void event(ResourceEvent event, String subject, IncomingRecord cause) {
        forward(
                ProvisioningTopology.EVENTS_SINK,
                event.getCustomerId() + "/" + subject,
                event,
                cause,
                EventHeaders.of(event, subject, cause));
    }

    /** Removes the deleted resource from the compacted topic: its events are gone with the next compaction. */
    void tombstone(UUID customerId, String subject, IncomingRecord cause) {
        context.forward(
                new Record<>(
                        utf8(customerId + "/" + subject),
                        (SpecificRecord) null,
                        Math.max(0, cause.timestamp()),
                        new RecordHeaders()),
                ProvisioningTopology.EVENTS_SINK);
    }

    /** The subject is type and id of the resource. */
    void credential(String subject, Credential credential, IncomingRecord cause) {
        forward(
                ProvisioningTopology.CREDENTIALS_SINK,
                credential.getCustomerId() + "/" + subject,
                credential,
                cause,
                new RecordHeaders());
    }

    void mail(MailRequest mail, IncomingRecord cause) {
        Headers headers = new RecordHeaders();
        EventHeaders.copyTrace(cause, headers);
        forward(ProvisioningTopology.MAILS_SINK, mail.getCustomerId().toString(), mail, cause, headers);
    }

    /** A command that follows from what came in. */
    void command(Command command, IncomingRecord cause) {
        Headers headers = new RecordHeaders();
        EventHeaders.copyTrace(cause, headers);
        forward(ProvisioningTopology.COMMANDS_SINK, command.getCustomerId().toString(), command, cause, headers);
    }

    /** A command that follows from the time. */
    void command(Command command, Instant now) {
        context.forward(
                new Record<>(utf8(command.getCustomerId().toString()), (SpecificRecord) command, now.toEpochMilli()),
                ProvisioningTopology.COMMANDS_SINK);
    }

    void result(CommandResult result, IncomingRecord cause) {
        Headers headers = new RecordHeaders();
        EventHeaders.copyTrace(cause, headers);
        forward(ProvisioningTopology.RESULTS_SINK, result.getCustomerId().toString(), result, cause, headers);
        meters.counter(
                        "provisioner.commands",
                        "outcome",
                        result.getOutcome().name(),
                        "reason",
                        result.getOutcome() == Outcome.REJECTED
                                ? result.getRejection().getReason()
                                : "")
                .increment();
    }

    void claim(String claim, ClaimRequest request, IncomingRecord cause) {
        forward(ProvisioningTopology.CLAIMS_SINK, claim, request, cause, new RecordHeaders());
    }

    void wakeup(UUID customerId, Wakeup wakeup, IncomingRecord cause) {
        forward(ProvisioningTopology.WAKEUPS_SINK, customerId.toString(), wakeup, cause, new RecordHeaders());
    }

    /** The record can't be taken for what its topic holds. */
    void deadLetter(IncomingRecord dead, MalformedRecordException flaw) {
        deadLetter(dead, flaw.flaw().name(), flaw.getMessage(), flaw.getClass().getName());
    }

    /** The record is sound, but a defect of the program keeps it from being processed. */
    void unprocessable(IncomingRecord dead, RuntimeException defect) {
        log.atError()
                .setCause(defect)
                .addKeyValue("topic", dead.topic())
                .addKeyValue("partition", dead.partition())
                .addKeyValue("offset", dead.offset())
                .log("Processing failed");
        deadLetter(
                dead,
                "PROCESSING_FAILED",
                "processing failed",
                defect.getClass().getName());
    }

    private void deadLetter(IncomingRecord dead, String reason, String message, String exception) {
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic(dead.topic())
                .setPartition(dead.partition())
                .setOffset(dead.offset())
                .setTimestamp(Instant.ofEpochMilli(dead.timestamp()))
                .setReason(reason)
                .setMessage(message)
                .setKey(bounded(dead.key()))
                .setValue(bounded(dead.value()))
                .setHeaders(dead.contractHeaders(MAX_DEAD_BYTES))
                .build();
        Headers headers = new RecordHeaders()
                .add("__streams.errors.exception", utf8(exception))
                .add("__streams.errors.message", utf8(message))
                .add("__streams.errors.topic", utf8(dead.topic()))
                .add("__streams.errors.partition", utf8(Integer.toString(dead.partition())))
                .add("__streams.errors.offset", utf8(Long.toString(dead.offset())));
        context.forward(
                new Record<>(recordKey(dead.key()), (SpecificRecord) letter, Math.max(0, dead.timestamp()), headers),
                ProvisioningTopology.DEAD_LETTERS_SINK);
        meters.counter("provisioner.dead.letters", "topic", dead.topic(), "reason", reason)
                .increment();
        log.atWarn()
                .addKeyValue("topic", dead.topic())
                .addKeyValue("partition", dead.partition())
                .addKeyValue("offset", dead.offset())
                .addKeyValue("reason", reason)
                .log(message);
    }

    private void forward(String sink, String key, SpecificRecord value, IncomingRecord cause, Headers headers) {
        context.forward(new Record<>(utf8(key), value, Math.max(0, cause.timestamp()), headers), sink);
    }

    private static byte @Nullable [] recordKey(byte @Nullable [] key) {
        return key == null || key.length <= MAX_DEAD_KEY_BYTES ? key : Arrays.copyOf(key, MAX_DEAD_KEY_BYTES);
    }

    private static @Nullable ByteBuffer bounded(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MAX_DEAD_BYTES));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
