package net.voipbin.provisioning.endtoend.torture;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.configuration.ProvisionerSettings;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.endtoend.bed.Conditions;
import net.voipbin.provisioning.endtoend.load.CommandLoad.Accepted;
import net.voipbin.provisioning.endtoend.load.MalformedRecord;
import net.voipbin.provisioning.endtoend.oracle.AtomicChanges;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory;
import net.voipbin.provisioning.endtoend.oracle.KeptAnswers;
import net.voipbin.provisioning.endtoend.oracle.KeptQuotas;
import net.voipbin.provisioning.endtoend.oracle.LiveReferences;
import net.voipbin.provisioning.endtoend.oracle.OneDeadLetterEach;
import net.voipbin.provisioning.endtoend.oracle.OneOwnerEach;
import net.voipbin.provisioning.endtoend.oracle.OneResultPerRecord;
import net.voipbin.provisioning.endtoend.oracle.PublishedOrder;
import net.voipbin.provisioning.endtoend.oracle.ReadModelAgainstEvents;
import net.voipbin.provisioning.endtoend.oracle.ReadYourWrites;
import net.voipbin.provisioning.endtoend.oracle.SecretsOfChanges;
import net.voipbin.provisioning.endtoend.oracle.ServedClients;
import net.voipbin.provisioning.endtoend.torture.EveryRecordEnds.Taken;
import net.voipbin.provisioning.maintenance.Rebuild;
import net.voipbin.provisioning.maintenance.Verification;
import net.voipbin.provisioning.projection.Comparison;

/** Holds what clients and broker have written down against the read model and each promise, and reports each verdict. */
record TortureVerdicts(TwoOfEach system, TortureLogs logs, TortureReport report) {

    /** Waits until the read model has all, and holds everything against each oracle. */
    void judge(
            TortureClients clients,
            List<Accepted> accepted,
            List<MalformedRecord> malformed,
            List<String> standstills) {
        List<Taken> taken = logs.commands().stream()
                .map(record -> new Taken(record.partition(), record.offset(), text(record.key())))
                .toList();
        Set<UUID> known =
                accepted.stream().map(record -> record.command().getCommandId()).collect(Collectors.toSet());
        List<CommandResult> all = logs.results().values();
        List<CommandResult> own = all.stream()
                .filter(result -> known.contains(result.getCommandId()))
                .toList();
        ReadModelAgainstEvents readModel = new ReadModelAgainstEvents(system.database());
        Conditions.holdsWithin(
                TwoOfEach.RECOVERY,
                () -> readModel.flaws(logs.events().values()).isEmpty());
        List<ResourceEvent> changes = logs.events().values();
        HttpHistory history = clients.history();

        report.count("commands on the topic", taken.size());
        report.count("of them malformed", malformed.size());
        report.count("events", changes.size());
        report.countResults(all);
        report.countAttempts(history.attempts());
        report.count("HTTP reads", history.reads().size());

        report.verdict("read model goes on without a zombie", standstills);
        report.verdict("clients went on", clients.failures());
        report.verdict("clients were served", ServedClients.flaws(history.attempts(), history.reads()));
        report.verdict("one result for each record", OneResultPerRecord.flaws(accepted, own));
        report.verdict(
                "every record ends",
                EveryRecordEnds.flaws(taken, logs.deadLetters().values(), all));
        report.verdict("order as published", PublishedOrder.flaws(accepted, own));
        report.verdict("one owner each", OneOwnerEach.flaws(changes));
        report.verdict("live references", LiveReferences.flaws(changes));
        report.verdict("kept quotas", KeptQuotas.flaws(changes));
        report.verdict("atomic changes", AtomicChanges.flaws(logs.events()));
        report.verdict(
                "one dead letter each",
                OneDeadLetterEach.flaws(malformed, logs.deadLetters().values(), all, changes));
        report.verdict(
                "no other dead letter",
                OneDeadLetterEach.others(malformed, logs.deadLetters().values()));
        report.verdict("kept answers", KeptAnswers.flaws(history.attempts(), clients.outcomes(), changes));
        report.verdict("read your writes", ReadYourWrites.flaws(history.attempts(), history.reads()));
        report.verdict(
                "secrets of changes",
                SecretsOfChanges.flaws(
                        changes, logs.credentials().values(), logs.mails().values()));
        report.verdict(
                "passwords as asked for",
                SecretsOfChanges.unpublishedPasswords(
                        accepted, own, logs.credentials().values()));
        report.verdict("read model as events", readModel.flaws(changes));
        report.verdict("whole customers", readModel.incompleteCustomers());
        report.verdict("verify", verify());
        new Rebuild(settings(), Clock.systemUTC()).run();
        report.verdict("verify after rebuild", verify());
        report.verdict("read model as events after rebuild", readModel.flaws(changes));
    }

    private List<Comparison> verify() {
        return new Verification(settings(), Clock.systemUTC()).run().differing();
    }

    private ProvisionerSettings settings() {
        return ProvisionerSettings.of(system.provisionerEnvironment());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
