package net.voipbin.provisioning.domain.agent;

import java.util.Optional;
import net.voipbin.provisioning.domain.Address;
import net.voipbin.provisioning.domain.Field;
import net.voipbin.provisioning.domain.Rejection;
import net.voipbin.provisioning.domain.text.TelTarget;

/** An address as a request names it. Immutable. */
public record NamedAddress(String type, String target, String targetName, String name, String detail) {

    private static final int MAX_TARGET = 255;

    Optional<Rejection> flaw() {
        if (Address.Type.named(type).isEmpty()) {
            return Field.invalid("type", "is none of tel, sip, extension, agent and email.");
        }
        if (target.isEmpty()) {
            return Field.invalid("target", "is empty.");
        }
        return Field.firstFlaw(
                Field.text("target", target, MAX_TARGET),
                Field.text("target_name", targetName, Field.MAX_NAME),
                Field.text("name", name, Field.MAX_NAME),
                Field.text("detail", detail, Field.MAX_DETAIL));
    }

    /** The address, its target in normal form; of one without a {@link #flaw}. */
    Address address() {
        Address.Type named = Address.Type.named(type).orElseThrow();
        return new Address(named, normalised(named), targetName, name, detail);
    }

    private String normalised(Address.Type named) {
        return switch (named) {
            case TEL -> TelTarget.normalised(target);
            case SIP, EXTENSION, AGENT, EMAIL -> target;
        };
    }
}
