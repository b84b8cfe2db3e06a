package net.voipbin.provisioning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Label("Any sequence of commands over a few customers")
class TenantLifecyclePropertiesTest {

    private static final List<UUID> CUSTOMER_IDS =
            List.of(Samples.PLATFORM_ID, Samples.CUSTOMER_ID, Samples.OTHER_CUSTOMER_ID);
    private static final String ADMIN_USERNAME = "root@person.example";

    /** The outcomes that the sequences must meet, or they prove too little. */
    private static final List<String> REACHED = List.of(
            "CREATE APPLIED",
            "CREATE CUSTOMER_ALREADY_EXISTS",
            "CREATE INVALID_ARGUMENT",
            "CREATE PERMISSION_DENIED",
            "UPDATE APPLIED",
            "UPDATE FULFILLED",
            "UPDATE CUSTOMER_ALREADY_EXISTS",
            "UPDATE RESOURCE_NOT_FOUND",
            "DELETE APPLIED",
            "DELETE FULFILLED",
            "DELETE STATE_INVALID",
            "DELETE RESOURCE_NOT_FOUND",
            "DELETE PERMISSION_DENIED",
            "REGISTER APPLIED",
            "REGISTER FULFILLED",
            "REGISTER CUSTOMER_ALREADY_EXISTS",
            "REGISTER INVALID_ARGUMENT",
            "REGISTER PERMISSION_DENIED");

    /** What goes wrong on the way from a decision into the state. */
    enum Defect {
        BORN_WITHOUT_GUEST,
        BORN_WITHOUT_BILLING_ACCOUNT,
        GUEST_OUTLIVES_CUSTOMER,
        BILLING_ACCOUNT_OUTLIVES_CUSTOMER,
        UPDATE_LOST,
        CLAIM_KEPT,
        VERSION_SKIPPED,
        TIME_OF_CHANGE_LOST,
        PHONE_NUMBER_NOT_ERASED;

        Decision.Applied spoil(Decision.Applied applied) {
            return switch (this) {
                case BORN_WITHOUT_GUEST -> without(applied, EventType.AGENT_CREATED);
                case BORN_WITHOUT_BILLING_ACCOUNT -> without(applied, EventType.BILLING_ACCOUNT_CREATED);
                case GUEST_OUTLIVES_CUSTOMER -> without(applied, EventType.AGENT_DELETED);
                case BILLING_ACCOUNT_OUTLIVES_CUSTOMER -> without(applied, EventType.BILLING_ACCOUNT_DELETED);
                case UPDATE_LOST -> without(applied, EventType.CUSTOMER_UPDATED);
                case CLAIM_KEPT -> new Decision.Applied(applied.subject(), applied.changes(), List.of());
                case VERSION_SKIPPED -> each(applied, Defect::withVersionSkipped);
                case TIME_OF_CHANGE_LOST -> each(applied, Defect::withoutTimeOfChange);
                case PHONE_NUMBER_NOT_ERASED ->
                    each(applied, customer -> customer.live() ? customer : withPhoneNumber(customer, "+15551234567"));
            };
        }

        private static Customer withVersionSkipped(Customer customer) {
            Revision revision = customer.revision();
            return withRevision(
                    customer,
                    new Revision(
                            revision.version() + 1, revision.tmCreate(), revision.tmUpdate(), revision.tmDelete()));
        }

        private static Customer withoutTimeOfChange(Customer customer) {
            Revision revision = customer.revision();
            return withRevision(
                    customer,
                    new Revision(revision.version(), revision.tmCreate(), Optional.empty(), revision.tmDelete()));
        }

        private static Decision.Applied without(Decision.Applied applied, EventType lost) {
            return new Decision.Applied(
                    applied.subject(),
                    applied.changes().stream()
                            .filter(change -> change.type() != lost)
                            .toList(),
                    applied.released());
        }

        private static Decision.Applied each(Decision.Applied applied, UnaryOperator<Customer> change) {
            return new Decision.Applied(
                    applied.subject(),
                    applied.changes().stream()
                            .map(part -> part.resource() instanceof Customer customer
                                    ? new Change(part.type(), change.apply(customer))
                                    : part)
                            .toList(),
                    applied.released());
        }

        private static Customer withRevision(Customer customer, Revision revision) {
            return new Customer(
                    customer.id(),
                    revision,
                    customer.profile(),
                    customer.billingAccountId(),
                    customer.metadata(),
                    customer.emailVerified(),
                    customer.identityVerificationStatus(),
                    customer.status(),
                    customer.terms(),
                    customer.tmDeletionScheduled());
        }

        private static Customer withPhoneNumber(Customer customer, String phoneNumber) {
            Profile profile = customer.profile();
            return new Customer(
                    customer.id(),
                    customer.revision(),
                    new Profile(
                            profile.name(),
                            profile.detail(),
                            profile.email(),
                            phoneNumber,
                            profile.address(),
                            profile.webhookMethod(),
                            profile.webhookUri(),
                            profile.permissionIds()),
                    customer.billingAccountId(),
                    customer.metadata(),
                    customer.emailVerified(),
                    customer.identityVerificationStatus(),
                    customer.status(),
                    customer.terms(),
                    customer.tmDeletionScheduled());
        }
    }

    /** Who asks, seen from the customer that is asked of. */
    enum Asker {
        SERVICE,
        SUPER_ADMIN,
        OWN_GUEST,
        STRANGER
    }

    /** One command; what it doesn't use, it ignores. */
    record Step(Kind kind, UUID customerId, Asker asker, Optional<String> email, Optional<String> name) {
        enum Kind {
            CREATE,
            UPDATE,
            DELETE,
            REGISTER
        }

        Command command(Instant time) {
            Request request = switch (kind) {
                case CREATE ->
                    new CreateCustomer(
                            name.orElse(""),
                            "a person",
                            email.orElse("x@person.example"),
                            "+15551234567",
                            "1 Person St",
                            "GET",
                            "http://person.example/");
                case UPDATE ->
                    new UpdateCustomer(
                            name,
                            Optional.empty(),
                            email,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of());
                case DELETE -> new DeleteCustomer();
                case REGISTER ->
                    new RegisterPlatform(name.orElse(""), email.orElse("x@person.example"), ADMIN_USERNAME);
            };
            return Samples.command(customerId, actor(), request, time);
        }

        private Actor actor() {
            return switch (asker) {
                case SERVICE -> Samples.PLATFORM;
                case SUPER_ADMIN -> Samples.SUPER_ADMIN;
                case OWN_GUEST -> Samples.guestOf(customerId);
                case STRANGER ->
                    Samples.guestOf(CUSTOMER_IDS.get((CUSTOMER_IDS.indexOf(customerId) + 1) % CUSTOMER_IDS.size()));
            };
        }
    }

    /** What the rules leave of a customer, told anew and in short. */
    private static final class Model {

        private record Known(boolean live, String email, String name, long version, Optional<Instant> tmUpdate) {}

        private final Map<UUID, Known> customers = new HashMap<>();

        String outcome(Step step, Instant time) {
            boolean platform = step.asker() == Asker.SERVICE || step.asker() == Asker.SUPER_ADMIN;
            Optional<Known> known = Optional.ofNullable(customers.get(step.customerId()));
            boolean live = known.filter(Known::live).isPresent();
            boolean platformsOwn = step.customerId().equals(Samples.PLATFORM_ID);
            return switch (step.kind()) {
                case CREATE -> {
                    if (!platform) {
                        yield "PERMISSION_DENIED";
                    }
                    if (known.isPresent()) {
                        yield "CUSTOMER_ALREADY_EXISTS";
                    }
                    yield platformsOwn ? "INVALID_ARGUMENT" : born(step);
                }
                case REGISTER -> {
                    if (step.asker() != Asker.SERVICE) {
                        yield "PERMISSION_DENIED";
                    }
                    if (!platformsOwn) {
                        yield "INVALID_ARGUMENT";
                    }
                    yield known.isPresent() ? "FULFILLED" : born(step);
                }
                case UPDATE -> {
                    if (!live || step.asker() == Asker.STRANGER) {
                        yield "RESOURCE_NOT_FOUND";
                    }
                    yield updated(step, known.orElseThrow(), time);
                }
                case DELETE -> {
                    if (!platform) {
                        yield "PERMISSION_DENIED";
                    }
                    if (known.isEmpty()) {
                        yield "RESOURCE_NOT_FOUND";
                    }
                    if (platformsOwn) {
                        yield "STATE_INVALID";
                    }
                    if (!live) {
                        yield "FULFILLED";
                    }
                    customers.put(
                            step.customerId(),
                            new Known(false, "", "", known.orElseThrow().version() + 1, Optional.of(time)));
                    yield "APPLIED";
                }
            };
        }

        private String born(Step step) {
            String email = step.email().orElse("x@person.example");
            if (taken(email, step.customerId())) {
                return "CUSTOMER_ALREADY_EXISTS";
            }
            customers.put(step.customerId(), new Known(true, email, step.name().orElse(""), 1, Optional.empty()));
            return "APPLIED";
        }

        private String updated(Step step, Known known, Instant time) {
            String email = step.email().orElse(known.email());
            String name = step.name().orElse(known.name());
            if (taken(email, step.customerId())) {
                return "CUSTOMER_ALREADY_EXISTS";
            }
            if (email.equals(known.email()) && name.equals(known.name())) {
                return "FULFILLED";
            }
            customers.put(step.customerId(), new Known(true, email, name, known.version() + 1, Optional.of(time)));
            return "APPLIED";
        }

        private boolean taken(String email, UUID by) {
            return customers.entrySet().stream()
                    .anyMatch(other -> !other.getKey().equals(by)
                            && other.getValue().live()
                            && other.getValue().email().equalsIgnoreCase(email));
        }

        Set<String> emailsOfTheLiving() {
            return customers.values().stream()
                    .filter(Known::live)
                    .map(known -> known.email().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        }
    }

    @Property(tries = 2_000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void shouldEndEachCommandAsTheRulesSayAndKeepEveryInvariant(@ForAll("steps") List<Step> steps) {
        // When
        List<String> outcomes = run(steps, new InMemoryProvisioner(Samples.PLATFORM_ID));
        // Then
        outcomes.forEach(Statistics::collect);
        Statistics.coverage(
                coverage -> REACHED.forEach(outcome -> coverage.check(outcome).count(count -> count > 0)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldNoticeAPlantedDefect(Defect defect) {
        // Given
        List<Step> steps = List.of(
                step(Step.Kind.CREATE, "a@person.example"),
                step(Step.Kind.UPDATE, "b@person.example"),
                step(Step.Kind.UPDATE, "b@person.example"),
                step(Step.Kind.DELETE, "b@person.example"));
        assertThat(run(steps, new InMemoryProvisioner(Samples.PLATFORM_ID)))
                .containsExactly("CREATE APPLIED", "UPDATE APPLIED", "UPDATE FULFILLED", "DELETE APPLIED");
        // When
        Throwable noticed =
                catchThrowable(() -> run(steps, new InMemoryProvisioner(Samples.PLATFORM_ID, defect::spoil)));
        // Then
        assertThat(noticed).isInstanceOfAny(AssertionError.class, IllegalStateException.class);
    }

    private static Step step(Step.Kind kind, String email) {
        return new Step(kind, Samples.CUSTOMER_ID, Asker.SERVICE, Optional.of(email), Optional.of("Person One"));
    }

    /** Hands the commands to provisioner and model, and compares the two after each. */
    private static List<String> run(List<Step> steps, InMemoryProvisioner provisioner) {
        Model model = new Model();
        List<String> outcomes = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            Instant time = Samples.NOON.plusSeconds(index);
            String outcome = outcome(provisioner.handle(step.command(time)));
            assertThat(outcome).as("step %d, %s", index, step).isEqualTo(model.outcome(step, time));
            assertInvariants(provisioner, model);
            outcomes.add(step.kind() + " " + outcome);
        }
        return outcomes;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step.Kind> kinds = Arbitraries.of(
                Step.Kind.CREATE,
                Step.Kind.CREATE,
                Step.Kind.UPDATE,
                Step.Kind.UPDATE,
                Step.Kind.DELETE,
                Step.Kind.REGISTER);
        Arbitrary<String> emails =
                Arbitraries.of("a@person.example", "A@person.example", "b@Person.example", "c@person.example");
        Arbitrary<String> names = Arbitraries.of("Person One", "Person Two");
        return Combinators.combine(
                        kinds,
                        Arbitraries.of(CUSTOMER_IDS),
                        Arbitraries.of(
                                Asker.SERVICE, Asker.SERVICE, Asker.SUPER_ADMIN, Asker.OWN_GUEST, Asker.STRANGER),
                        emails.optional(),
                        names.optional())
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    private static String outcome(Decision decision) {
        return switch (decision) {
            case Decision.Applied applied -> applied.changes().isEmpty() ? "FULFILLED" : "APPLIED";
            case Decision.Rejected rejected -> rejected.rejection().reason().name();
            case Decision.Claiming claiming -> "CLAIMING";
        };
    }

    private static void assertInvariants(InMemoryProvisioner provisioner, Model model) {
        CUSTOMER_IDS.forEach(id -> assertInvariants(id, provisioner.tenant(id), model));
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).isEqualTo(model.emailsOfTheLiving());
        assertThat(provisioner.claims().values(Claim.Namespace.AGENT_USERNAME))
                .isEqualTo(
                        model.customers.containsKey(Samples.PLATFORM_ID) ? Set.of(ADMIN_USERNAME) : Set.<String>of());
    }

    private static void assertInvariants(UUID id, InMemoryTenant tenant, Model model) {
        Optional<Model.Known> known = Optional.ofNullable(model.customers.get(id));
        boolean live = known.filter(Model.Known::live).isPresent();
        assertThat(tenant.customer().map(Customer::live)).isEqualTo(known.map(Model.Known::live));
        assertThat(tenant.customer().map(customer -> customer.revision().version()))
                .isEqualTo(known.map(Model.Known::version));
        assertThat(tenant.customer().flatMap(customer -> customer.revision().tmUpdate()))
                .isEqualTo(known.flatMap(Model.Known::tmUpdate));
        assertThat(tenant.agents().filter(Agent::guest)).hasSize(live ? 1 : 0);
        assertThat(liveAccounts(tenant)).hasSize(live ? 1 : 0);
        if (live) {
            assertThat(tenant.customer().map(customer -> customer.profile().email()))
                    .isEqualTo(known.map(Model.Known::email));
            assertThat(tenant.customer().map(customer -> customer.profile().name()))
                    .isEqualTo(known.map(Model.Known::name));
        } else {
            assertThat(tenant.everyResource())
                    .allSatisfy(resource -> assertThat(resource.toString().toLowerCase(Locale.ROOT))
                            .doesNotContain("person", "1555", id + "@"));
        }
    }

    private static Stream<Resource> liveAccounts(InMemoryTenant tenant) {
        return tenant.everyResource().filter(Resource::live).filter(BillingAccount.class::isInstance);
    }
}
