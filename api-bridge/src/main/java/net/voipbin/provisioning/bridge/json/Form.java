package net.voipbin.provisioning.bridge.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.MediaType;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;

/**
 * The fields of a body, or of an object in it, each checked for its form when it is read; null where null isn't allowed
 * is INVALID_ARGUMENT like any other wrong type. Fields that nobody reads are ignored.
 *
 * @param within the body's field that holds this object, which is then what a refusal names
 */
public record Form(ObjectNode json, Optional<String> within) {

    /** How many digits a whole number of 64 bits has at most. */
    private static final int MOST_DIGITS = 19;

    public Form(ObjectNode json) {
        this(json, Optional.empty());
    }

    /**
     * The request's body, which must be one JSON object.
     *
     * @throws ApiException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_JSON_BODY
     */
    public static Form of(Request request) {
        Optional<String> type = request.header("Content-Type");
        if (type.isPresent() && !MediaType.isJson(type.get())) {
            throw ApiException.of(Reason.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8.");
        }
        return new Form(StrictJson.parseObject(request.body().get()));
    }

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

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no array of sound strings */
    public Optional<List<String>> texts(String field) {
        return elements(field)
                .map(elements -> elements.stream()
                        .map(element -> soundText(field, element))
                        .toList());
    }

    /**
     * The field's ids, as they were written; which of them are sound is for the provisioner to say.
     *
     * @throws ApiException INVALID_ARGUMENT where the field is there and no array; INVALID_TAG_IDS where it holds what
     *     can be no id
     */
    public Optional<List<String>> tagIds(String field) {
        return elements(field)
                .map(elements -> elements.stream()
                        .map(element -> {
                            if (!element.isTextual()) {
                                throw ApiException.ofField(Reason.INVALID_TAG_IDS, field, "holds what is no tag id.");
                            }
                            return soundText(field, element);
                        })
                        .toList());
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no array of objects */
    public Optional<List<Form>> objects(String field) {
        return elements(field)
                .map(elements -> elements.stream()
                        .map(element -> {
                            if (element instanceof ObjectNode object) {
                                return new Form(object, Optional.of(within.orElse(field)));
                            }
                            throw invalid(field, "holds what is no object.");
                        })
                        .toList());
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and a string in it, or a member's name, is unsound */
    public Optional<JsonNode> free(String field) {
        return find(field).map(value -> {
            requireSound(field, value);
            return value;
        });
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and neither true nor false */
    public Optional<Boolean> flag(String field) {
        return find(field).map(value -> {
            if (!value.isBoolean()) {
                throw invalid(field, "is neither true nor false.");
            }
            return value.booleanValue();
        });
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no whole number of 64 bits */
    public Optional<Long> whole(String field) {
        return number(field).map(number -> {
            try {
                // By its digits first: to write out a number of a huge exponent takes seconds.
                if (number.signum() != 0 && (long) number.precision() - number.scale() > MOST_DIGITS) {
                    throw new ArithmeticException("too large");
                }
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw invalid(field, "is not a whole number, or too large a one.");
            }
        });
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no number */
    public Optional<BigDecimal> number(String field) {
        return find(field).map(value -> {
            if (!value.isNumber()) {
                throw invalid(field, "is not a number.");
            }
            return value.decimalValue();
        });
    }

    /**
     * Those of the fields that are named, each as canonical JSON.
     *
     * @param secrets fields whose value is nobody's business; they are named with null
     */
    public Map<String, String> canonical(List<String> fields, List<String> secrets) {
        Map<String, String> named = new HashMap<>();
        fields.forEach(field -> find(field).ifPresent(value -> named.put(field, CanonicalJson.of(value))));
        secrets.forEach(field -> find(field).ifPresent(value -> named.put(field, CanonicalJson.NULL)));
        return named;
    }

    /**
     * What a required field holds.
     *
     * @throws ApiException MISSING_REQUEST_PARAMETER
     */
    public <T> T required(String field, Function<String, Optional<T>> read) {
        return read.apply(field).orElseThrow(() -> missing(field));
    }

    /** @throws ApiException INVALID_ARGUMENT where the field is there and no UUID */
    public Optional<UUID> uuid(String field) {
        return text(field).map(text -> Uuids.parse(text).orElseThrow(() -> invalid(field, "is not a UUID.")));
    }

    private Optional<JsonNode> array(String field) {
        return find(field).map(value -> {
            if (!value.isArray()) {
                throw invalid(field, "is not an array.");
            }
            return value;
        });
    }

    private Optional<List<JsonNode>> elements(String field) {
        return array(field).map(array -> {
            List<JsonNode> elements = new ArrayList<>(array.size());
            array.forEach(elements::add);
            return elements;
        });
    }

    private void requireSound(String field, JsonNode value) {
        if (value.isTextual()) {
            soundText(field, value);
        }
        value.properties().forEach(member -> requireSound(field, member.getKey()));
        value.forEach(element -> requireSound(field, element));
    }

    private String soundText(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw invalid(field, "is not a string.");
        }
        requireSound(field, value.textValue());
        return value.textValue();
    }

    private void requireSound(String field, String text) {
        boolean unsound = text.codePoints()
                .anyMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
        if (unsound) {
            throw invalid(field, "holds a NUL character or half of a surrogate pair.");
        }
    }

    private ApiException invalid(String field, String flaw) {
        return ApiException.ofField(Reason.INVALID_ARGUMENT, within.orElse(field), flaw);
    }

    private ApiException missing(String field) {
        return ApiException.ofField(Reason.MISSING_REQUEST_PARAMETER, within.orElse(field), "is missing.");
    }
}
