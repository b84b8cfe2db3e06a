package net.voipbin.provisioning.domain.model;

import net.voipbin.provisioning.domain.Reason;

/** What the rules' model throws where a command is refused; nothing has changed by then. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    Refused(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** Goes on where it holds. */
    static void unless(boolean holds, Reason reason) {
        if (!holds) {
            throw new Refused(reason);
        }
    }
}
