package net.voipbin.provisioning.bridge.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.http.Admission;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.Route;
import net.voipbin.provisioning.contract.Resource;

/** Tells what became of a command: to whoever issued it, and to super admins. Thread-safe. */
public final class CommandRoutes {

    static final String PREFIX = "/v1.0/commands/";

    private final CommandIds ids;
    private final CommandResultQueries results;
    private final ResultReader reader;
    private final BiFunction<Resource, Caller, JsonNode> resourceJson;

    /** @param resourceJson a resource as the caller may see it */
    public CommandRoutes(
            CommandIds ids,
            CommandResultQueries results,
            ResultReader reader,
            BiFunction<Resource, Caller, JsonNode> resourceJson) {
        this.ids = ids;
        this.results = results;
        this.reader = reader;
        this.resourceJson = resourceJson;
    }

    public List<Route> routes() {
        return List.of(Route.get(PREFIX + "{id}", Admission.CALLERS, this::get));
    }

    private Answer get(Call call) {
        UUID id = call.id("id");
        Caller caller = call.caller();
        boolean own = ids.issuedTo(caller.agentId(), id);
        if (!own && !caller.superAdmin()) {
            throw ApiException.notFound();
        }
        Optional<StoredResult> stored = results.find(id, caller.scope());
        if (stored.isEmpty() && !own) {
            throw ApiException.notFound();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        return Answer.ok(stored.map(reader::read)
                .map(decided -> describe(json, decided, caller))
                .orElseGet(() -> json.put("status", "pending")));
    }

    private ObjectNode describe(ObjectNode json, Decided decided, Caller caller) {
        switch (decided) {
            case Decided.Applied applied -> {
                json.put("status", "applied");
                applied.resource().ifPresent(resource -> json.set("resource", resourceJson.apply(resource, caller)));
            }
            case Decided.Rejected rejected -> {
                json.put("status", "rejected");
                json.set("error", rejected.error().json());
            }
        }
        return json;
    }
}
