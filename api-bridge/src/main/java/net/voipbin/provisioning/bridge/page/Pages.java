package net.voipbin.provisioning.bridge.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Query;
import net.voipbin.provisioning.bridge.http.Reason;

/** Answers lists page by page, from where the last page ended, so that inserts move nothing. Thread-safe. */
public final class Pages {

    private static final int MAX_SIZE = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    private final PageTokens tokens;

    public Pages(PageTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * One page of a list.
     *
     * @param list the list's name
     * @param scope the customer whose resources are listed; empty for those of all
     * @param rows reads at most so many rows behind a position, the newest first, and at least one where there is one
     * @throws ApiException INVALID_REQUEST_PARAMETER
     */
    public <T> Answer answer(
            String list,
            Optional<UUID> scope,
            Query query,
            BiFunction<Position, Integer, Slice<T>> rows,
            Function<T, Position> position,
            Function<T, JsonNode> json) {
        int size = size(query);
        Position after = query.findFilled("page_token")
                .map(token -> tokens.read(list, scope, token)
                        .orElseThrow(() -> invalid("page_token", "is not of this list.")))
                .orElse(Position.START);
        Slice<T> slice = rows.apply(after, size);
        String next = slice.more()
                ? tokens.of(list, scope, position.apply(slice.rows().getLast()))
                : "";
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode result = body.putArray("result");
        slice.rows().forEach(row -> result.add(json.apply(row)));
        return Answer.ok(body.put("next_page_token", next));
    }

    /** How many a page may have; out of bounds means the most. */
    public static int size(Query query) {
        Optional<String> text = query.find("page_size");
        if (text.isEmpty()) {
            return MAX_SIZE;
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            throw invalid("page_size", "is not a number.");
        }
        try {
            int size = Integer.parseInt(text.get());
            return size < 1 || size > MAX_SIZE ? MAX_SIZE : size;
        } catch (NumberFormatException e) {
            return MAX_SIZE;
        }
    }

    private static ApiException invalid(String parameter, String flaw) {
        return ApiException.ofField(Reason.INVALID_REQUEST_PARAMETER, parameter, flaw);
    }
}
