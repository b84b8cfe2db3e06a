package net.voipbin.provisioning.endtoend.rest;

import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;

/**
 * A write under an idempotency key, and a way to count what it has brought about.
 *
 * @param body the same for all tries
 * @param otherBody what would bring about something else
 * @param effects of this body and the other one together
 * @param once what {@code effects} counts when the write has been done once
 */
record RepeatableWrite(
        String kind,
        RestClient client,
        String path,
        String body,
        String otherBody,
        String key,
        LongSupplier effects,
        long once) {

    private static final String PAID = "1.5";
    private static final long PAID_MICROS = 1_500_000;
    private static final long NUMBER_PRICE = 5_000_000;

    /** One of each kind that must never happen twice, for a new tenant; the last one moves money. */
    static List<RepeatableWrite> ofEachKind(RestBed bed) {
        Staff staff = new Staff(bed);
        Tenant tenant = staff.unlimitedTenant();
        staff.verifyIdentity(tenant.id());
        staff.credit(tenant.id(), "100");
        Tenant payer = bed.newTenant();
        return List.of(
                customer(bed), agent(bed, tenant), accessKey(bed, tenant), number(bed, tenant), payment(bed, payer));
    }

    Reply tryAt(String bridgeUrl) {
        return tryAt(bridgeUrl, body);
    }

    Reply tryAt(String bridgeUrl, String someBody) {
        return new RestClient(bridgeUrl, client.token()).post(path, someBody, "Idempotency-Key", key);
    }

    @Override
    public String toString() {
        return kind;
    }

    private static RepeatableWrite customer(RestBed bed) {
        String email = RestBed.newEmail();
        return new RepeatableWrite(
                "customer",
                bed.admin(),
                "/v1.0/customers",
                "{\"name\": \"Once\", \"email\": \"%s\"}".formatted(email),
                "{\"name\": \"Twice\", \"email\": \"x%s\"}".formatted(email),
                RestBed.newKey(),
                () -> count(bed, "select count(*) from customers where email like '%' || ?", email),
                1);
    }

    private static RepeatableWrite agent(RestBed bed, Tenant tenant) {
        String username = Staff.newUsername();
        String body = "{\"username\": \"%s\", \"password\": \"correct horse\"}";
        return new RepeatableWrite(
                "agent",
                tenant.client(),
                "/v1.0/agents",
                body.formatted(username),
                body.formatted("x" + username),
                RestBed.newKey(),
                () -> count(bed, "select count(*) from agents where username like '%' || ?", username),
                1);
    }

    private static RepeatableWrite accessKey(RestBed bed, Tenant tenant) {
        String name = UUID.randomUUID().toString();
        return new RepeatableWrite(
                "access key",
                tenant.client(),
                "/v1.0/accesskeys",
                "{\"name\": \"%s\"}".formatted(name),
                "{\"name\": \"x%s\"}".formatted(name),
                RestBed.newKey(),
                () -> count(bed, "select count(*) from accesskeys where name like '%' || ?", name),
                1);
    }

    /** A normal one, which is paid for: its effects are the number and the money. */
    private static RepeatableWrite number(RestBed bed, Tenant tenant) {
        String name = UUID.randomUUID().toString();
        String digits =
                Long.toString(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 900_000_000L) + 100_000_000L);
        String body = "{\"number\": \"+%s%s\", \"name\": \"%s\"}";
        return new RepeatableWrite(
                "number",
                tenant.client(),
                "/v1.0/numbers",
                body.formatted("44", digits, name),
                body.formatted("49", digits, name),
                RestBed.newKey(),
                () -> count(bed, "select count(*) from numbers where name = ?", name)
                        + 100_000_000
                        - credit(bed, tenant),
                1 + NUMBER_PRICE);
    }

    private static RepeatableWrite payment(RestBed bed, Tenant tenant) {
        return new RepeatableWrite(
                "payment",
                bed.admin(),
                new Staff(bed).account(tenant.id()) + "/balance_add_force",
                "{\"balance\": %s}".formatted(PAID),
                "{\"balance\": %s0001}".formatted(PAID),
                RestBed.newKey(),
                () -> credit(bed, tenant) / PAID_MICROS,
                1);
    }

    private static long credit(RestBed bed, Tenant tenant) {
        return bed.system()
                .database()
                .withHandle(handle -> handle.select(
                                "select balance_credit from billing_accounts where customer_id = ?", tenant.id())
                        .mapTo(Long.class)
                        .one());
    }

    private static long count(RestBed bed, String query, String argument) {
        return bed.system()
                .database()
                .withHandle(handle ->
                        handle.select(query, argument).mapTo(Long.class).one());
    }
}
