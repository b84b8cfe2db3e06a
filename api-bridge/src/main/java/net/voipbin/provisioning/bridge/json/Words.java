package net.voipbin.provisioning.bridge.json;

import org.jspecify.annotations.Nullable;

/** The words that stand for the contract's constants. */
public final class Words {

    private Words() {}

    /** The empty text where there is none. */
    public static String optional(@Nullable Enum<?> value) {
        return value == null ? "" : value.name();
    }
}
