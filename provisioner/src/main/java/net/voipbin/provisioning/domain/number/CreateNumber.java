package net.voipbin.provisioning.domain.number;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.NamedReference;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Situation;
import net.voipbin.provisioning.domain.billing.Credit;
import net.voipbin.provisioning.domain.text.Words;

/**
 * A number that the customer takes. A normal one needs a verified identity, whoever asks, and is paid for in the same
 * change; a virtual one is free and counts against the plan.
 */
public record CreateNumber(
        String number, String type, String callFlowId, String messageFlowId, String name, String detail)
        implements Request {

    /** The country code of no country, kept for virtual numbers. */
    private static final String VIRTUAL_PREFIX = "+899";

    /** Virtual numbers: +899 and nine digits; those whose first three digits are zeros are reserved. */
    private static final Pattern VIRTUAL = Pattern.compile("\\+899(?!000)[0-9]{9}");

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.STAFF,
                customer -> flaw().map(Rejection::decision).orElseGet(() -> decide(situation, customer)));
    }

    private Decision.Final decide(Situation situation, Customer customer) {
        Number taken = taken(situation);
        return switch (taken.numberType()) {
            case VIRTUAL -> Decision.Applied.of(Change.created(taken));
            case NORMAL ->
                switch (customer.standing().identityVerificationStatus()) {
                    case VERIFIED -> paid(situation, taken);
                    case NONE, PENDING, REJECTED ->
                        Rejection.of(
                                        Reason.IDENTITY_VERIFICATION_REQUIRED,
                                        "Normal numbers are for customers with a verified identity.")
                                .decision();
                };
        };
    }

    private static Decision.Final paid(Situation situation, Number taken) {
        return situation
                .tenant()
                .billingAccount(taken.customerId())
                .flatMap(account -> Credit.taken(account, Number.PRICE, situation.time()))
                .<Decision.Final>map(payment -> Decision.Applied.of(List.of(Change.created(taken), payment)))
                .orElseGet(() -> Credit.insufficient().decision());
    }

    private Number taken(Situation situation) {
        Instant time = situation.time();
        return new Number(
                situation.newId(Resource.Type.NUMBER),
                situation.customerId(),
                Revision.first(time),
                number,
                numberType().orElseThrow(),
                new Number.Profile(name, detail, NamedReference.parse(callFlowId), NamedReference.parse(messageFlowId)),
                new Metadata(false),
                time,
                Optional.empty());
    }

    private Optional<Rejection> flaw() {
        return numberType().isEmpty()
                ? Field.invalid("type", "is neither normal nor virtual.")
                : Field.firstFlaw(
                        numberFlaw(numberType().get()),
                        Field.text("name", name, Field.MAX_NAME),
                        Field.text("detail", detail, Field.MAX_DETAIL),
                        NamedReference.flaw("call_flow_id", callFlowId),
                        NamedReference.flaw("message_flow_id", messageFlowId));
    }

    private Optional<Number.NumberType> numberType() {
        return Words.find(Number.NumberType.values(), Words::of, type);
    }

    private Optional<Rejection> numberFlaw(Number.NumberType numberType) {
        return switch (numberType) {
            case NORMAL ->
                number.isEmpty() || number.startsWith(VIRTUAL_PREFIX)
                        ? Field.invalid("number", "is not a normal number in E.164.")
                        : Field.phoneNumber("number", number);
            case VIRTUAL ->
                VIRTUAL.matcher(number).matches()
                        ? Optional.empty()
                        : Field.invalid("number", "is not +899 and nine digits, of which the first three are not 000.");
        };
    }
}
