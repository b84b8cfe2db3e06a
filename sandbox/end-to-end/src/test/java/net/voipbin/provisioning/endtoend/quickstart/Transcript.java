package net.voipbin.provisioning.endtoend.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.voipbin.provisioning.endtoend.rest.RestClient;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;

/**
 * A file of requests as somebody would type them, and of what they were answered. Tokens appear by the names that a
 * shell would have for them.
 */
final class Transcript {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SHOWN_OF_TOKEN = 10;

    private final Path file;
    private final RestClient nobody;

    /**
     * @param file is begun anew
     * @param nobody without a token: it goes into the query, as the description's lines have it
     */
    Transcript(Path file, RestClient nobody) {
        this.file = file;
        this.nobody = nobody;
        write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A shell's variable that holds a token. */
    record Token(String name, String value) {}

    void title(String title) {
        append("\n== " + title + " ==\n");
    }

    void step(String what) {
        append("\n# " + what + "\n");
    }

    Reply get(Token token, String path) {
        return send(token, "GET", path, Optional.empty());
    }

    Reply post(Token token, String path, String body) {
        return send(token, "POST", path, Optional.of(body));
    }

    Reply put(Token token, String path, String body) {
        return send(token, "PUT", path, Optional.of(body));
    }

    /** Without a token. */
    Reply login(String username, String password) {
        String body = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password);
        return noted(nobody.post("/auth/login", body), "POST", "/auth/login", Optional.of(body));
    }

    private Reply send(Token token, String method, String path, Optional<String> body) {
        String query = path + (path.contains("?") ? "&" : "?") + "token=";
        return noted(nobody.send(method, query + token.value(), body), method, query + "$" + token.name(), body);
    }

    private Reply noted(Reply reply, String method, String path, Optional<String> body) {
        String data = body.map(text ->
                        " \\\n    --header 'Content-Type: application/json' \\\n    --data '" + text.strip() + "'")
                .orElse("");
        append("\n$ curl -X " + method + " \"$BRIDGE_URL" + path + "\"" + data + "\n" + reply.status() + "\n"
                + pretty(reply.json()) + "\n");
        return reply;
    }

    private static String pretty(JsonNode json) {
        JsonNode token = json.path("token");
        JsonNode shown = token.isTextual()
                ? ((ObjectNode) json.deepCopy()).put("token", token.asText().substring(0, SHOWN_OF_TOKEN) + "...")
                : json;
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(String text) {
        write(text, StandardOpenOption.APPEND);
    }

    private void write(String text, StandardOpenOption... options) {
        try {
            Files.writeString(file, text, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
