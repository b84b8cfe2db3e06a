package net.voipbin.provisioning.resource;

import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.Tag;

/**
 * The one resource that a {@link Resource} of the contract holds, as a sealed type: whoever switches over it is shown
 * by the compiler when a type of resource is added. Immutable.
 */
public sealed interface HeldResource {

    record OfCustomer(Customer customer) implements HeldResource {}

    record OfAgent(Agent agent) implements HeldResource {}

    record OfBillingAccount(BillingAccount billingAccount) implements HeldResource {}

    record OfNumber(Number number) implements HeldResource {}

    record OfFlow(Flow flow) implements HeldResource {}

    record OfQueue(Queue queue) implements HeldResource {}

    record OfTag(Tag tag) implements HeldResource {}

    record OfAccessKey(AccessKey accessKey) implements HeldResource {}

    /** A type of resource that is newer than this program. */
    record Unknown() implements HeldResource {}

    /** The resource of the one field that is set; {@link Unknown} where none is that this version knows. */
    static HeldResource of(Resource resource) {
        if (resource.getCustomer() != null) {
            return new OfCustomer(resource.getCustomer());
        }
        if (resource.getAgent() != null) {
            return new OfAgent(resource.getAgent());
        }
        if (resource.getBillingAccount() != null) {
            return new OfBillingAccount(resource.getBillingAccount());
        }
        if (resource.getNumber() != null) {
            return new OfNumber(resource.getNumber());
        }
        if (resource.getFlow() != null) {
            return new OfFlow(resource.getFlow());
        }
        if (resource.getQueue() != null) {
            return new OfQueue(resource.getQueue());
        }
        if (resource.getTag() != null) {
            return new OfTag(resource.getTag());
        }
        if (resource.getAccesskey() != null) {
            return new OfAccessKey(resource.getAccesskey());
        }
        return new Unknown();
    }
}
