package net.voipbin.provisioning.domain;

import net.voipbin.provisioning.domain.text.Words;

/** What has happened to a resource: with its type it makes the name of the event. */
public enum Happening {
    CREATED,
    UPDATED,
    DELETED,
    SUSPENDED,
    REACTIVATED,
    FROZEN,
    RECOVERED,
    EXPIRED,
    EMAIL_VERIFIED,
    IDENTITY_VERIFICATION_UPDATED,
    STATUS_UPDATED,
    RENEWED,
    BALANCE_UPDATED,
    PLAN_UPDATED;

    String published() {
        return Words.of(this);
    }
}
