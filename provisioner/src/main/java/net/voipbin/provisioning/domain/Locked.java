package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.domain.text.CanonicalJson;
import net.voipbin.provisioning.domain.text.Timestamp;
import net.voipbin.provisioning.domain.text.Words;

/** The present value of a field that cannot be changed by a plain update, as a client may name it. Immutable. */
public sealed interface Locked {

    /** Whether this value, as a request names it in canonical JSON, is the present one. */
    boolean sameAs(String json);

    record Text(String value) implements Locked {
        @Override
        public boolean sameAs(String json) {
            return json.equals(CanonicalJson.of(value));
        }
    }

    record Flag(boolean value) implements Locked {
        @Override
        public boolean sameAs(String json) {
            return json.equals(CanonicalJson.of(value));
        }
    }

    record Whole(long value) implements Locked {
        @Override
        public boolean sameAs(String json) {
            return json.equals(Long.toString(value));
        }
    }

    record Id(UUID value) implements Locked {
        @Override
        public boolean sameAs(String json) {
            return json.equalsIgnoreCase(CanonicalJson.of(value.toString()));
        }
    }

    /** A set: its order says nothing. */
    record Ids(List<String> values) implements Locked {
        public Ids {
            values = List.copyOf(values);
        }

        @Override
        public boolean sameAs(String json) {
            String inner = json.startsWith("[") && json.endsWith("]") ? json.substring(1, json.length() - 1) : json;
            Set<String> named = inner.isEmpty()
                    ? Set.of()
                    : new HashSet<>(List.of(inner.toLowerCase(Locale.ROOT).split(",")));
            return named.equals(values.stream().map(CanonicalJson::of).collect(Collectors.toSet()));
        }
    }

    /** Clients write the same instant in more than one way. */
    record Time(Optional<Instant> value) implements Locked {
        @Override
        public boolean sameAs(String json) {
            if (json.equals(CanonicalJson.NULL)) {
                return value.isEmpty();
            }
            return value.isPresent()
                    && json.length() > 2
                    && Timestamp.parse(json.substring(1, json.length() - 1)).equals(value);
        }
    }

    /** What is not named has its default. */
    record Metadata(boolean rtpDebug) implements Locked {
        @Override
        public boolean sameAs(String json) {
            return json.equals("{\"rtp_debug\":" + rtpDebug + "}") || (json.equals("{}") && !rtpDebug);
        }
    }

    record Json(String canonical) implements Locked {
        @Override
        public boolean sameAs(String json) {
            return json.equals(canonical);
        }
    }

    /** Known to nobody here: whoever shows a secret compares it and does not pass the right one on. */
    record Secret() implements Locked {
        @Override
        public boolean sameAs(String json) {
            return false;
        }
    }

    static Locked word(Enum<?> value) {
        return new Text(Words.of(value));
    }
}
