package net.voipbin.provisioning.domain.customer;

import static net.voipbin.provisioning.domain.DecisionAssert.assertThatDecision;
import static net.voipbin.provisioning.domain.Samples.CUSTOMER_ID;
import static net.voipbin.provisioning.domain.Samples.NOON;
import static net.voipbin.provisioning.domain.Samples.PLATFORM;
import static net.voipbin.provisioning.domain.Samples.PLATFORM_ID;
import static net.voipbin.provisioning.domain.Samples.command;
import static net.voipbin.provisioning.domain.Samples.guestOf;
import static net.voipbin.provisioning.domain.Samples.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Claim;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.InMemoryProvisioner;
import net.voipbin.provisioning.domain.Mail;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Samples;
import net.voipbin.provisioning.domain.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignUpCustomerTest {

    private static final String EMAIL = "ada@person.example";
    private static final String TOKEN_HASH = "ab".repeat(32);

    private final InMemoryProvisioner provisioner = new InMemoryProvisioner(PLATFORM_ID);
    private Instant now = NOON;

    @Test
    void shouldBringGuestAccountAndFirstAccessKeyWithIt() {
        // When
        Decision decision = handle(signUp("vb_abcdefgh", TOKEN_HASH));
        // Then
        assertThatDecision(decision)
                .applied("customer_created", "agent_created", "billing_account_created", "accesskey_created");
        assertThat(customer().standing()).isEqualTo(Standing.SIGNED_UP);
        assertThat(customer().terms()).isEqualTo(new Customer.Terms("2026-01", "192.0.2.7"));
        assertThat(provisioner.tenant(CUSTOMER_ID).find(AccessKey.class, AccessKey.idOfFirst(CUSTOMER_ID)))
                .hasValueSatisfying(key -> {
                    assertThat(key.name()).isEqualTo("default");
                    assertThat(key.tokenPrefix()).isEqualTo("vb_abcdefgh");
                    assertThat(key.tmExpire()).isEqualTo(NOON.plus(Duration.ofDays(365)));
                });
    }

    @Test
    void shouldSendTheTokenByMailAndKeepItsHash() {
        // When
        Decision decision = handle(signUp("vb_abcdefgh", TOKEN_HASH));
        // Then
        String token = Samples.verificationToken(CUSTOMER_ID, EMAIL);
        assertThat(decision).isInstanceOfSatisfying(Decision.Applied.class, applied -> {
            assertThat(applied.mails()).containsExactly(new Mail(EMAIL, token));
            assertThat(applied.credentials())
                    .containsExactly(
                            new CredentialChange(
                                    Resource.Type.ACCESSKEY,
                                    AccessKey.idOfFirst(CUSTOMER_ID),
                                    new Credential.TokenHash(TOKEN_HASH)),
                            new CredentialChange(
                                    Resource.Type.CUSTOMER,
                                    CUSTOMER_ID,
                                    new Credential.TokenHash(new EmailVerification(EMAIL, token).tokenHash())));
        });
    }

    @ParameterizedTest
    @CsvSource({"vb_abcdefg, token_prefix", "xx_abcdefgh, token_prefix", "vb_abcdefgh!, token_prefix"})
    void shouldRefuseAPrefixThatIsNoTokens(String prefix, String field) {
        assertThatDecision(handle(signUp(prefix, TOKEN_HASH))).rejectedForField(Reason.INVALID_ARGUMENT, field);
    }

    @Test
    void shouldRefuseWhatIsNoHash() {
        assertThatDecision(handle(signUp("vb_abcdefgh", "ab"))).rejectedForField(Reason.INVALID_ARGUMENT, "token_hash");
    }

    @Test
    void shouldBecomeActiveWithTheRightToken() {
        // Given
        handle(signUp("vb_abcdefgh", TOKEN_HASH));
        // When
        Decision decision = handle(verify(EMAIL));
        // Then
        assertThatDecision(decision).applied("customer_email_verified");
        assertThat(customer().standing().emailVerified()).isTrue();
        assertThat(customer().status()).isEqualTo(Customer.Status.ACTIVE);
        assertThatDecision(handle(verify(EMAIL))).fulfilled(customer());
    }

    @Test
    void shouldStayInitialWithAWrongToken() {
        // Given
        handle(signUp("vb_abcdefgh", TOKEN_HASH));
        // Then
        assertThatDecision(handle(verify("another@person.example"))).rejectedForField(Reason.INVALID_ARGUMENT, "token");
        assertThat(customer().status()).isEqualTo(Customer.Status.INITIAL);
    }

    @Test
    void shouldVerifyAnotherAddressAnew() {
        // Given
        handle(signUp("vb_abcdefgh", TOKEN_HASH));
        // When
        Decision decision =
                provisioner.handle(command(CUSTOMER_ID, guestOf(CUSTOMER_ID), update("email", "b@x.io"), now));
        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Applied.class,
                        applied -> assertThat(applied.mails())
                                .containsExactly(new Mail("b@x.io", Samples.verificationToken(CUSTOMER_ID, "b@x.io"))));
        assertThatDecision(handle(verify(EMAIL))).rejected(Reason.INVALID_ARGUMENT);
        assertThatDecision(handle(verify("b@x.io"))).applied("customer_email_verified");
    }

    @Test
    void shouldExpireAnHourAfterItWasNotVerified() {
        // Given
        handle(signUp("vb_abcdefgh", TOKEN_HASH));
        now = NOON.plus(Duration.ofHours(1)).minusNanos(1_000);
        assertThatDecision(handle(new ExpireSignup())).rejected(Reason.STATE_INVALID);
        // When
        now = NOON.plus(Duration.ofHours(1));
        Decision decision = handle(new ExpireSignup());
        // Then
        assertThatDecision(decision)
                .applied("customer_expired", "agent_deleted", "billing_account_deleted", "accesskey_deleted");
        assertThat(customer().status()).isEqualTo(Customer.Status.EXPIRED);
        assertThat(customer().terms()).isEqualTo(new Customer.Terms("2026-01", ""));
        assertThat(provisioner.claims().values(Claim.Namespace.CUSTOMER_EMAIL)).isEmpty();
    }

    @Test
    void shouldNotExpireOnceVerified() {
        // Given
        handle(signUp("vb_abcdefgh", TOKEN_HASH));
        handle(verify(EMAIL));
        now = NOON.plus(Duration.ofDays(1));
        // Then
        assertThatDecision(handle(new ExpireSignup())).rejected(Reason.STATE_INVALID);
    }

    @Test
    void shouldNeitherBeSuspendedNorFrozenBeforeItIsVerified() {
        // Given
        handle(signUp("vb_abcdefgh", TOKEN_HASH));
        // Then
        for (Request request : List.of(
                new SuspendCustomer("x", false),
                new FreezeCustomer(),
                new RecoverCustomer(),
                new FreezeAndDeleteCustomer())) {
            assertThatDecision(handle(request)).rejected(Reason.STATE_INVALID);
        }
        assertThatDecision(handle(new DeleteCustomer()))
                .applied("customer_deleted", "agent_deleted", "billing_account_deleted", "accesskey_deleted");
    }

    private Decision handle(Request request) {
        return provisioner.handle(command(CUSTOMER_ID, PLATFORM, request, now));
    }

    private Customer customer() {
        return provisioner.tenant(CUSTOMER_ID).customer().orElseThrow();
    }

    private static VerifyEmail verify(String email) {
        return new VerifyEmail(new EmailVerification(email, Samples.verificationToken(CUSTOMER_ID, email)).tokenHash());
    }

    private static SignUpCustomer signUp(String prefix, String hash) {
        return new SignUpCustomer(
                new NamedProfile("Ada", "", EMAIL, "", "", "", ""),
                new Customer.Terms("2026-01", "192.0.2.7"),
                prefix,
                hash);
    }
}
