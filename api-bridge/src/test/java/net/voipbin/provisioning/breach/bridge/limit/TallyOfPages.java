package net.voipbin.provisioning.breach.bridge.limit;

import net.voipbin.provisioning.breach.bridge.page.PageOfTallies;

/** Breaches, with {@link PageOfTallies}, the rule that packages are free of cycles. */
public interface TallyOfPages {

    PageOfTallies page();
}
