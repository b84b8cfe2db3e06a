package net.voipbin.provisioning.sandbox.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.domain.customer.GuestAgent;
import net.voipbin.provisioning.domain.text.DerivedId;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the sample's names stand for, as far as it has been carried out. A placeholder is a label, for the id of the
 * resource that has it; a label and a field of that resource, as in <code>acme.billing_account_id</code>;
 * <code>guest:</code> and a customer, for the id of its guest agent; or <code>mail:</code> and a customer, for the
 * SHA-256 of the token that went out to it. Not thread-safe.
 */
public final class SampleNames {

    /** The name of the platform's own customer. */
    static final String PLATFORM = "platform";

    private static final UUID SAMPLE = UUID.fromString("a0c3e8f2-51b7-4d0e-8a44-0d8a8d6c0000");
    private static final String GUEST = "guest:";
    private static final String MAIL = "mail:";

    private final UUID platformCustomerId;
    private final Function<UUID, String> mailedTokenHashes;
    private final Map<String, Resource> labelled = new HashMap<>();

    /**
     * Those of a sample that begins.
     *
     * @param mailedTokenHashes SHA-256 of the token that went out to a customer, in hexadecimal digits
     */
    public SampleNames(UUID platformCustomerId, Function<UUID, String> mailedTokenHashes) {
        this.platformCustomerId = platformCustomerId;
        this.mailedTokenHashes = mailedTokenHashes;
    }

    /** The label that a placeholder names, if it does. */
    static Optional<String> labelIn(String placeholder) {
        return placeholder.startsWith(GUEST) || placeholder.startsWith(MAIL)
                ? Optional.empty()
                : Optional.of(placeholder.split("\\.", 2)[0]);
    }

    /** Derived from the name alone, so that it is the same at each start. */
    public UUID customerId(String customer) {
        return customer.equals(PLATFORM) ? platformCustomerId : DerivedId.of(SAMPLE, customer);
    }

    /** From now on the label stands for the resource. */
    void label(String label, Resource resource) {
        labelled.put(label, resource);
    }

    /**
     * What a placeholder stands for.
     *
     * @throws SampleFailedException if for nothing
     */
    String value(String placeholder) {
        if (placeholder.startsWith(GUEST)) {
            return GuestAgent.idOf(customerId(placeholder.substring(GUEST.length())))
                    .toString();
        }
        if (placeholder.startsWith(MAIL)) {
            return mailedTokenHashes.apply(customerId(placeholder.substring(MAIL.length())));
        }
        String[] parts = placeholder.split("\\.", 2);
        return Optional.ofNullable(labelled.get(parts[0]))
                .flatMap(SampleNames::only)
                .map(resource -> field(resource, parts.length == 1 ? "id" : parts[1]))
                .orElseThrow(() -> new SampleFailedException("nothing is called " + placeholder));
    }

    /** The one resource that is set, of whatever type. */
    private static Optional<SpecificRecord> only(Resource resource) {
        return resource.getSchema().getFields().stream()
                .map(field -> resource.get(field.pos()))
                .filter(SpecificRecord.class::isInstance)
                .map(SpecificRecord.class::cast)
                .findFirst();
    }

    private static String field(SpecificRecord resource, String name) {
        return Optional.ofNullable(resource.getSchema().getField(name))
                .map(field -> resource.get(field.pos()))
                .map(Object::toString)
                .orElseThrow(() ->
                        new SampleFailedException("a " + resource.getSchema().getName() + " has no " + name));
    }
}
