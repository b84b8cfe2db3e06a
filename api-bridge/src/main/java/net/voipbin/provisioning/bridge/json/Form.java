package net.voipbin.provisioning.bridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;

/**
 * A body's fields, each checked for its form when it is read; null where null isn't allowed is INVALID_ARGUMENT like any
 * other wrong type. Fields that nobody reads are ignored.
 */
public record Form(ObjectNode json) {

    /** A body that isn't there: no field is named. */
    public static Form empty() {
        return new Form(JsonNodeFactory.instance.objectNode());
    }

    public Optional<JsonNode> find(String field) {
        return Optional.ofNullable(json.get(field));
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no sound string */
    public Optional<String> text(String field) {
        return find(field).map(value -> soundText(field, value));
    }

    /** @throws ApiException MISSING_REQUEST_PARAMETER, INVALID_ARGUMENT */
    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no array of sound strings */
    public Optional<List<String>> texts(String field) {
        return find(field).map(value -> {
            if (!value.isArray()) {
                throw ApiException.ofField(Reason.INVALID_ARGUMENT, field, "is not an array.");
            }
            List<String> texts = new ArrayList<>(value.size());
            value.forEach(element -> texts.add(soundText(field, element)));
            return List.copyOf(texts);
        });
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no UUID */
    public Optional<UUID> uuid(String field) {
        return text(field)
                .map(text -> Uuids.parse(text)
                        .orElseThrow(() -> ApiException.ofField(Reason.INVALID_ARGUMENT, field, "is not a UUID.")));
    }

    /** @throws ApiException MISSING_REQUEST_PARAMETER, INVALID_ARGUMENT */
    public UUID requiredUuid(String field) {
        return uuid(field).orElseThrow(() -> missing(field));
    }

    private static String soundText(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw ApiException.ofField(Reason.INVALID_ARGUMENT, field, "is not a string.");
        }
        String text = value.textValue();
        boolean unsound = text.codePoints()
                .anyMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        if (unsound) {
            throw ApiException.ofField(
                    Reason.INVALID_ARGUMENT, field, "holds a NUL character or half of a surrogate pair.");
        }
        return text;
    }

    private static ApiException missing(String field) {
        return ApiException.ofField(Reason.MISSING_REQUEST_PARAMETER, field, "is missing.");
    }
}
