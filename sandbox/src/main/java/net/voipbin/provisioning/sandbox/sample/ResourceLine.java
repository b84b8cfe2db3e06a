package net.voipbin.provisioning.sandbox.sample;

import java.util.Optional;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A resource in a few words for a person. */
public final class ResourceLine {

    private static final String UNKNOWN = "a resource that this program does not know";

    private ResourceLine() {}

    /** The resource as a line with its id and version. */
    static String of(Resource resource) {
        return type(resource)
                .map(type -> "%s %s %s, version %s%s"
                        .formatted(
                                type.name(),
                                value(state(resource, type), "id"),
                                nameOf(resource),
                                value(state(resource, type), "version"),
                                value(state(resource, type), "tm_delete").isEmpty() ? "" : ", deleted"))
                .orElse(UNKNOWN);
    }

    /** What people know it by, and what matters most of its state. */
    public static String nameOf(Resource resource) {
        return Optional.ofNullable(resource.getCustomer())
                .map(ResourceLine::name)
                .or(() -> Optional.ofNullable(resource.getBillingAccount()).map(ResourceLine::name))
                .or(() -> Optional.ofNullable(resource.getNumber()).map(Number::getNumber))
                .or(() -> type(resource).map(type -> "\"" + value(state(resource, type), "name") + "\""))
                .orElse(UNKNOWN);
    }

    private static Optional<Schema.Field> type(Resource resource) {
        return resource.getSchema().getFields().stream()
                .filter(field -> resource.get(field.pos()) != null)
                .findFirst();
    }

    private static SpecificRecord state(Resource resource, Schema.Field type) {
        return (SpecificRecord) resource.get(type.pos());
    }

    private static String name(Customer customer) {
        return "\"%s\" is %s".formatted(customer.getName(), customer.getStatus());
    }

    private static String name(BillingAccount account) {
        return "of plan %s with %d micro-dollars and %d tokens"
                .formatted(account.getPlanType(), account.getBalanceCredit(), account.getBalanceToken());
    }

    /** Empty where there is none. */
    private static String value(SpecificRecord state, String field) {
        return Optional.ofNullable(state.getSchema().getField(field))
                .map(found -> state.get(found.pos()))
                .map(Object::toString)
                .orElse("");
    }
}
