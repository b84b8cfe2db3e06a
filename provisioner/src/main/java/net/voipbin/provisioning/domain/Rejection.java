package net.voipbin.provisioning.domain;

import java.util.List;
import java.util.Map;

/**
 * Why a command is refused. Immutable.
 *
 * @param message one sentence for a person; holds no personal data
 * @param details by their JSON names
 */
public record Rejection(Reason reason, String message, Map<String, Detail> details) {

    /** A value of {@link #details()}. */
    public sealed interface Detail {
        record Text(String value) implements Detail {}

        record Quantity(long value) implements Detail {}

        record Texts(List<String> values) implements Detail {
            public Texts {
                values = List.copyOf(values);
            }
        }
    }

    public Rejection {
        details = Map.copyOf(details);
    }

    public static Rejection of(Reason reason, String message) {
        return new Rejection(reason, message, Map.of());
    }

    /** A field is at fault: its JSON name goes into {@code details.field}. */
    public static Rejection ofField(Reason reason, String field, String message) {
        return new Rejection(reason, message, Map.of("field", new Detail.Text(field)));
    }

    public static Rejection notFound() {
        return of(Reason.RESOURCE_NOT_FOUND, "No such resource.");
    }

    public static Rejection permissionDenied() {
        return of(Reason.PERMISSION_DENIED, "The caller's permission does not allow this.");
    }

    public Decision.Final decision() {
        return new Decision.Rejected(this);
    }
}
