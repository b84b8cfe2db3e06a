package net.voipbin.provisioning.projection;

import java.util.List;
import net.voipbin.provisioning.contract.ResourceEvent;

/** Changes of one customer and its agent. */
final class ProjectionSamples {

    private ProjectionSamples() {}

    static ResourceEvent customerEvent(long version) {
        return Samples.customerEvent(Samples.CUSTOMER, version);
    }

    static ResourceEvent agent(long changeSeq) {
        return Samples.event(Samples.CUSTOMER, changeSeq, Samples.resource(Samples.agent(Samples.CUSTOMER, changeSeq)));
    }

    static ResourceEvent flaggedAgent(long changeSeq) {
        return Samples.flagged(agent(changeSeq));
    }

    static ResourceEvent deletedAgent(long changeSeq) {
        return Samples.event(
                Samples.CUSTOMER, changeSeq, Samples.resource(Samples.deletedAgent(Samples.CUSTOMER, changeSeq)));
    }

    static List<ResourceEvent> agentAndCustomer(long changeSeq) {
        return List.of(
                Samples.event(Samples.CUSTOMER, changeSeq, 0, 2, Samples.resource(Samples.agent(Samples.CUSTOMER, 1))),
                Samples.event(
                        Samples.CUSTOMER,
                        changeSeq,
                        1,
                        2,
                        Samples.resource(Samples.liveCustomer(Samples.CUSTOMER, 1))));
    }
}
