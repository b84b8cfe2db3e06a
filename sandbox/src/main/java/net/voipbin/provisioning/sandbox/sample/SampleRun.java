package net.voipbin.provisioning.sandbox.sample;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Rejection;
import net.voipbin.provisioning.contract.Resource;

/**
 * Carries a sample out, entry by entry, each when it is known what became of the last one. Not thread-safe.
 *
 * @param lines is told what became of each, as a line for a person
 */
public record SampleRun(UpstreamService upstream, SampleNames names, Clock clock, Consumer<String> lines) {

    /**
     * All entries.
     *
     * @throws SampleFailedException as soon as something else becomes of one than it says
     */
    public void carryOut(SampleFile sample) {
        sample.entries().forEach(this::carryOut);
    }

    private void carryOut(SampleEntry entry) {
        entry.note().ifPresent(note -> lines.accept("\n" + note));
        List<CommandResult> results = results(entry);
        for (int place = 0; place < results.size(); place++) {
            CommandResult result = results.get(place);
            lines.accept("%5d  %-37s %-16s %s"
                    .formatted(entry.number(), entry.payload(), entry.customer(), described(result)));
            if (!outcome(result).equals(entry.expects().get(place))) {
                throw new SampleFailedException(
                        entry + " was to become " + entry.expects().get(place) + ", and became " + described(result));
            }
        }
        entry.label().ifPresent(label -> names.label(label, resource(entry, results.getFirst())));
    }

    private List<CommandResult> results(SampleEntry entry) {
        UUID customerId = names.customerId(entry.customer());
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return entry.isCommand()
                ? List.of(upstream.ask(entry.command(customerId, time, names::value)))
                : upstream.tell(
                        entry.fact(customerId, time, names::value),
                        entry.expects().size());
    }

    private static Resource resource(SampleEntry entry, CommandResult result) {
        return Optional.ofNullable(result.getResource())
                .orElseThrow(() -> new SampleFailedException(entry + ": what it was about is erased"));
    }

    private static String outcome(CommandResult result) {
        return Optional.ofNullable(result.getRejection())
                .map(Rejection::getReason)
                .orElse(SampleEntry.APPLIED);
    }

    private static String described(CommandResult result) {
        return Optional.ofNullable(result.getRejection())
                .map(rejection -> "REJECTED  " + rejection.getReason() + ": " + rejection.getMessage())
                .orElseGet(() -> "APPLIED   "
                        + Optional.ofNullable(result.getResource())
                                .map(ResourceLine::of)
                                .orElse("what it was about is erased"));
    }
}
