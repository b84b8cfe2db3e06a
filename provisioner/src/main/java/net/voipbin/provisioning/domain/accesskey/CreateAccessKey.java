package net.voipbin.provisioning.domain.accesskey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Change;
import net.voipbin.provisioning.domain.Credential;
import net.voipbin.provisioning.domain.CredentialChange;
import net.voipbin.provisioning.domain.Customer;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Resource;
import net.voipbin.provisioning.domain.Revision;
import net.voipbin.provisioning.domain.Situation;

/**
 * A new key with which programs act for the customer.
 *
 * @param expire seconds from its creation to its end
 * @param tokenPrefix the token's first 11 characters
 * @param tokenHash SHA-256 of the token, in hexadecimal digits
 */
public record CreateAccessKey(String name, String detail, long expire, String tokenPrefix, String tokenHash)
        implements Request {

    private static final long MIN_EXPIRE = Duration.ofDays(1).toSeconds();
    private static final long MAX_EXPIRE = Duration.ofDays(3_650).toSeconds();

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.toCreate(
                situation,
                Permission.CUSTOMER_ADMIN,
                customer -> flaw().map(Rejection::decision).orElseGet(() -> created(situation, customer)));
    }

    private Decision.Final created(Situation situation, Customer customer) {
        AccessKey key = new AccessKey(
                situation.newId(Resource.Type.ACCESSKEY),
                customer.id(),
                Revision.first(situation.time()),
                name,
                detail,
                tokenPrefix,
                situation.time().plusSeconds(expire));
        return new Decision.Applied(
                key,
                List.of(Change.created(key)),
                List.of(CredentialChange.of(key, new Credential.TokenHash(tokenHash))),
                List.of());
    }

    private Optional<Rejection> flaw() {
        return Field.firstFlaw(
                Field.text("name", name, Field.MAX_NAME),
                Field.text("detail", detail, Field.MAX_DETAIL),
                expireFlaw(),
                AccessKey.tokenFlaw(tokenPrefix, tokenHash));
    }

    private Optional<Rejection> expireFlaw() {
        return expire < MIN_EXPIRE || expire > MAX_EXPIRE
                ? Field.invalid("expire", "is not within " + MIN_EXPIRE + " and " + MAX_EXPIRE + " seconds.")
                : Optional.empty();
    }
}
