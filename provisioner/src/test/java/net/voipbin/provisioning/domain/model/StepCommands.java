package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Resource.Type.ACCESSKEY;
import static net.voipbin.provisioning.domain.Resource.Type.AGENT;
import static net.voipbin.provisioning.domain.Resource.Type.FLOW;
import static net.voipbin.provisioning.domain.Resource.Type.NUMBER;
import static net.voipbin.provisioning.domain.Resource.Type.QUEUE;
import static net.voipbin.provisioning.domain.Resource.Type.TAG;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.accesskey.CreateAccessKey;
import net.voipbin.provisioning.domain.accesskey.DeleteAccessKey;
import net.voipbin.provisioning.domain.accesskey.UpdateAccessKey;
import net.voipbin.provisioning.domain.agent.CreateAgent;
import net.voipbin.provisioning.domain.agent.DeleteAgent;
import net.voipbin.provisioning.domain.agent.NamedAddress;
import net.voipbin.provisioning.domain.agent.UpdateAgent;
import net.voipbin.provisioning.domain.agent.UpdateAgentAddresses;
import net.voipbin.provisioning.domain.agent.UpdateAgentPassword;
import net.voipbin.provisioning.domain.agent.UpdateAgentPermission;
import net.voipbin.provisioning.domain.agent.UpdateAgentStatus;
import net.voipbin.provisioning.domain.agent.UpdateAgentTagIds;
import net.voipbin.provisioning.domain.billing.AddBalance;
import net.voipbin.provisioning.domain.billing.SubtractBalance;
import net.voipbin.provisioning.domain.billing.TopUpTokens;
import net.voipbin.provisioning.domain.billing.UpdateBillingAccount;
import net.voipbin.provisioning.domain.billing.UpdatePaymentInfo;
import net.voipbin.provisioning.domain.billing.UpdatePlanType;
import net.voipbin.provisioning.domain.customer.CreateCustomer;
import net.voipbin.provisioning.domain.customer.DeleteCustomer;
import net.voipbin.provisioning.domain.customer.ExpireSignup;
import net.voipbin.provisioning.domain.customer.FreezeAndDeleteCustomer;
import net.voipbin.provisioning.domain.customer.FreezeCustomer;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.customer.NamedProfile;
import net.voipbin.provisioning.domain.customer.PurgeCustomer;
import net.voipbin.provisioning.domain.customer.ReactivateCustomer;
import net.voipbin.provisioning.domain.customer.RecoverCustomer;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;
import net.voipbin.provisioning.domain.customer.SignUpCustomer;
import net.voipbin.provisioning.domain.customer.SuspendCustomer;
import net.voipbin.provisioning.domain.customer.UpdateCustomer;
import net.voipbin.provisioning.domain.customer.UpdateCustomerBillingAccountId;
import net.voipbin.provisioning.domain.customer.UpdateCustomerMetadata;
import net.voipbin.provisioning.domain.customer.UpdateIdentityVerificationStatus;
import net.voipbin.provisioning.domain.customer.VerifyEmail;
import net.voipbin.provisioning.domain.flow.CreateFlow;
import net.voipbin.provisioning.domain.flow.DeleteFlow;
import net.voipbin.provisioning.domain.flow.NamedFlowAction;
import net.voipbin.provisioning.domain.flow.UpdateFlow;
import net.voipbin.provisioning.domain.number.CreateNumber;
import net.voipbin.provisioning.domain.number.DeleteNumber;
import net.voipbin.provisioning.domain.number.RenewNumber;
import net.voipbin.provisioning.domain.number.UpdateNumber;
import net.voipbin.provisioning.domain.number.UpdateNumberFlowIds;
import net.voipbin.provisioning.domain.number.UpdateNumberMetadata;
import net.voipbin.provisioning.domain.queue.CreateQueue;
import net.voipbin.provisioning.domain.queue.DeleteQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueue;
import net.voipbin.provisioning.domain.queue.UpdateQueueRoutingMethod;
import net.voipbin.provisioning.domain.queue.UpdateQueueTagIds;
import net.voipbin.provisioning.domain.tag.CreateTag;
import net.voipbin.provisioning.domain.tag.DeleteTag;
import net.voipbin.provisioning.domain.tag.UpdateTag;

/** Makes commands of steps: what a step names by its place is looked up in what there is. Not thread-safe. */
final class StepCommands {

    /** The platform's own customer, and four others. */
    static final List<UUID> CUSTOMER_IDS = List.of(
            Samples.PLATFORM_ID,
            Samples.CUSTOMER_ID,
            Samples.OTHER_CUSTOMER_ID,
            UUID.fromString("0593b0a0-5555-7000-8000-00000000000e"),
            UUID.fromString("0693b0a0-6666-7000-8000-00000000000f"));

    private static final UUID NOBODY = new UUID(0x7000, 0x8000_0000_0000_0000L);
    private static final String NIL = "00000000-0000-0000-0000-000000000000";
    private static final String PASSWORD_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA";
    private static final String TOKEN_PREFIX = "vb_12345678";
    private static final String TOKEN_HASH = "ab".repeat(32);
    private static final List<Integer> PERMISSIONS = List.of(0, 16, 32, 64, 80, 96, 1, 2);
    private static final List<Long> AMOUNTS =
            List.of(0L, 1L, 4_999_999L, 5_000_000L, 12_000_000L, -1L, Long.MAX_VALUE, 5_000_001L);
    private static final List<List<String>> DEFAULTS = List.of(
            List.of("customer_agent"),
            List.of("customer_manager"),
            List.of("customer_admin", "customer_agent"),
            List.of());

    private final ModelWorld world;
    private final boolean apart;
    private final Map<UUID, Long> commands = new HashMap<>();

    /** @param apart whether no two customers ever want the same value */
    StepCommands(ModelWorld world, boolean apart) {
        this.world = world;
        this.apart = apart;
    }

    /** Command ids are counted by customer, so that customers use the same ones. */
    Command command(Step step, Instant received) {
        UUID customerId = CUSTOMER_IDS.get(step.customer());
        Request request = request(step, customerId);
        long number = commands.merge(customerId, 1L, Long::sum);
        return new Command(
                new UUID(0x0193_b0a0_7777_7000L, 0x8000_0000_0000_0000L | number),
                customerId,
                actor(step, customerId),
                expected(step, customerId),
                received.plus(step.clock().ahead()),
                request);
    }

    private Actor actor(Step step, UUID customerId) {
        return switch (step.asker()) {
            case SERVICE -> Samples.PLATFORM;
            case SUPER_ADMIN -> Samples.SUPER_ADMIN;
            case GUEST -> Samples.guestOf(customerId);
            case DELEGATE ->
                new Actor.TenantAgent(
                        GuestAgent.idOf(customerId), Optional.of(RegisterPlatform.adminIdOf(Samples.PLATFORM_ID)));
            case COLLEAGUE ->
                new Actor.TenantAgent(place(customerId, AGENT, step.colleague()).orElse(NOBODY), Optional.empty());
            case STRANGER -> Samples.guestOf(neighbour(step));
        };
    }

    private OptionalLong expected(Step step, UUID customerId) {
        long present = subject(step, customerId).map(ModelResource::version).orElse(0L);
        return switch (step.expected()) {
            case ANY -> OptionalLong.empty();
            case PRESENT -> OptionalLong.of(present);
            case OTHER -> OptionalLong.of(present + 1);
        };
    }

    private Optional<ModelResource> subject(Step step, UUID customerId) {
        Optional<Resource.Type> type = switch (step.verb()) {
            case UPDATE_AGENT,
                    UPDATE_AGENT_ADDRESSES,
                    UPDATE_AGENT_TAG_IDS,
                    UPDATE_AGENT_STATUS,
                    UPDATE_AGENT_PERMISSION,
                    UPDATE_AGENT_PASSWORD,
                    DELETE_AGENT -> Optional.of(AGENT);
            case UPDATE_NUMBER, UPDATE_NUMBER_FLOW_IDS, UPDATE_NUMBER_METADATA, RENEW_NUMBER, DELETE_NUMBER ->
                Optional.of(NUMBER);
            case UPDATE_FLOW, DELETE_FLOW -> Optional.of(FLOW);
            case UPDATE_QUEUE, UPDATE_QUEUE_TAG_IDS, UPDATE_QUEUE_ROUTING_METHOD, DELETE_QUEUE -> Optional.of(QUEUE);
            case UPDATE_TAG, DELETE_TAG -> Optional.of(TAG);
            case UPDATE_ACCESS_KEY, DELETE_ACCESS_KEY -> Optional.of(ACCESSKEY);
            case UPDATE_BILLING_ACCOUNT,
                    UPDATE_PAYMENT_INFO,
                    UPDATE_PLAN_TYPE,
                    ADD_BALANCE,
                    SUBTRACT_BALANCE,
                    TOP_UP_TOKENS -> Optional.of(Resource.Type.BILLING_ACCOUNT);
            case CREATE_AGENT, CREATE_NUMBER, CREATE_FLOW, CREATE_QUEUE, CREATE_TAG, CREATE_ACCESS_KEY ->
                Optional.empty();
            case CREATE_CUSTOMER,
                    SIGN_UP_CUSTOMER,
                    REGISTER_PLATFORM,
                    VERIFY_EMAIL,
                    EXPIRE_SIGNUP,
                    SUSPEND_CUSTOMER,
                    REACTIVATE_CUSTOMER,
                    FREEZE_CUSTOMER,
                    RECOVER_CUSTOMER,
                    PURGE_CUSTOMER,
                    FREEZE_AND_DELETE_CUSTOMER,
                    DELETE_CUSTOMER,
                    UPDATE_CUSTOMER,
                    UPDATE_CUSTOMER_METADATA,
                    UPDATE_CUSTOMER_BILLING_ACCOUNT_ID,
                    UPDATE_IDENTITY_VERIFICATION_STATUS -> Optional.of(Resource.Type.CUSTOMER);
        };
        return type.flatMap(
                known -> place(customerId, known, step.target()).flatMap(id -> world.find(customerId, known, id)));
    }

    private Request request(Step step, UUID customerId) {
        int value = step.value();
        return switch (step.verb()) {
            case CREATE_CUSTOMER -> new CreateCustomer(profile(step));
            case SIGN_UP_CUSTOMER ->
                new SignUpCustomer(profile(step), new Customer.Terms("1", "192.0.2.7"), TOKEN_PREFIX, TOKEN_HASH);
            case REGISTER_PLATFORM ->
                new RegisterPlatform(name(value), email(step, value), username(step, step.other()));
            case VERIFY_EMAIL -> new VerifyEmail(verification(step, customerId));
            case EXPIRE_SIGNUP -> new ExpireSignup();
            case SUSPEND_CUSTOMER -> new SuspendCustomer(value < 4 ? "unpaid" : "abuse", value % 2 == 1);
            case REACTIVATE_CUSTOMER -> new ReactivateCustomer(value < 4 ? Optional.empty() : Optional.of("unpaid"));
            case FREEZE_CUSTOMER -> new FreezeCustomer();
            case RECOVER_CUSTOMER -> new RecoverCustomer();
            case PURGE_CUSTOMER -> new PurgeCustomer();
            case FREEZE_AND_DELETE_CUSTOMER -> new FreezeAndDeleteCustomer();
            case DELETE_CUSTOMER -> new DeleteCustomer();
            case UPDATE_CUSTOMER ->
                new UpdateCustomer(
                        chosen(step, 1, name(step.other())),
                        Optional.empty(),
                        chosen(step, 2, email(step, step.other())),
                        chosen(step, 1, "+15551234568"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        chosen(step, 4, DEFAULTS.get(step.other() % DEFAULTS.size())),
                        locked(step, customerId));
            case UPDATE_CUSTOMER_METADATA -> new UpdateCustomerMetadata(new Metadata(value < 4));
            case UPDATE_CUSTOMER_BILLING_ACCOUNT_ID ->
                new UpdateCustomerBillingAccountId((value < 4 ? BillingAccount.idOf(customerId) : NOBODY).toString());
            case UPDATE_IDENTITY_VERIFICATION_STATUS ->
                new UpdateIdentityVerificationStatus(
                        List.of("verified", "verified", "pending", "none").get(value % 4));
            case CREATE_AGENT ->
                new CreateAgent(
                        username(step, value),
                        PASSWORD_HASH,
                        name(value),
                        "",
                        ringMethod(step.target()),
                        Optional.of(step.other()).filter(other -> other > 0).map(PERMISSIONS::get),
                        step.target() < 3 ? tags(step) : List.of(),
                        step.target() < 3 ? addresses(step) : List.of());
            case UPDATE_AGENT ->
                new UpdateAgent(
                        target(step, AGENT),
                        chosen(step, 1, name(step.other())),
                        chosen(step, 2, "a person, at the desk"),
                        chosen(step, 4, ringMethod(step.other())),
                        locked(step, target(step, AGENT)));
            case UPDATE_AGENT_ADDRESSES -> new UpdateAgentAddresses(target(step, AGENT), addresses(step));
            case UPDATE_AGENT_TAG_IDS -> new UpdateAgentTagIds(target(step, AGENT), tags(step));
            case UPDATE_AGENT_STATUS ->
                new UpdateAgentStatus(
                        target(step, AGENT),
                        List.of("available", "away", "busy", "offline", "ringing", "asleep")
                                .get(value % 6));
            case UPDATE_AGENT_PERMISSION -> new UpdateAgentPermission(target(step, AGENT), PERMISSIONS.get(value));
            case UPDATE_AGENT_PASSWORD -> new UpdateAgentPassword(target(step, AGENT), PASSWORD_HASH);
            case DELETE_AGENT -> new DeleteAgent(target(step, AGENT));
            case CREATE_NUMBER ->
                new CreateNumber(
                        number(step),
                        value < 4 ? "normal" : "virtual",
                        step.target() < 3 ? flow(step, step.other()) : "",
                        step.target() == 1 ? flow(step, value) : "",
                        name(value),
                        "");
            case UPDATE_NUMBER ->
                new UpdateNumber(
                        target(step, NUMBER),
                        chosen(step, 1, name(step.other())),
                        Optional.empty(),
                        chosen(step, 2, flow(step, step.other())),
                        chosen(step, 4, flow(step, step.other() + 1)),
                        locked(step, target(step, NUMBER)));
            case UPDATE_NUMBER_FLOW_IDS ->
                new UpdateNumberFlowIds(
                        target(step, NUMBER),
                        chosen(step, 1, flow(step, step.other())),
                        chosen(step, 2, flow(step, step.other() + 1)));
            case UPDATE_NUMBER_METADATA -> new UpdateNumberMetadata(target(step, NUMBER), new Metadata(value < 4));
            case RENEW_NUMBER -> new RenewNumber(target(step, NUMBER));
            case DELETE_NUMBER -> new DeleteNumber(target(step, NUMBER));
            case CREATE_FLOW ->
                new CreateFlow(
                        "flow", name(value), "", actions(step.other()), value < 3 ? flow(step, step.target()) : "");
            case UPDATE_FLOW ->
                new UpdateFlow(
                        target(step, FLOW),
                        Optional.empty(),
                        chosen(step, 1, name(step.other())),
                        Optional.empty(),
                        chosen(step, 2, actions(step.other())),
                        chosen(step, 4, flow(step, step.other())),
                        locked(step, target(step, FLOW)));
            case DELETE_FLOW -> new DeleteFlow(target(step, FLOW));
            case CREATE_QUEUE ->
                new CreateQueue(
                        name(value),
                        "",
                        routingMethod(step.other()),
                        value < 4 ? tags(step) : List.of(),
                        value == 4 ? flow(step, step.target()) : "",
                        1_000L * value,
                        0);
            case UPDATE_QUEUE ->
                new UpdateQueue(
                        target(step, QUEUE),
                        chosen(step, 1, name(step.other())),
                        Optional.empty(),
                        chosen(step, 1, routingMethod(step.other())),
                        chosen(step, 2, tags(step)),
                        chosen(step, 4, flow(step, step.other())),
                        chosen(step, 1, 1_000L),
                        Optional.empty(),
                        locked(step, target(step, QUEUE)));
            case UPDATE_QUEUE_TAG_IDS -> new UpdateQueueTagIds(target(step, QUEUE), tags(step));
            case UPDATE_QUEUE_ROUTING_METHOD ->
                new UpdateQueueRoutingMethod(target(step, QUEUE), routingMethod(step.other()));
            case DELETE_QUEUE -> new DeleteQueue(target(step, QUEUE));
            case CREATE_TAG -> new CreateTag(tagName(value), "");
            case UPDATE_TAG ->
                new UpdateTag(
                        target(step, TAG),
                        chosen(step, 1, tagName(step.other())),
                        chosen(step, 2, "of a person"),
                        locked(step, target(step, TAG)));
            case DELETE_TAG -> new DeleteTag(target(step, TAG));
            case UPDATE_BILLING_ACCOUNT ->
                new UpdateBillingAccount(
                        chosen(step, 1, name(step.other())),
                        chosen(step, 2, "for a person"),
                        locked(step, BillingAccount.idOf(customerId)));
            case UPDATE_PAYMENT_INFO ->
                new UpdatePaymentInfo(
                        chosen(step, 1, step.other() < 4 ? "" : "prepaid"),
                        chosen(step, 2, step.other() < 4 ? "" : "credit card"));
            case UPDATE_PLAN_TYPE ->
                new UpdatePlanType(
                        List.of("free", "basic", "professional", "unlimited").get(value % 4));
            case ADD_BALANCE -> new AddBalance(AMOUNTS.get(value));
            case SUBTRACT_BALANCE -> new SubtractBalance(AMOUNTS.get(value));
            case TOP_UP_TOKENS -> new TopUpTokens();
            case CREATE_ACCESS_KEY ->
                new CreateAccessKey(
                        name(value), "", value == 7 ? 86_399 : 86_400L * (value + 1), TOKEN_PREFIX, TOKEN_HASH);
            case UPDATE_ACCESS_KEY ->
                new UpdateAccessKey(
                        target(step, ACCESSKEY),
                        chosen(step, 1, name(step.other())),
                        chosen(step, 2, "of a person"),
                        locked(step, target(step, ACCESSKEY)));
            case DELETE_ACCESS_KEY -> new DeleteAccessKey(target(step, ACCESSKEY));
        };
    }

    /** A field that an update may name, by a bit of the step's value. */
    private static <T> Optional<T> chosen(Step step, int bit, T field) {
        return (step.value() & bit) != 0 ? Optional.of(field) : Optional.empty();
    }

    private NamedProfile profile(Step step) {
        return new NamedProfile(
                name(step.other()),
                "a person",
                email(step, step.value()),
                "+15551234567",
                "1 Person St",
                "GET",
                "http://person.example/");
    }

    private static String name(int place) {
        return "Person " + place % 3;
    }

    private static String tagName(int place) {
        return List.of("sales", "Sales", "support", "person", "night", "").get(place % 6);
    }

    private String email(Step step, int place) {
        List<String> names = List.of("a", "A", "b", "c", "d", "e", "f", "nowhere");
        String name = names.get(place);
        return name.equals("nowhere") ? name : name + mark(step) + "@person.example";
    }

    private String username(Step step, int place) {
        List<String> names = List.of("ann", "Ann", "bob", "cid", "dot", "eve", "fay", "ghost");
        String name = names.get(place) + mark(step);
        return name.startsWith("ghost") ? name + "@person.invalid" : name + "@person.example";
    }

    private String number(Step step) {
        int place = 1 + step.value() % 4 + 4 * (step.other() % 2);
        String mark = apart ? Integer.toString(step.customer()) : "0";
        if (step.other() == 7) {
            return "+8990001234" + place + mark;
        }
        return (step.value() < 4 ? "+16665550" : "+8991112220") + place + mark;
    }

    private String mark(Step step) {
        return apart ? Integer.toString(step.customer()) : "";
    }

    private String verification(Step step, UUID customerId) {
        String email = world.customer(customerId)
                .filter(customer -> step.value() > 1)
                .map(customer -> customer.text("email"))
                .orElseGet(() -> email(step, step.other()));
        return LifecycleModel.tokenHash(customerId, email);
    }

    private static String ringMethod(int place) {
        return List.of("ringall", "linear", "ringall", "linear", "ringall", "ringall", "ringall", "loud")
                .get(place);
    }

    private static String routingMethod(int place) {
        return List.of("random", "ringall", "random", "ringall", "random", "random", "random", "nearest")
                .get(place);
    }

    private static Map<String, String> locked(Step step, UUID id) {
        return switch (step.target() + step.other()) {
            case 5 -> Map.of("id", "\"" + id + "\"");
            case 11 -> Map.of("id", "\"" + NOBODY + "\"");
            default -> Map.of();
        };
    }

    private static List<NamedFlowAction> actions(int place) {
        List<String> types = place == 7
                ? List.of("dance")
                : List.of("answer", "talk", "hangup").subList(0, place % 4);
        return types.stream()
                .map(type -> new NamedFlowAction(
                        new UUID(0x4000, 0x8000_0000_0000_0000L | types.indexOf(type)).toString(), "", type, "{}"))
                .toList();
    }

    private static List<NamedAddress> addresses(Step step) {
        List<NamedAddress> pool = List.of(
                new NamedAddress("tel", "+1 (555) 000-0001", "", "", ""),
                new NamedAddress("tel", "+15550000001", "", "", ""),
                new NamedAddress("sip", "person@pbx.example", "", "", ""),
                new NamedAddress("sip", "PERSON@pbx.example", "", "", ""),
                new NamedAddress("extension", "person-7", "", "", ""),
                new NamedAddress("extension", "Person-7", "", "", ""),
                new NamedAddress("email", "desk@person.example", "", "", ""),
                new NamedAddress("tel", "", "", "", ""));
        return step.value() == step.other() ? List.of() : List.of(pool.get(step.value()), pool.get(step.other()));
    }

    /** Own ones, live and dead; another customer's; unknown ones; and what is no id. */
    private List<String> tags(Step step) {
        if (step.other() == 7) {
            return List.of("sales");
        }
        String first = named(step, TAG, step.value());
        return step.other() < 3 ? List.of(first) : List.of(first, named(step, TAG, step.other()));
    }

    private String flow(Step step, int place) {
        return switch (place) {
            case 5 -> "";
            case 6 -> NIL;
            case 7 -> "welcome";
            default -> named(step, FLOW, place);
        };
    }

    private String named(Step step, Resource.Type type, int place) {
        UUID id = place == 4
                ? place(neighbour(step), type, 0).orElse(NOBODY)
                : place(CUSTOMER_IDS.get(step.customer()), type, place).orElse(NOBODY);
        return id.toString();
    }

    private UUID target(Step step, Resource.Type type) {
        return step.target() == 7
                ? place(neighbour(step), type, 0).orElse(NOBODY)
                : place(CUSTOMER_IDS.get(step.customer()), type, step.target()).orElse(NOBODY);
    }

    /** Counted from the youngest, in a circle; the guest agent is the last of the agents. */
    private Optional<UUID> place(UUID customerId, Resource.Type type, int place) {
        List<UUID> all =
                world.all(customerId, type).map(ModelResource::id).toList().reversed();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(place % all.size()));
    }

    private static UUID neighbour(Step step) {
        return CUSTOMER_IDS.get((step.customer() + 1) % CUSTOMER_IDS.size());
    }
}
