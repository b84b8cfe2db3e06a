package net.voipbin.provisioning.domain.text;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as requests write them: 36 characters, in either case. */
public final class NamedId {

    /** Stands for "none" wherever a client may write an id. */
    public static final UUID NIL = new UUID(0, 0);

    /** {@link UUID#fromString} alone takes shorter groups too, which no two readers take for the same id. */
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private NamedId() {}

    /** The id, the nil one too; empty where it is malformed. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
