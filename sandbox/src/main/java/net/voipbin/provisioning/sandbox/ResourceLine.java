package net.voipbin.provisioning.sandbox;

import java.util.Optional;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** A resource in a few words for a person. */
final class ResourceLine {

    private ResourceLine() {}

    static String of(Resource resource) {
        return resource.getSchema().getFields().stream()
                .filter(field -> resource.get(field.pos()) != null)
                .findFirst()
                .map(field -> line(field, resource))
                .orElse("a resource that this program does not know");
    }

    private static String line(Schema.Field type, Resource resource) {
        SpecificRecord state = (SpecificRecord) resource.get(type.pos());
        return "%s %s %s, version %s%s"
                .formatted(
                        type.name(),
                        value(state, "id"),
                        detail(resource, state),
                        value(state, "version"),
                        value(state, "tm_delete").isEmpty() ? "" : ", deleted");
    }

    private static String detail(Resource resource, SpecificRecord state) {
        return Optional.ofNullable(resource.getCustomer())
                .map(ResourceLine::detail)
                .or(() -> Optional.ofNullable(resource.getBillingAccount()).map(ResourceLine::detail))
                .or(() -> Optional.ofNullable(resource.getNumber()).map(number -> number.getNumber()))
                .orElseGet(() -> "\"" + value(state, "name") + "\"");
    }

    private static String detail(Customer customer) {
        return "\"%s\" is %s".formatted(customer.getName(), customer.getStatus());
    }

    private static String detail(BillingAccount account) {
        return "plan %s, %d micro-dollars, %d tokens"
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
