package net.voipbin.provisioning.bridge.signup;

import java.util.Map;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.ReadModel;

/** A bridge behind one proxy whose limits are so low that a test reaches them. */
final class StrictBridge {

    static final int MOST_SIGNUPS = 5;
    static final int MOST_SIGNUPS_OF_EMAIL = 3;
    static final int MOST_FAILURES = 4;

    private StrictBridge() {}

    /** Starts one on an empty read model. */
    static Bridge start() {
        ReadModel.clear();
        return new Bridge(Map.of(
                "BRIDGE_SIGNUPS_PER_ADDRESS",
                Integer.toString(MOST_SIGNUPS),
                "BRIDGE_SIGNUPS_PER_EMAIL",
                Integer.toString(MOST_SIGNUPS_OF_EMAIL),
                "BRIDGE_LOGIN_FAILURES_PER_ADDRESS",
                Integer.toString(MOST_FAILURES),
                "BRIDGE_TRUSTED_PROXIES",
                "1",
                "BRIDGE_TERMS_VERSION",
                "2026-11"));
    }
}
