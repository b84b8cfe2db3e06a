package net.voipbin.provisioning.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.text.DerivedId;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One entry of the sample: a command, or a fact that the billing service tells, and what is to become of it. Immutable.
 *
 * @param number its place in the file, from 1; its record's id follows from it, so that it is the same at each start
 * @param note what the entries from here on tell, where the story turns
 * @param label what later entries call the resource that it brings about
 * @param customer the name of the customer that it is for
 * @param expects APPLIED or a reason of refusal, one for each command that comes of it
 * @param payload the field that says what is asked or told
 * @param content the record's own fields, as far as the file says them; with placeholders
 */
public record SampleEntry(
        int number,
        Optional<String> note,
        Optional<String> label,
        String customer,
        List<String> expects,
        String payload,
        ObjectNode content) {

    static final String APPLIED = "APPLIED";

    private static final String SERVICE = "quickstart";
    private static final Set<String> OF_COMMANDS = payloads(Command.getClassSchema());
    private static final Set<String> OF_FACTS = payloads(BillingEvent.getClassSchema());
    private static final Set<String> OWN = Set.of("note", "label", "customer", "expects");

    public SampleEntry {
        expects = List.copyOf(expects);
    }

    /**
     * The entry that the JSON says.
     *
     * @throws SampleFailedException if it says none
     */
    static SampleEntry parse(int number, JsonNode json) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        json.properties().stream()
                .filter(member -> !OWN.contains(member.getKey()))
                .forEach(member -> content.set(member.getKey(), member.getValue()));
        List<String> payloads = content.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> OF_COMMANDS.contains(name) || OF_FACTS.contains(name))
                .toList();
        require(payloads.size() == 1, number, "has " + payloads.size() + " payloads that the contract knows, not one");
        SampleEntry entry = new SampleEntry(
                number,
                text(json, "note"),
                text(json, "label"),
                text(json, "customer").orElse(""),
                expectations(json),
                payloads.getFirst(),
                content);
        require(!entry.customer.isEmpty(), number, "names no customer");
        require(
                entry.expects.size() == 1 || !entry.isCommand() && !entry.expects.isEmpty(),
                number,
                "has not one expectation for each command");
        entry.expects.forEach(expected -> require(isOutcome(expected), number, "expects " + expected));
        require(
                entry.label.isEmpty() || entry.expects.equals(List.of(APPLIED)),
                number,
                "has a label and brings nothing about");
        return entry;
    }

    /** The fields of a contract of which exactly one is set. */
    static Set<String> payloads(Schema schema) {
        return schema.getFields().stream()
                .filter(field -> field.schema().getType() == Schema.Type.UNION)
                .filter(field -> field.schema().getTypes().getLast().getType() == Schema.Type.RECORD)
                .map(Schema.Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the entry is a command; otherwise it is a fact of the billing service. */
    public boolean isCommand() {
        return OF_COMMANDS.contains(payload);
    }

    /** The id of the entry's record, which follows from the customer and the entry's number. */
    public UUID id(UUID customerId) {
        return DerivedId.of(customerId, "sample-" + number);
    }

    /**
     * The command.
     *
     * @param values what its placeholders stand for
     */
    Command command(UUID customerId, Instant time, UnaryOperator<String> values) {
        ObjectNode actor = JsonNodeFactory.instance
                .objectNode()
                .put("kind", ActorKind.PLATFORM.name())
                .put("service", SERVICE);
        return record(Command.class, "command_id", "actor", actor, customerId, time, values);
    }

    /** The fact. */
    BillingEvent fact(UUID customerId, Instant time, UnaryOperator<String> values) {
        TextNode service = TextNode.valueOf("billing");
        return record(BillingEvent.class, "event_id", "service", service, customerId, time, values);
    }

    @Override
    public String toString() {
        return "Entry " + number + " (" + payload + " for " + customer + ")";
    }

    private <T extends SpecificRecord> T record(
            Class<T> type,
            String idField,
            String authorField,
            JsonNode author,
            UUID customerId,
            Instant time,
            UnaryOperator<String> values) {
        try {
            ObjectNode json = Placeholders.replacedIn(content, values);
            if (!json.has(authorField)) {
                json.set(authorField, author);
            }
            for (String given : List.of(idField, "customer_id", "time")) {
                require(!json.has(given), number, "says " + given + ", which follows from it");
            }
            json.put(idField, id(customerId).toString());
            json.put("customer_id", customerId.toString());
            json.put("time", ChronoUnit.MICROS.between(Instant.EPOCH, time));
            return ContractJson.record(type, json);
        } catch (SampleFailedException e) {
            throw new SampleFailedException(this + ": " + e.getMessage(), e);
        }
    }

    private static List<String> expectations(JsonNode json) {
        JsonNode expects = json.path("expects");
        if (expects.isMissingNode()) {
            return List.of(APPLIED);
        }
        return expects.isArray()
                ? StreamSupport.stream(expects.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(expects.asText());
    }

    private static boolean isOutcome(String word) {
        return Stream.concat(Stream.of(APPLIED), Stream.of(Reason.values()).map(Reason::name))
                .anyMatch(word::equals);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    private static void require(boolean right, int number, String flaw) {
        if (!right) {
            throw new SampleFailedException("Entry " + number + " " + flaw);
        }
    }
}
