package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Revisions.deleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.domain.BillingAccount;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.InMemoryClaims;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.InMemoryTenant;
import net.voipbin.provisioning.domain.Metadata;
import net.voipbin.provisioning.domain.Number;
import net.voipbin.provisioning.domain.Periods;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Tag;
import net.voipbin.provisioning.domain.model.Step.Asker;
import net.voipbin.provisioning.domain.model.Step.Pause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the property tests look for, they find. */
class PlantedDefectsTest {

    /** A life of two customers and a signup, in which each defect shows. */
    private static final Map<Step, String> LIFE = life();

    /** What shows a defect to one who looks at states and changes alone. */
    private static final Map<Defect, Enum<?>> SHOWN_BY = new EnumMap<>(Map.ofEntries(
            Map.entry(Defect.PLAN_LIMITS_UNCHECKED, Invariant.PLANS_LIMIT_WHAT_A_CUSTOMER_HAS),
            Map.entry(
                    Defect.TAG_NAMES_AND_ADDRESSES_UNCHECKED,
                    Invariant.TAG_NAMES_AND_ADDRESSES_ARE_UNIQUE_IN_A_CUSTOMER),
            Map.entry(Defect.FOREIGN_TAGS_ACCEPTED, Invariant.REFERENCES_ARE_LIVE_AND_OF_THE_SAME_CUSTOMER),
            Map.entry(Defect.REFERENCES_TO_DELETED_LEFT, Invariant.REFERENCES_ARE_LIVE_AND_OF_THE_SAME_CUSTOMER),
            Map.entry(Defect.CLAIMS_UNCHECKED, Invariant.WHAT_LIVES_AND_NOTHING_ELSE_HOLDS_A_CLAIM),
            Map.entry(Defect.CLAIM_KEPT_AT_THE_END, ChangeInvariant.VERSIONS_FOLLOW_WITHOUT_A_GAP),
            Map.entry(Defect.GRANTS_UNCHECKED, ChangeInvariant.NOBODY_GIVES_TAKES_OR_USURPS_RIGHTS_BEYOND_ITS_OWN),
            Map.entry(
                    Defect.PASSWORD_OF_SOMEBODY_ABOVE_SET,
                    ChangeInvariant.NOBODY_GIVES_TAKES_OR_USURPS_RIGHTS_BEYOND_ITS_OWN),
            Map.entry(Defect.GUEST_DELETED, ChangeInvariant.THE_GUEST_KEEPS_WHAT_MAKES_IT_ONE),
            Map.entry(Defect.GUEST_DEMOTED, Invariant.ONE_GUEST_IS_ALWAYS_THERE_AS_IT_WAS_BORN),
            Map.entry(Defect.BORN_WITHOUT_GUEST, Invariant.ONE_GUEST_IS_ALWAYS_THERE_AS_IT_WAS_BORN),
            Map.entry(Defect.OTHER_CUSTOMER_TOUCHED, ChangeInvariant.A_CHANGE_STAYS_WITHIN_ITS_CUSTOMER),
            Map.entry(Defect.AGENT_NAME_NOT_ERASED, Invariant.NOTHING_TELLS_OF_THE_PERSON_BEHIND_AN_ENDED_CUSTOMER),
            Map.entry(Defect.TIME_OF_CHANGE_LOST, Invariant.TIMES_TELL_OF_CHANGES_AND_END),
            Map.entry(Defect.STATUS_WITHOUT_REASON, Invariant.A_STATUS_HAS_WHAT_BELONGS_TO_IT),
            Map.entry(Defect.TOPPED_UP_AGAIN, Invariant.WHAT_TIME_BRINGS_IS_SCHEDULED),
            Map.entry(Defect.SECRET_KEPT_AFTER_DELETION, Invariant.SECRETS_LIVE_AS_LONG_AS_WHAT_THEY_BELONG_TO),
            Map.entry(Defect.PASSWORD_LOST_AT_CREATION, Invariant.SECRETS_LIVE_AS_LONG_AS_WHAT_THEY_BELONG_TO)));

    @Test
    void shouldRunThroughALifeAsTheRulesSay() {
        // Given
        Trial trial = Trial.competing(new TrialCounts());
        // When
        trial.run(List.copyOf(LIFE.keySet()));
        // Then
        assertThat(trial.done())
                .extracting(Trial.Done::outcome)
                .containsExactlyElementsOf(LIFE.values().stream()
                        .filter(outcome -> !outcome.equals("REPEATED"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldNoticeAPlantedDefect(Defect defect) {
        // Given
        Trial trial = Trial.with(defect, new TrialCounts());
        // When
        Throwable noticed = catchThrowable(() -> trial.run(List.copyOf(LIFE.keySet())));
        // Then
        assertThat(noticed)
                .isInstanceOfAny(AssertionError.class, IllegalStateException.class, IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource
    void shouldNoticeAPlantedDefectByItsInvariantAlone(Defect defect, Enum<?> shownBy) {
        // Given
        Trial trial = Trial.unruled(defect, new TrialCounts());
        // When
        Throwable noticed = catchThrowable(() -> trial.run(List.copyOf(LIFE.keySet())));
        // Then
        assertThat(noticed).isInstanceOf(AssertionError.class).hasMessageContaining(shownBy + ": ");
    }

    static Stream<Arguments> shouldNoticeAPlantedDefectByItsInvariantAlone() {
        return SHOWN_BY.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void shouldFindWhatNoDecisionCanBringAbout() {
        // Given
        InMemoryTenant born = born();
        Customer customer = born.customer().orElseThrow();
        BillingAccount account = born.billingAccount(customer.id()).orElseThrow();
        InMemoryTenant sameNames = born.with(tag(1)).with(tag(2));
        InMemoryTenant ended = born.with(deleted(customer.ended(), Samples.NOON));
        InMemoryTenant withoutAccount = born.with(deleted(account.ended(), Samples.NOON));
        InMemoryTenant sameNumbers = born.with(number(1)).with(number(2));
        // Then
        assertBroken(Invariant.INDEXES_FIND_WHAT_A_SCAN_FINDS, born, sameNames);
        assertBroken(Invariant.NOTHING_OUTLIVES_ITS_CUSTOMER, born, ended);
        assertBroken(Invariant.ONE_BILLING_ACCOUNT_IS_ALWAYS_THERE, born, withoutAccount);
        assertBroken(Invariant.EMAILS_USERNAMES_AND_NUMBERS_ARE_UNIQUE, born, sameNumbers);
    }

    private static void assertBroken(Invariant invariant, InMemoryTenant sound, InMemoryTenant broken) {
        invariant.check(state(sound));
        assertThatThrownBy(() -> invariant.check(state(broken)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(invariant.name());
    }

    private static KnownState state(InMemoryTenant tenant) {
        return new KnownState(
                Map.of(Samples.CUSTOMER_ID, tenant),
                Samples.CUSTOMER_ID,
                new InMemoryClaims(),
                Map.of(),
                Set.of(),
                Samples.PLATFORM_ID,
                Periods.USUAL);
    }

    private static InMemoryTenant born() {
        InMemoryProvisioner provisioner = new InMemoryProvisioner(Samples.PLATFORM_ID);
        provisioner.handle(Samples.command(Samples.PLATFORM, Samples.acme()));
        return provisioner.tenant(Samples.CUSTOMER_ID);
    }

    private static Tag tag(int number) {
        return new Tag(new UUID(0x4000, number), Samples.CUSTOMER_ID, Revision.first(Samples.NOON), "sales", "");
    }

    private static Number number(int number) {
        return new Number(
                new UUID(0x4000, number),
                Samples.CUSTOMER_ID,
                Revision.first(Samples.NOON),
                "+899111222333",
                Number.NumberType.VIRTUAL,
                new Number.Profile("", "", Optional.empty(), Optional.empty()),
                new Metadata(false),
                Samples.NOON,
                Optional.empty());
    }

    private static Map<Step, String> life() {
        Map<Step, String> life = new LinkedHashMap<>();
        life.put(Step.of(0, Asker.SERVICE, Verb.REGISTER_PLATFORM, 0, 6, 6), "APPLIED");
        life.put(Step.of(1, Verb.CREATE_CUSTOMER, 0), "APPLIED");
        life.put(Step.of(2, Verb.CREATE_CUSTOMER, 1), "CUSTOMER_ALREADY_EXISTS");
        life.put(Step.of(2, Verb.CREATE_CUSTOMER, 2), "APPLIED");
        life.put(Step.of(3, Verb.SIGN_UP_CUSTOMER, 3), "APPLIED");
        life.put(Step.of(3, Verb.EXPIRE_SIGNUP, 0), "STATE_INVALID");
        life.put(Step.of(3, Verb.EXPIRE_SIGNUP, 0).after(Pause.HOUR), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_AGENT, 4, 0, 2), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_AGENT, 4, 2, 3), "APPLIED");
        life.put(Step.of(1, Asker.COLLEAGUE, Verb.UPDATE_AGENT_PASSWORD, 1, 0, 0), "PERMISSION_DENIED");
        life.put(Step.of(1, Asker.COLLEAGUE, Verb.UPDATE_AGENT_PERMISSION, 0, 2, 0), "PERMISSION_DENIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.DELETE_AGENT, 2, 0, 0), "GUEST_AGENT_PROTECTED");
        life.put(Step.of(1, Asker.SERVICE, Verb.UPDATE_AGENT, 2, 2, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_TAG, 0, 0, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_TAG, 1, 0, 0), "TAG_ALREADY_EXISTS");
        life.put(Step.of(2, Asker.SERVICE, Verb.CREATE_TAG, 0, 0, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.UPDATE_AGENT_TAG_IDS, 0, 4, 0), "REFERENCE_INVALID");
        life.put(Step.of(1, Asker.SERVICE, Verb.UPDATE_AGENT_TAG_IDS, 0, 0, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.UPDATE_TAG, 0, 2, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.DELETE_TAG, 0, 0, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_QUEUE, 0, 6, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_QUEUE, 1, 6, 0), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_QUEUE, 2, 6, 0), "RESOURCE_LIMIT_EXCEEDED");
        life.put(Step.of(1, Asker.SERVICE, Verb.UPDATE_QUEUE, 0, 1, 1), "APPLIED");
        life.put(Step.of(1, Verb.UPDATE_IDENTITY_VERIFICATION_STATUS, 0), "APPLIED");
        life.put(Step.of(1, Verb.ADD_BALANCE, 4), "APPLIED");
        life.put(Step.of(1, Asker.SERVICE, Verb.CREATE_NUMBER, 4, 0, 0), "APPLIED");
        life.put(Step.of(1, Verb.SUBTRACT_BALANCE, 4), "INSUFFICIENT_BALANCE");
        life.put(Step.of(1, Verb.TOP_UP_TOKENS, 0).after(Pause.MONTH), "APPLIED");
        life.put(Step.of(1, Verb.SUSPEND_CUSTOMER, 0), "APPLIED");
        life.put(Step.of(1, Asker.GUEST, Verb.CREATE_TAG, 0, 1, 0), "ACCOUNT_SUSPENDED");
        life.put(Step.of(1, Verb.FREEZE_CUSTOMER, 0), "APPLIED");
        life.put(Step.of(1, Verb.RECOVER_CUSTOMER, 0), "APPLIED");
        life.put(Step.of(1, Verb.CREATE_ACCESS_KEY, 0), "APPLIED");
        life.put(Step.of(1, Verb.DELETE_CUSTOMER, 0), "APPLIED");
        life.put(Step.of(1, Verb.DELETE_CUSTOMER, 0).again(1), "REPEATED");
        return life;
    }
}
