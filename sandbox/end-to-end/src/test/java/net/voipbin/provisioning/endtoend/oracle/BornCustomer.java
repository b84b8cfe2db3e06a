package net.voipbin.provisioning.endtoend.oracle;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.Customer;
import net.voipbin.provisioning.contract.Number;
import net.voipbin.provisioning.contract.NumberMetadata;
import net.voipbin.provisioning.contract.NumberStatus;
import net.voipbin.provisioning.contract.NumberType;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.endtoend.bed.SystemUnderTest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.endtoend.bed.UpstreamCommands;
import net.voipbin.provisioning.topic.Topics;
import org.awaitility.Awaitility;

/**
 * A customer whose birth was published and projected, and events made from its own, in which a test plants a defect. Not
 * thread-safe.
 */
final class BornCustomer implements AutoCloseable {

    private final UUID id = UUID.randomUUID();
    private final SystemUnderTest system;
    private final TopicLog<ResourceEvent> events;
    private final List<ResourceEvent> birth;

    /** Returns when the read model equals the events. */
    BornCustomer(SystemUnderTest system) {
        this.system = system;
        events = new TopicLog<>(system.bed(), Topics.EVENTS);
        try (UpstreamCommands upstream = system.upstream()) {
            upstream.publish(UpstreamCommands.creation(id, id + "@oracle.example"))
                    .join();
        }
        birth = events.await(3, event -> event.getCustomerId().equals(id));
        Awaitility.await()
                .until(() -> new ReadModelAgainstEvents(system.database())
                        .flaws(events.values())
                        .isEmpty());
    }

    UUID id() {
        return id;
    }

    SystemUnderTest system() {
        return system;
    }

    /** All events of all customers. */
    TopicLog<ResourceEvent> events() {
        return events;
    }

    /** The events of the customer, its guest agent and its billing account. */
    List<ResourceEvent> birth() {
        return birth;
    }

    @Override
    public void close() {
        events.close();
    }

    ResourceEvent event(Resource.Builder resource) {
        return ResourceEvent.newBuilder(birth.getFirst())
                .setType("any")
                .setIndex(0)
                .setSize(1)
                .setResource(resource.build())
                .build();
    }

    Agent agent(String username) {
        return Agent.newBuilder(birth.get(1).getResource().getAgent())
                .setId(UUID.randomUUID())
                .setUsername(username)
                .build();
    }

    Tag tag() {
        return Tag.newBuilder()
                .setId(UUID.randomUUID())
                .setCustomerId(id)
                .setVersion(1)
                .setName("sales")
                .setDetail("")
                .setTmCreate(Instant.EPOCH)
                .build();
    }

    Number number() {
        return Number.newBuilder()
                .setId(UUID.randomUUID())
                .setCustomerId(id)
                .setVersion(1)
                .setNumber("+899100000001")
                .setType(NumberType.virtual)
                .setName("")
                .setDetail("")
                .setStatus(NumberStatus.active)
                .setMetadata(new NumberMetadata(false))
                .setTmPurchase(Instant.EPOCH)
                .setTmCreate(Instant.EPOCH)
                .build();
    }

    ResourceEvent ofAnotherCustomer(Customer customer) {
        return ResourceEvent.newBuilder(birth.getFirst())
                .setCustomerId(customer.getId())
                .setResource(Resource.newBuilder().setCustomer(customer).build())
                .build();
    }
}
