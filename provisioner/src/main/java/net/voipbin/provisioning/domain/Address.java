package net.voipbin.provisioning.domain;

import java.util.Optional;
import java.util.TreeMap;
import net.voipbin.provisioning.domain.text.CanonicalJson;
import net.voipbin.provisioning.domain.text.EmailAddress;
import net.voipbin.provisioning.domain.text.Words;

/** Where an agent can be reached. Immutable. */
public record Address(Type type, String target, String targetName, String name, String detail) {

    public enum Type {
        TEL,
        SIP,
        EXTENSION,
        AGENT,
        EMAIL;

        /** Empty where it is none of them. */
        public static Optional<Type> named(String text) {
            return Words.find(values(), Type::published, text);
        }

        String published() {
            return Words.of(this);
        }
    }

    /** No other agent of the customer has it: of e-mail and SIP targets case does not count. */
    public UniqueKey uniqueKey() {
        String comparable = switch (type) {
            case EMAIL, SIP -> EmailAddress.comparable(target);
            case TEL, EXTENSION, AGENT -> target;
        };
        return new UniqueKey(Reason.ADDRESS_ALREADY_ASSIGNED, type.published() + ":" + comparable);
    }

    String canonicalJson() {
        TreeMap<String, String> members = new TreeMap<>();
        members.put("type", CanonicalJson.of(type.published()));
        members.put("target", CanonicalJson.of(target));
        members.put("target_name", CanonicalJson.of(targetName));
        members.put("name", CanonicalJson.of(name));
        members.put("detail", CanonicalJson.of(detail));
        return CanonicalJson.object(members);
    }
}
