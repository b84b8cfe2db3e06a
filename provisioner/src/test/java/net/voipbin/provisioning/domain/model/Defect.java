package net.voipbin.provisioning.domain.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.voipbin.provisioning.domain.Agent;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.ClaimAnswers;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decider;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Happening;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Quota;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Referring;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Revisions;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Standing;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.TagIds;
import net.voipbin.provisioning.domain.Tenant;
import net.voipbin.provisioning.domain.UniqueKey;
import net.voipbin.provisioning.domain.agent.CreateAgent;
import net.voipbin.provisioning.domain.agent.DeleteAgent;
import net.voipbin.provisioning.domain.agent.UpdateAgentPassword;
import net.voipbin.provisioning.domain.agent.UpdateAgentPermission;
import net.voipbin.provisioning.domain.agent.UpdateAgentTagIds;
import net.voipbin.provisioning.domain.billing.SubtractBalance;
import net.voipbin.provisioning.domain.customer.ExpireSignup;

/** What could be wrong with the core, planted to see that the tests notice. */
enum Defect {
    PLAN_LIMITS_UNCHECKED,
    TAG_NAMES_AND_ADDRESSES_UNCHECKED,
    FOREIGN_TAGS_ACCEPTED,
    REFERENCES_TO_DELETED_LEFT,
    CLAIMS_UNCHECKED,
    CLAIM_KEPT_AT_THE_END,
    GRANTS_UNCHECKED,
    PASSWORD_OF_SOMEBODY_ABOVE_SET,
    GUEST_DELETED,
    BORN_WITHOUT_GUEST,
    BORN_WITHOUT_BILLING_ACCOUNT,
    AGENT_NAME_NOT_ERASED,
    VERSION_SKIPPED,
    TIME_OF_CHANGE_LOST,
    UPDATE_LOST,
    NUMBER_UNPAID,
    DEBT_ALLOWED,
    STATUS_WITHOUT_REASON,
    GUEST_DEMOTED,
    OTHER_CUSTOMER_TOUCHED,
    TOPPED_UP_AGAIN,
    SUSPENSION_FORGOTTEN_BY_RECOVERY,
    SIGNUP_EXPIRED_EARLY,
    SUSPENDED_MAY_WRITE,
    SECRET_KEPT_AFTER_DELETION,
    PASSWORD_LOST_AT_CREATION,
    RESULTS_FORGOTTEN;

    private static final Decider DECIDER = Samples.decider(Samples.PLATFORM_ID);
    private static final Set<Class<? extends Request>> GRANTING =
            Set.of(CreateAgent.class, UpdateAgentPermission.class);

    /** The core with this defect. */
    Decision decide(Tenant tenant, Command command, Instant time, ClaimAnswers claims) {
        return switch (this) {
            case PLAN_LIMITS_UNCHECKED, TAG_NAMES_AND_ADDRESSES_UNCHECKED, REFERENCES_TO_DELETED_LEFT ->
                DECIDER.decide(new BlindTenant(tenant, this), command, time, claims);
            case CLAIMS_UNCHECKED -> DECIDER.decide(tenant, command, time, claim -> Optional.of(true));
            case SIGNUP_EXPIRED_EARLY ->
                command.request() instanceof ExpireSignup
                        ? DECIDER.decide(tenant, command, time.plus(Duration.ofHours(1)), claims)
                        : DECIDER.decide(tenant, command, time, claims);
            case GRANTS_UNCHECKED ->
                unrefused(tenant, command, time, claims, Reason.PERMISSION_DENIED, GRANTING::contains);
            case PASSWORD_OF_SOMEBODY_ABOVE_SET ->
                unrefused(tenant, command, time, claims, Reason.PERMISSION_DENIED, UpdateAgentPassword.class::equals);
            case SUSPENDED_MAY_WRITE ->
                unrefused(tenant, command, time, claims, Reason.ACCOUNT_SUSPENDED, type -> true);
            case FOREIGN_TAGS_ACCEPTED,
                    CLAIM_KEPT_AT_THE_END,
                    GUEST_DELETED,
                    BORN_WITHOUT_GUEST,
                    BORN_WITHOUT_BILLING_ACCOUNT,
                    AGENT_NAME_NOT_ERASED,
                    VERSION_SKIPPED,
                    TIME_OF_CHANGE_LOST,
                    UPDATE_LOST,
                    NUMBER_UNPAID,
                    DEBT_ALLOWED,
                    STATUS_WITHOUT_REASON,
                    GUEST_DEMOTED,
                    OTHER_CUSTOMER_TOUCHED,
                    TOPPED_UP_AGAIN,
                    SUSPENSION_FORGOTTEN_BY_RECOVERY,
                    SECRET_KEPT_AFTER_DELETION,
                    PASSWORD_LOST_AT_CREATION,
                    RESULTS_FORGOTTEN -> spoiled(tenant, command, time, DECIDER.decide(tenant, command, time, claims));
        };
    }

    private Decision spoiled(Tenant tenant, Command command, Instant time, Decision decision) {
        return switch (decision) {
            case Decision.Rejected rejected -> accepted(tenant, command, time, rejected);
            case Decision.Applied applied -> spoiled(applied);
            case Decision.Claiming claiming -> claiming;
        };
    }

    /** What is refused, done all the same. */
    private Decision accepted(Tenant tenant, Command command, Instant time, Decision.Rejected rejected) {
        Reason reason = rejected.rejection().reason();
        if (this == FOREIGN_TAGS_ACCEPTED
                && reason == Reason.REFERENCE_INVALID
                && command.request() instanceof UpdateAgentTagIds update) {
            Agent agent = tenant.find(Agent.class, update.agentId()).orElseThrow();
            return Decision.Applied.of(Change.updated(agent, agent.withTagIds(TagIds.parse(update.tagIds())), time));
        }
        if (this == GUEST_DELETED
                && reason == Reason.GUEST_AGENT_PROTECTED
                && command.request() instanceof DeleteAgent delete) {
            Agent agent = tenant.find(Agent.class, delete.agentId()).orElseThrow();
            return Decision.Applied.of(Change.deleted(agent, agent.with(Agent.Status.OFFLINE), time))
                    .withRemovedCredentials();
        }
        if (this == DEBT_ALLOWED
                && reason == Reason.INSUFFICIENT_BALANCE
                && command.request() instanceof SubtractBalance subtract) {
            BillingAccount account = tenant.billingAccount(command.customerId()).orElseThrow();
            BillingAccount indebted = account.withCredit(account.balanceCredit() - subtract.amount());
            return Decision.Applied.of(Change.of(Happening.BALANCE_UPDATED, account, indebted, time));
        }
        return rejected;
    }

    private Decision spoiled(Decision.Applied applied) {
        return switch (this) {
            case CLAIM_KEPT_AT_THE_END ->
                withChanges(
                        applied,
                        applied.changes().stream()
                                .map(change -> change.after().live()
                                        ? change
                                        : new Change(change.happening(), Optional.of(change.after()), change.after()))
                                .toList());
            case BORN_WITHOUT_GUEST ->
                without(
                        applied,
                        change -> change.before().isEmpty() && change.after() instanceof Agent agent && agent.guest());
            case BORN_WITHOUT_BILLING_ACCOUNT -> without(applied, change -> is(change, "billing_account_created"));
            case AGENT_NAME_NOT_ERASED ->
                each(
                        applied,
                        resource -> resource instanceof Agent agent && !agent.live()
                                ? agent.with(new Agent.Profile(
                                        "Person 1",
                                        agent.profile().detail(),
                                        agent.profile().ringMethod()))
                                : resource);
            case VERSION_SKIPPED ->
                each(
                        applied,
                        resource ->
                                resource instanceof Tag tag && tag.revision().version() == 2
                                        ? Revisions.updated(tag, tag.revision().tmCreate())
                                        : resource);
            case TIME_OF_CHANGE_LOST ->
                each(
                        applied,
                        resource -> resource instanceof Tag tag && tag.live()
                                ? tag.withRevision(new Revision(
                                        tag.revision().version(),
                                        tag.revision().tmCreate(),
                                        Optional.empty(),
                                        Optional.empty()))
                                : resource);
            case UPDATE_LOST -> without(applied, change -> is(change, "queue_updated"));
            case NUMBER_UNPAID ->
                applied.subject() instanceof Number
                        ? without(applied, change -> is(change, "billing_account_balance_updated"))
                        : applied;
            case TOPPED_UP_AGAIN ->
                each(
                        applied,
                        resource -> resource instanceof BillingAccount account
                                        && account.tmLastTopup().isPresent()
                                        && account.live()
                                ? dueAtLastTopup(account)
                                : resource);
            case SUSPENSION_FORGOTTEN_BY_RECOVERY ->
                withChanges(
                        applied,
                        applied.changes().stream()
                                .map(change -> change.happening() == Happening.RECOVERED
                                        ? new Change(
                                                Happening.RECOVERED,
                                                change.before(),
                                                withStanding(
                                                        (Customer) change.after(),
                                                        ((Customer) change.after())
                                                                .standing()
                                                                .reactivated()))
                                        : change)
                                .toList());
            case STATUS_WITHOUT_REASON ->
                each(
                        applied,
                        resource ->
                                resource instanceof Customer customer && customer.status() == Customer.Status.SUSPENDED
                                        ? withStanding(customer, withoutReason(customer.standing()))
                                        : resource);
            case GUEST_DEMOTED ->
                each(
                        applied,
                        resource -> resource instanceof Agent agent && agent.guest() && agent.live()
                                ? agent.with(new Permission(16))
                                : resource);
            case OTHER_CUSTOMER_TOUCHED ->
                applied.subject() instanceof Tag && applied.changes().size() == 1
                        ? each(
                                applied,
                                resource -> resource instanceof Tag tag
                                                && tag.revision().version() == 1
                                        ? new Tag(
                                                tag.id(),
                                                Samples.OTHER_CUSTOMER_ID,
                                                tag.revision(),
                                                tag.name(),
                                                tag.detail())
                                        : resource)
                        : applied;
            case SECRET_KEPT_AFTER_DELETION ->
                withCredentials(applied, change -> !(change.credential() instanceof Credential.Removed));
            case PASSWORD_LOST_AT_CREATION ->
                withCredentials(applied, change -> !(change.credential() instanceof Credential.PasswordHash));
            case PLAN_LIMITS_UNCHECKED,
                    TAG_NAMES_AND_ADDRESSES_UNCHECKED,
                    FOREIGN_TAGS_ACCEPTED,
                    REFERENCES_TO_DELETED_LEFT,
                    CLAIMS_UNCHECKED,
                    GRANTS_UNCHECKED,
                    PASSWORD_OF_SOMEBODY_ABOVE_SET,
                    GUEST_DELETED,
                    DEBT_ALLOWED,
                    SIGNUP_EXPIRED_EARLY,
                    SUSPENDED_MAY_WRITE,
                    RESULTS_FORGOTTEN -> applied;
        };
    }

    /** Asked by the platform where the one who asked may not. */
    private static Decision unrefused(
            Tenant tenant,
            Command command,
            Instant time,
            ClaimAnswers claims,
            Reason refusal,
            Predicate<Class<? extends Request>> requests) {
        Decision decision = DECIDER.decide(tenant, command, time, claims);
        boolean unrefused = requests.test(command.request().getClass())
                && decision instanceof Decision.Rejected rejected
                && rejected.rejection().reason() == refusal;
        Command byPlatform = new Command(
                command.commandId(),
                command.customerId(),
                Samples.PLATFORM,
                command.expectedVersion(),
                command.time(),
                command.request());
        return unrefused ? DECIDER.decide(tenant, byPlatform, time, claims) : decision;
    }

    private static boolean is(Change change, String event) {
        return change.eventType().equals(event);
    }

    private static Decision.Applied without(Decision.Applied applied, Predicate<Change> lost) {
        return withChanges(
                applied, applied.changes().stream().filter(lost.negate()).toList());
    }

    private static Decision.Applied each(Decision.Applied applied, UnaryOperator<Resource> spoilt) {
        return withChanges(
                applied,
                applied.changes().stream()
                        .map(change -> new Change(change.happening(), change.before(), spoilt.apply(change.after())))
                        .toList());
    }

    private static Decision.Applied withChanges(Decision.Applied applied, List<Change> changes) {
        return new Decision.Applied(applied.subject(), changes, applied.credentials(), applied.mails());
    }

    private static Decision.Applied withCredentials(Decision.Applied applied, Predicate<CredentialChange> kept) {
        return new Decision.Applied(
                applied.subject(),
                applied.changes(),
                applied.credentials().stream().filter(kept).toList(),
                applied.mails());
    }

    private static Customer withStanding(Customer customer, Standing standing) {
        return new Customer(
                customer.id(),
                customer.revision(),
                customer.profile(),
                customer.billingAccountId(),
                customer.metadata(),
                standing,
                customer.terms());
    }

    private static Standing withoutReason(Standing standing) {
        return new Standing(
                standing.status(),
                standing.emailVerified(),
                standing.identityVerificationStatus(),
                Optional.empty(),
                standing.tmDeletionScheduled());
    }

    private static BillingAccount dueAtLastTopup(BillingAccount account) {
        return new BillingAccount(
                account.id(),
                account.customerId(),
                account.revision(),
                account.profile(),
                account.planType(),
                account.planStatus(),
                account.balanceCredit(),
                account.balanceToken(),
                account.paymentType(),
                account.paymentMethod(),
                account.status(),
                account.tmLastTopup(),
                account.tmLastTopup());
    }

    /** A tenant with a look-up that finds nothing. */
    private record BlindTenant(Tenant tenant, Defect defect) implements Tenant {

        @Override
        public Optional<Customer> customer() {
            return tenant.customer();
        }

        @Override
        public <R extends Resource> Optional<R> find(Class<R> type, UUID id) {
            return tenant.find(type, id);
        }

        @Override
        public Optional<UUID> holder(UniqueKey key) {
            return defect == TAG_NAMES_AND_ADDRESSES_UNCHECKED ? Optional.empty() : tenant.holder(key);
        }

        @Override
        public List<Referring> referrers(UUID id) {
            return defect == REFERENCES_TO_DELETED_LEFT ? List.of() : tenant.referrers(id);
        }

        @Override
        public long count(Quota quota) {
            return defect == PLAN_LIMITS_UNCHECKED ? 0 : tenant.count(quota);
        }

        @Override
        public List<Resource> resources(Optional<Place> after, int most) {
            return tenant.resources(after, most);
        }

        @Override
        public Optional<Instant> lastChange() {
            return tenant.lastChange();
        }
    }
}
