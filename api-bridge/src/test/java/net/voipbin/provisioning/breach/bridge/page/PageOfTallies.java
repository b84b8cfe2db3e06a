package net.voipbin.provisioning.breach.bridge.page;

import net.voipbin.provisioning.breach.bridge.limit.TallyOfPages;

/** Breaches, with {@link TallyOfPages}, the rule that packages are free of cycles. */
public interface PageOfTallies {

    TallyOfPages tally();
}
