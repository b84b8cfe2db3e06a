package net.voipbin.provisioning.topology;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.AddBalance;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.ReactivateCustomer;
import net.voipbin.provisioning.contract.SuspendCustomer;
import net.voipbin.provisioning.contract.UpdatePlanType;
import net.voipbin.provisioning.domain.text.DerivedId;
import net.voipbin.provisioning.translation.MalformedRecordException;
import net.voipbin.provisioning.translation.MalformedRecordException.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * Makes commands of what the billing service tells, decided like any other: a billing service publishes facts and knows
 * nothing of commands. A fact that comes twice makes the same commands again, which have one effect. Not thread-safe.
 */
record BillingFacts(RecordIntake<BillingEvent> intake, Outputs outputs) {

    /** Why an overdrawn account is suspended, and which suspension a payment lifts. */
    static final String OVERDRAWN = "account overdrawn";

    private static final UUID NIL = new UUID(0, 0);
    private static final int MAX_SERVICE_CHARACTERS = 255;

    void take(IncomingRecord incoming) {
        List<Command> commands;
        try {
            BillingEvent event = intake.value(incoming);
            intake.requireKey(incoming, event.getCustomerId().toString());
            commands = commands(event);
        } catch (MalformedRecordException e) {
            outputs.deadLetter(incoming, e);
            return;
        }
        commands.forEach(command -> outputs.command(command, incoming));
    }

    private static List<Command> commands(BillingEvent event) {
        requireSound(event);
        if (event.getAccountOverdrawn() != null) {
            return List.of(command(event, "suspend")
                    .setSuspendCustomer(new SuspendCustomer(OVERDRAWN, true))
                    .build());
        }
        if (event.getPaymentReceived() != null) {
            return List.of(
                    command(event, "credit")
                            .setAddBalance(
                                    new AddBalance(event.getPaymentReceived().getAmount()))
                            .build(),
                    command(event, "reactivate")
                            .setReactivateCustomer(new ReactivateCustomer(OVERDRAWN))
                            .build());
        }
        return List.of(command(event, "plan")
                .setUpdatePlanType(new UpdatePlanType(event.getPlanPurchased().getPlanType()))
                .build());
    }

    private static void requireSound(BillingEvent event) {
        int facts = present(event.getAccountOverdrawn())
                + present(event.getPaymentReceived())
                + present(event.getPlanPurchased());
        if (facts != 1) {
            throw malformed("an event has exactly one fact that is known here, this one has " + facts);
        }
        if (event.getPaymentReceived() != null && event.getPaymentReceived().getAmount() <= 0) {
            throw malformed("a payment is above zero");
        }
        if (event.getEventId().equals(NIL)) {
            throw malformed("event_id is the nil UUID");
        }
        if (event.getTime().isBefore(Instant.EPOCH)) {
            throw malformed("time is before 1970");
        }
        if (event.getService().isBlank() || event.getService().length() > MAX_SERVICE_CHARACTERS) {
            throw malformed("service is empty or longer than " + MAX_SERVICE_CHARACTERS + " characters");
        }
    }

    private static Command.Builder command(BillingEvent event, String purpose) {
        return Command.newBuilder()
                .setCommandId(DerivedId.of(event.getEventId(), purpose))
                .setCustomerId(event.getCustomerId())
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService(event.getService())
                        .build())
                .setTime(event.getTime());
    }

    private static int present(@Nullable Object fact) {
        return fact == null ? 0 : 1;
    }

    private static MalformedRecordException malformed(String message) {
        return new MalformedRecordException(Flaw.MALFORMED_CONTENT, message);
    }
}
