package net.voipbin.provisioning.bridge.number;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.route.Call;

/**
 * Proposes virtual numbers that nobody has. They are drawn at random, so that callers who ask at the same time are not
 * sent after the same ones; a proposal reserves nothing. No carrier is connected, so there are no normal ones.
 * Thread-safe.
 */
public final class AvailableNumbers {

    private static final String IN_USE = Sql.named(AvailableNumbers.class, "in_use");

    private static final String COUNTRY = "899";
    /** Behind the country there are nine digits, of which the first thousandth is reserved. */
    private static final int FIRST = 1_000_000;

    private static final int BEHIND_LAST = 1_000_000_000;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public AvailableNumbers(Database database) {
        this.database = database;
    }

    /** @throws ApiException INVALID_REQUEST_PARAMETER */
    Answer list(Call call) {
        Optional<String> type = call.query().findFilled("type");
        if (type.isPresent() && !List.of("normal", "virtual").contains(type.get())) {
            throw ApiException.ofField(Reason.INVALID_REQUEST_PARAMETER, "type", "is neither normal nor virtual.");
        }
        int size = Pages.size(call.query());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode result = body.putArray("result");
        if (type.filter("virtual"::equals).isPresent()) {
            free(size).forEach(number -> result.add(json(number)));
        }
        return Answer.ok(body.put("next_page_token", ""));
    }

    private Stream<String> free(int most) {
        Set<String> drawn = new LinkedHashSet<>();
        // Twice as many as asked for: most of them are free while there is less than one number in two taken.
        while (drawn.size() < 2 * most) {
            drawn.add("+" + COUNTRY + String.format("%09d", random.nextInt(FIRST, BEHIND_LAST)));
        }
        Set<String> inUse = database.read(
                Scope.NUMBERS_IN_USE,
                handle -> new HashSet<>(handle.createQuery(IN_USE)
                        .bind("numbers", drawn.toArray(String[]::new))
                        .mapTo(String.class)
                        .list()));
        return drawn.stream().filter(number -> !inUse.contains(number)).limit(most);
    }

    private static ObjectNode json(String number) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", number)
                .put("type", "virtual")
                .put("country", COUNTRY)
                .put("region", "")
                .put("postal_code", "");
        json.putArray("features").add("voice");
        return json;
    }
}
