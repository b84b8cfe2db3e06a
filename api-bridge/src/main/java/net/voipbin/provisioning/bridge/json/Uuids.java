package net.voipbin.provisioning.bridge.json;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs as clients write them: 36 characters, nothing shorter that Java would take too. */
public final class Uuids {

    public static final UUID NIL = new UUID(0, 0);

    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {}

    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
