package net.voipbin.provisioning.bridge;

import java.util.Map;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyJson;
import net.voipbin.provisioning.bridge.agent.AgentJson;
import net.voipbin.provisioning.bridge.billing.BillingAccountJson;
import net.voipbin.provisioning.bridge.customer.CustomerJson;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.flow.FlowJson;
import net.voipbin.provisioning.bridge.number.NumberJson;
import net.voipbin.provisioning.bridge.queue.QueueJson;
import net.voipbin.provisioning.bridge.resource.Condition;
import net.voipbin.provisioning.bridge.resource.ReadTable;
import net.voipbin.provisioning.bridge.resource.ResourceType;
import net.voipbin.provisioning.bridge.tag.TagJson;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.BillingAccount;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Flow;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.Queue;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.Tag;

/** All types of resources: where each is read, how a result carries it, how the API shows it. Thread-safe. */
record ResourceTypes(
        ResourceType<Customer> customers,
        ResourceType<Agent> agents,
        ResourceType<BillingAccount> billingAccounts,
        ResourceType<Number> numbers,
        ResourceType<Flow> flows,
        ResourceType<Queue> queues,
        ResourceType<Tag> tags,
        ResourceType<AccessKey> accessKeys) {

    private static final Condition NOT_DELETED = new Condition("tm_delete is null", Map.of());

    ResourceTypes(Database database) {
        this(
                new ResourceType<>(
                        new ReadTable<>(
                                database, "customers", Customer.getClassSchema(), Customer.class, "id", NOT_DELETED),
                        Resource::getCustomer,
                        CustomerJson::of),
                new ResourceType<>(
                        new ReadTable<>(database, "agents", Agent.getClassSchema(), Agent.class),
                        Resource::getAgent,
                        (agent, viewer) -> AgentJson.of(agent)),
                new ResourceType<>(
                        new ReadTable<>(
                                database, "billing_accounts", BillingAccount.getClassSchema(), BillingAccount.class),
                        Resource::getBillingAccount,
                        BillingAccountJson::of),
                new ResourceType<>(
                        new ReadTable<>(database, "numbers", Number.getClassSchema(), Number.class),
                        Resource::getNumber,
                        (number, viewer) -> NumberJson.of(number)),
                new ResourceType<>(
                        new ReadTable<>(database, "flows", Flow.getClassSchema(), Flow.class),
                        Resource::getFlow,
                        (flow, viewer) -> FlowJson.of(flow)),
                new ResourceType<>(
                        new ReadTable<>(database, "queues", Queue.getClassSchema(), Queue.class),
                        Resource::getQueue,
                        (queue, viewer) -> QueueJson.of(queue)),
                new ResourceType<>(
                        new ReadTable<>(database, "tags", Tag.getClassSchema(), Tag.class),
                        Resource::getTag,
                        (tag, viewer) -> TagJson.of(tag)),
                new ResourceType<>(
                        new ReadTable<>(database, "accesskeys", AccessKey.getClassSchema(), AccessKey.class),
                        Resource::getAccesskey,
                        (key, viewer) -> AccessKeyJson.of(key)));
    }
}
