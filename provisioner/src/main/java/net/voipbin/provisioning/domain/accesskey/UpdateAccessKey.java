package net.voipbin.provisioning.domain.accesskey;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Access;
import net.voipbin.provisioning.domain.AccessKey;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.LockedFields;
import net.voipbin.provisioning.domain.Permission;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/**
 * Changes the open fields that it names and leaves the others.
 *
 * @param locked locked fields that the request named, by JSON name, as canonical JSON
 */
public record UpdateAccessKey(
        UUID accessKeyId, Optional<String> name, Optional<String> detail, Map<String, String> locked)
        implements Request {

    public UpdateAccessKey {
        locked = Map.copyOf(locked);
    }

    @Override
    public Decision.Final decide(Situation situation) {
        return Access.to(
                situation,
                Permission.CUSTOMER_ADMIN,
                AccessKey.class,
                accessKeyId,
                key -> flaw().or(() -> LockedFields.refusal(key, locked))
                        .map(Rejection::decision)
                        .orElseGet(() -> Decision.Applied.updated(situation, key, changed(key))));
    }

    private AccessKey changed(AccessKey key) {
        return key.with(name.orElse(key.name()), detail.orElse(key.detail()));
    }

    private Optional<Rejection> flaw() {
        return name.flatMap(text -> Field.text("name", text, Field.MAX_NAME))
                .or(() -> detail.flatMap(text -> Field.text("detail", text, Field.MAX_DETAIL)));
    }
}
