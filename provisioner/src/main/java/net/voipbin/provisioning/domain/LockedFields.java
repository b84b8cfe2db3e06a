package net.voipbin.provisioning.domain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The fields of a customer that an update may name with their present value only, so that get, edit, put works. Fields
 * that no customer has are no concern of it.
 */
final class LockedFields {

    private LockedFields() {}

    static Optional<Rejection> refusal(Customer customer, Map<String, String> named) {
        List<String> other = named.entrySet().stream()
                .filter(field -> differs(customer, field.getKey(), field.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return other.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.LOCKED_FIELD,
                        "These fields cannot be changed here: " + String.join(", ", other) + ".",
                        Map.of("fields", new Rejection.Detail.Texts(other))));
    }

    private static boolean differs(Customer customer, String field, String json) {
        return switch (field) {
            case "id" -> !sameId(json, customer.id());
            case "billing_account_id" -> !sameId(json, customer.billingAccountId());
            case "metadata" -> !sameMetadata(json, customer.metadata());
            case "email_verified" -> !json.equals(CanonicalJson.of(customer.emailVerified()));
            case "identity_verification_status" -> !json.equals(word(customer.identityVerificationStatus()));
            case "status" -> !json.equals(word(customer.status()));
            case "terms_agreed_version" ->
                !json.equals(CanonicalJson.of(customer.terms().agreedVersion()));
            case "terms_agreed_ip" ->
                !json.equals(CanonicalJson.of(customer.terms().agreedIp()));
            case "tm_deletion_scheduled" -> !sameTime(json, customer.tmDeletionScheduled());
            case "tm_create" -> !sameTime(json, Optional.of(customer.revision().tmCreate()));
            case "tm_update" -> !sameTime(json, customer.revision().tmUpdate());
            case "tm_delete" -> !sameTime(json, customer.revision().tmDelete());
            // Known to nobody here: whoever shows the secret compares it and does not pass the right one on.
            case "webhook_secret" -> true;
            default -> false;
        };
    }

    private static String word(Enum<?> value) {
        return CanonicalJson.of(value.name().toLowerCase(Locale.ROOT));
    }

    private static boolean sameId(String json, UUID present) {
        return json.equalsIgnoreCase(CanonicalJson.of(present.toString()));
    }

    /** What is not named has its default. */
    private static boolean sameMetadata(String json, Customer.Metadata present) {
        return json.equals("{\"rtp_debug\":" + present.rtpDebug() + "}") || (json.equals("{}") && !present.rtpDebug());
    }

    /** Clients write the same instant in more than one way. */
    private static boolean sameTime(String json, Optional<Instant> present) {
        if (json.equals(CanonicalJson.NULL)) {
            return present.isEmpty();
        }
        return present.isPresent()
                && json.length() > 2
                && Timestamp.parse(json.substring(1, json.length() - 1)).equals(present);
    }
}
