package net.voipbin.provisioning.domain.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Flow;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Queue;
import net.voipbin.provisioning.domain.Quota;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.Timer;
import net.voipbin.provisioning.domain.UniqueKey;
import net.voipbin.provisioning.domain.customer.RegisterPlatform;

/**
 * What holds after every step, of the state alone, whatever was asked. Each tells what contradicts it. That no balance is
 * below zero is seen to by the account itself, which cannot be made with one.
 */
enum Invariant {
    PLANS_LIMIT_WHAT_A_CUSTOMER_HAS(Invariant::aboveALimit),
    EMAILS_USERNAMES_AND_NUMBERS_ARE_UNIQUE(Invariant::notUniqueAmongAll),
    WHAT_LIVES_AND_NOTHING_ELSE_HOLDS_A_CLAIM(Invariant::claimsBesideTheLiving),
    TAG_NAMES_AND_ADDRESSES_ARE_UNIQUE_IN_A_CUSTOMER(Invariant::notUniqueInACustomer),
    REFERENCES_ARE_LIVE_AND_OF_THE_SAME_CUSTOMER(Invariant::dangling),
    ONE_GUEST_IS_ALWAYS_THERE_AS_IT_WAS_BORN(Invariant::guests),
    ONE_BILLING_ACCOUNT_IS_ALWAYS_THERE(Invariant::accounts),
    NOTHING_OUTLIVES_ITS_CUSTOMER(Invariant::outliving),
    NOTHING_TELLS_OF_THE_PERSON_BEHIND_AN_ENDED_CUSTOMER(Invariant::unerased),
    TIMES_TELL_OF_CHANGES_AND_END(Invariant::wrongTimes),
    A_STATUS_HAS_WHAT_BELONGS_TO_IT(Invariant::wrongStanding),
    WHAT_TIME_BRINGS_IS_SCHEDULED(Invariant::wrongTimers),
    SECRETS_LIVE_AS_LONG_AS_WHAT_THEY_BELONG_TO(Invariant::wrongCredentials),
    INDEXES_FIND_WHAT_A_SCAN_FINDS(Invariant::wrongIndexes);

    private final Function<KnownState, Stream<String>> contradictions;

    Invariant(Function<KnownState, Stream<String>> contradictions) {
        this.contradictions = contradictions;
    }

    /** @throws AssertionError where the state contradicts it */
    void check(KnownState state) {
        contradictions.apply(state).findFirst().ifPresent(contradiction -> {
            throw new AssertionError(this + ": " + contradiction);
        });
    }

    private static Stream<String> aboveALimit(KnownState state) {
        return state.liveCustomer().stream().flatMap(customer -> {
            String plan = state.living(BillingAccount.class).stream()
                    .map(account -> account.planType().published())
                    .findFirst()
                    .orElse("none");
            long virtual = virtualNumbers(state);
            boolean within = Limits.within(state.living(Agent.class).size(), plan, Limits.AGENTS)
                    && Limits.within(state.living(Queue.class).size(), plan, Limits.QUEUES)
                    && Limits.within(virtual, plan, Limits.VIRTUAL_NUMBERS)
                    && state.living(Flow.class).size() <= 10_000;
            return when(!within, customer.id() + " has more than " + plan + " allows");
        });
    }

    private static Stream<String> notUniqueAmongAll(KnownState state) {
        return repeated(uniqueValues(state).map(Map.Entry::getKey));
    }

    private static Stream<String> claimsBesideTheLiving(KnownState state) {
        Map<String, UUID> wanted = new HashMap<>();
        uniqueValues(state).forEach(value -> wanted.put(value.getKey(), value.getValue()));
        Map<String, UUID> held = new HashMap<>();
        for (Claim.Namespace namespace : Claim.Namespace.values()) {
            for (String value : state.claims().values(namespace)) {
                held.put(
                        namespace + " " + value,
                        state.claims().holder(namespace, value).orElseThrow());
            }
        }
        return when(!wanted.equals(held), "wanted " + wanted + ", held " + held);
    }

    private static Stream<Map.Entry<String, UUID>> uniqueValues(KnownState state) {
        Stream<Map.Entry<String, UUID>> emails = state.livingOfAll(Customer.class)
                .map(customer ->
                        Map.entry("CUSTOMER_EMAIL " + lower(customer.profile().email()), customer.id()));
        Stream<Map.Entry<String, UUID>> usernames = state.livingOfAll(Agent.class)
                .filter(agent -> !agent.guest())
                .map(agent -> Map.entry("AGENT_USERNAME " + lower(agent.username()), agent.id()));
        Stream<Map.Entry<String, UUID>> numbers =
                state.livingOfAll(Number.class).map(number -> Map.entry("NUMBER " + number.number(), number.id()));
        return Stream.of(emails, usernames, numbers).flatMap(Function.identity());
    }

    private static Stream<String> notUniqueInACustomer(KnownState state) {
        Stream<String> names = state.living(Tag.class).stream().map(tag -> tag.customerId() + " tag " + tag.name());
        Stream<String> addresses = state.living(Agent.class).stream()
                .flatMap(agent -> agent.addresses().stream()
                        .map(address -> agent.customerId() + " address " + comparable(address)));
        return repeated(Stream.concat(names, addresses));
    }

    private static String comparable(Address address) {
        boolean anyCase = address.type() == Address.Type.EMAIL || address.type() == Address.Type.SIP;
        return address.type() + (anyCase ? lower(address.target()) : address.target());
    }

    private static Stream<String> dangling(KnownState state) {
        Set<String> owned = new HashSet<>();
        state.living().forEach(resource -> owned.add(resource.customerId() + " " + resource.type() + resource.id()));
        return state.living()
                .flatMap(resource -> referred(resource)
                        .map(referred -> resource.customerId() + " " + referred)
                        .filter(referred -> !owned.contains(referred))
                        .map(referred -> resource.id() + " refers to " + referred));
    }

    private static Stream<String> referred(Resource resource) {
        return switch (resource) {
            case Agent agent -> agent.tagIds().stream().map(id -> "TAG" + id);
            case Queue queue ->
                Stream.concat(
                        queue.profile().tagIds().stream().map(id -> "TAG" + id),
                        queue.profile().waitFlowId().stream().map(id -> "FLOW" + id));
            case Number number ->
                Stream.of(number.profile().callFlowId(), number.profile().messageFlowId())
                        .flatMap(Optional::stream)
                        .map(id -> "FLOW" + id);
            case Flow flow -> flow.profile().onCompleteFlowId().stream().map(id -> "FLOW" + id);
            case Customer customer -> Stream.of("BILLING_ACCOUNT" + customer.billingAccountId());
            case BillingAccount account -> Stream.empty();
            case Tag tag -> Stream.empty();
            case AccessKey key -> Stream.empty();
        };
    }

    private static Stream<String> guests(KnownState state) {
        return state.liveCustomer().stream().flatMap(customer -> {
            List<Agent> guests = state.living(Agent.class).stream()
                    .filter(agent ->
                            agent.guest() || agent.username().equals("guest-" + customer.id() + "@guest.invalid"))
                    .toList();
            boolean asBorn = guests.size() == 1
                    && guests.getFirst().permission().mask() == 32
                    && guests.getFirst().guest()
                    && guests.getFirst().username().equals("guest-" + customer.id() + "@guest.invalid")
                    && state.credential(guests.getFirst().id()).isEmpty();
            return when(!asBorn, customer.id() + " has the guests " + guests);
        });
    }

    private static Stream<String> accounts(KnownState state) {
        return state.liveCustomer().stream().flatMap(customer -> {
            List<BillingAccount> accounts = state.living(BillingAccount.class);
            boolean one = accounts.size() == 1 && accounts.getFirst().id().equals(customer.billingAccountId());
            return when(!one, customer.id() + " has the accounts " + accounts);
        });
    }

    private static Stream<String> outliving(KnownState state) {
        return state.customer().stream()
                .filter(customer -> !customer.live())
                .flatMap(customer -> state.living())
                .map(resource -> "alive: " + resource);
    }

    /** All that the steps say of a person has "person" in it, or is a telephone number or the address of a signup. */
    private static Stream<String> unerased(KnownState state) {
        return state.everything()
                .filter(resource -> state.endedWithCustomer().contains(resource.id()))
                .map(Resource::toString)
                .filter(text -> lower(text).contains("person") || text.contains("+1555") || text.contains("192.0.2."));
    }

    private static Stream<String> wrongTimes(KnownState state) {
        return state.everything()
                .filter(resource -> {
                    Revision revision = resource.revision();
                    Instant create = revision.tmCreate();
                    boolean neverChanged = revision.tmUpdate().isEmpty();
                    return neverChanged != (revision.version() == 1)
                            || revision.tmUpdate().filter(create::isAfter).isPresent()
                            || !(revision.tmDelete().isEmpty()
                                    || revision.tmDelete().equals(revision.tmUpdate()));
                })
                .map(resource -> resource.id() + " has " + resource.revision());
    }

    private static Stream<String> wrongStanding(KnownState state) {
        return state.customer().stream().flatMap(customer -> {
            Standing standing = customer.standing();
            boolean frozen = standing.tmDeletionScheduled().isPresent();
            boolean suspended = standing.suspensionReason().isPresent();
            boolean frozenAccount = state.living(BillingAccount.class).stream()
                    .anyMatch(account -> account.status() == BillingAccount.Status.FROZEN);
            boolean fits = switch (customer.status()) {
                case INITIAL -> !standing.emailVerified() && !frozen && !suspended && customer.live();
                case ACTIVE -> standing.emailVerified() && !frozen && !suspended && customer.live();
                case SUSPENDED -> standing.emailVerified() && !frozen && suspended && customer.live();
                case FROZEN -> standing.emailVerified() && frozen && customer.live();
                case DELETED -> !frozen && !suspended && !customer.live();
                case EXPIRED -> !frozen && !suspended && !customer.live() && !standing.emailVerified();
            };
            return when(!fits || frozen != frozenAccount, customer.id() + " stands " + standing);
        });
    }

    private static Stream<String> wrongTimers(KnownState state) {
        return state.everything().flatMap(resource -> {
            Optional<Timer> due = switch (resource) {
                case Customer customer ->
                    switch (customer.status()) {
                        case INITIAL ->
                            Optional.of(new Timer(
                                    Timer.Kind.EXPIRE_SIGNUP,
                                    customer.revision()
                                            .tmCreate()
                                            .plus(state.periods().signupExpiry())));
                        case FROZEN ->
                            customer.standing()
                                    .tmDeletionScheduled()
                                    .map(frozen -> new Timer(
                                            Timer.Kind.PURGE_CUSTOMER,
                                            frozen.plus(state.periods().deletionAfter())));
                        case ACTIVE, SUSPENDED, DELETED, EXPIRED -> Optional.empty();
                    };
                case BillingAccount account ->
                    account.tmNextTopup()
                            .filter(next -> account.status() == BillingAccount.Status.ACTIVE)
                            .map(next -> new Timer(Timer.Kind.TOP_UP_TOKENS, next));
                case Agent agent -> Optional.empty();
                case Number number -> Optional.empty();
                case Flow flow -> Optional.empty();
                case Queue queue -> Optional.empty();
                case Tag tag -> Optional.empty();
                case AccessKey key -> Optional.empty();
            };
            boolean missingTopUp = resource instanceof BillingAccount account
                    && account.status() == BillingAccount.Status.ACTIVE
                    && (due.isEmpty()
                            || !due.get()
                                    .due()
                                    .isAfter(account.tmLastTopup()
                                            .orElse(account.revision().tmCreate())));
            boolean right = resource.timers(state.periods()).equals(due.stream().toList());
            return when(missingTopUp || !right, resource.id() + " waits for " + resource.timers(state.periods()));
        });
    }

    private static Stream<String> wrongCredentials(KnownState state) {
        UUID firstAdmin = RegisterPlatform.adminIdOf(state.platformId());
        return state.everything()
                .filter(resource -> {
                    Optional<Credential> known = state.credential(resource.id());
                    if (!resource.live()) {
                        return resource.type().hasCredential() && !known.equals(Optional.of(new Credential.Removed()));
                    }
                    return switch (resource) {
                        case Agent agent ->
                            !agent.guest()
                                    && !agent.id().equals(firstAdmin)
                                    && !(known.isPresent() && known.get() instanceof Credential.PasswordHash);
                        case AccessKey key -> !(known.isPresent() && known.get() instanceof Credential.TokenHash);
                        case Customer customer ->
                            customer.status() == Customer.Status.INITIAL
                                    && !known.equals(Optional.of(new Credential.TokenHash(LifecycleModel.tokenHash(
                                            customer.id(), customer.profile().email()))));
                        case BillingAccount account -> known.isPresent();
                        case Number number -> known.isPresent();
                        case Flow flow -> known.isPresent();
                        case Queue queue -> known.isPresent();
                        case Tag tag -> known.isPresent();
                    };
                })
                .map(resource -> resource.type() + " " + resource.id() + " live " + resource.live() + " has "
                        + state.credential(resource.id()));
    }

    private static Stream<String> wrongIndexes(KnownState state) {
        InMemoryTenant tenant = state.tenant();
        Stream<String> keys = state.living(Tag.class).stream()
                .filter(tag -> !tenant.holder(new UniqueKey(Reason.TAG_ALREADY_EXISTS, tag.name()))
                        .equals(Optional.of(tag.id())))
                .map(tag -> "the holder of its name is not " + tag);
        Stream<String> references = state.living()
                .filter(resource -> !(resource instanceof Customer))
                .flatMap(resource -> referred(resource)
                        .map(referred -> UUID.fromString(referred.substring(referred.length() - 36)))
                        .filter(id -> tenant.referrers(id).stream()
                                .noneMatch(referring -> referring.id().equals(resource.id())))
                        .map(id -> resource.id() + " is no referrer of " + id));
        Map<Quota, Integer> counts = Map.of(
                Quota.AGENTS, state.living(Agent.class).size(),
                Quota.QUEUES, state.living(Queue.class).size(),
                Quota.FLOWS, state.living(Flow.class).size(),
                Quota.VIRTUAL_NUMBERS, Math.toIntExact(virtualNumbers(state)));
        Stream<String> quotas = counts.entrySet().stream()
                .filter(entry -> tenant.count(entry.getKey()) != entry.getValue())
                .map(entry -> "counted " + tenant.count(entry.getKey()) + ", there are " + entry);
        return Stream.of(keys, references, quotas).flatMap(Function.identity());
    }

    private static long virtualNumbers(KnownState state) {
        return state.living(Number.class).stream()
                .filter(number -> number.numberType() == Number.NumberType.VIRTUAL)
                .count();
    }

    private static Stream<String> repeated(Stream<String> values) {
        Set<String> seen = new HashSet<>();
        List<String> repeated = new ArrayList<>();
        values.filter(value -> !seen.add(value)).forEach(repeated::add);
        return repeated.stream();
    }

    private static Stream<String> when(boolean wrong, String contradiction) {
        return wrong ? Stream.of(contradiction) : Stream.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
