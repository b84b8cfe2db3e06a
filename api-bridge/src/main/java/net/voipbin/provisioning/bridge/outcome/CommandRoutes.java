package net.voipbin.provisioning.bridge.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.voipbin.provisioning.bridge.accesskey.AccessKeyTokens;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.bridge.command.CommandIds;
import net.voipbin.provisioning.bridge.command.CommandResultQueries;
import net.voipbin.provisioning.bridge.command.Decided;
import net.voipbin.provisioning.bridge.command.ResultReader;
import net.voipbin.provisioning.bridge.command.StoredResult;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.route.Admission;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.topic.Topics;

/** Tells what became of a command: to whoever issued it, and to super admins. Thread-safe. */
public final class CommandRoutes {

    /** How long results are; commands that nobody took are kept less long. */
    private static final Duration KEPT = Topics.RESULTS.retention();

    private final CommandIds ids;
    private final CommandResultQueries results;
    private final ResultReader reader;
    private final AccessKeyTokens tokens;
    private final BiFunction<Resource, Caller, JsonNode> resourceJson;

    /** @param resourceJson a resource as the caller may see it */
    public CommandRoutes(
            CommandIds ids,
            CommandResultQueries results,
            ResultReader reader,
            AccessKeyTokens tokens,
            BiFunction<Resource, Caller, JsonNode> resourceJson) {
        this.ids = ids;
        this.results = results;
        this.reader = reader;
        this.tokens = tokens;
        this.resourceJson = resourceJson;
    }

    public List<Route> routes() {
        return List.of(Route.get(CommandIds.PATH + "{id}", Admission.CALLERS, this::get));
    }

    private Answer get(Call call) {
        UUID id = call.id("id");
        Caller caller = call.caller();
        boolean own = ids.issuedTo(caller.agentId(), id);
        if (!own && !caller.superAdmin()) {
            throw ApiException.notFound();
        }
        Optional<StoredResult> stored = results.find(id, caller.scope());
        if (stored.isEmpty() && (!own || forgotten(id))) {
            throw ApiException.notFound();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        stored.map(reader::read)
                .ifPresentOrElse(
                        decided -> describe(json, decided, resource -> shown(resource, id, own, caller)),
                        () -> json.put("status", "pending"));
        return Answer.ok(json);
    }

    /**
     * Whether nothing is to be expected of the command any more: what it has come to would not be kept as long. An id
     * that follows from an idempotency key doesn't tell its age, and stays pending.
     */
    private boolean forgotten(UUID id) {
        return ids.age(id).filter(age -> age.compareTo(KEPT) > 0).isPresent();
    }

    private static void describe(ObjectNode json, Decided decided, Function<Resource, JsonNode> shown) {
        switch (decided) {
            case Decided.Applied applied -> {
                json.put("status", "applied");
                applied.resource().ifPresent(resource -> json.set("resource", shown.apply(resource)));
            }
            case Decided.Rejected rejected -> {
                json.put("status", "rejected");
                json.set("error", rejected.error().json());
            }
        }
    }

    /**
     * Whoever had an access key created without waiting for it finds its token here, and nowhere else; as long as access
     * keys are that caller's to create.
     */
    private JsonNode shown(Resource resource, UUID commandId, boolean own, Caller caller) {
        JsonNode json = resourceJson.apply(resource, caller);
        String token = tokens.token(commandId);
        return own
                        && caller.permission().allows(Permission.CUSTOMER_ADMIN)
                        && resource.getAccesskey() != null
                        && resource.getAccesskey().getTokenPrefix().equals(AccessKeyTokens.prefix(token))
                ? ((ObjectNode) json).put("token", token)
                : json;
    }
}
