package net.voipbin.provisioning.bridge.agent;

import static net.voipbin.provisioning.bridge.auth.Permission.CUSTOMER_ADMIN;
import static net.voipbin.provisioning.bridge.auth.Permission.CUSTOMER_MANAGER;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.customer.TenantScope;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Call;
import net.voipbin.provisioning.bridge.http.EntityTag;
import net.voipbin.provisioning.bridge.http.Query;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Route;
import net.voipbin.provisioning.bridge.json.Uuids;
import net.voipbin.provisioning.bridge.page.Pages;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.AgentStatus;

/** Agents: read and listed. Thread-safe. */
public final class AgentRoutes {

    private static final int READERS = CUSTOMER_ADMIN | CUSTOMER_MANAGER;
    private static final String LIST = "agents";
    private static final int MAX_TAGS = 100;

    private final AgentQueries agents;
    private final TenantScope scope;
    private final Pages pages;

    public AgentRoutes(AgentQueries agents, TenantScope scope, Pages pages) {
        this.agents = agents;
        this.scope = scope;
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1.0/agents", READERS, this::list), Route.get("/v1.0/agents/{id}", READERS, this::get));
    }

    private Answer get(Call call) {
        Agent agent = agents.find(call.caller().scope(), call.id("id")).orElseThrow(ApiException::notFound);
        return Answer.ok(AgentJson.of(agent)).withHeader("ETag", EntityTag.of(agent.getVersion()));
    }

    private Answer list(Call call) {
        AgentQueries.Filter filter = filter(call.query());
        UUID customerId = scope.customer(call);
        return pages.answer(
                LIST,
                Optional.of(customerId),
                call.query(),
                (after, most) -> agents.page(call.caller().scope(), customerId, filter, after, most),
                agent -> new Position(agent.getTmCreate(), agent.getId()),
                AgentJson::of);
    }

    private static AgentQueries.Filter filter(Query query) {
        return new AgentQueries.Filter(
                query.findFilled("tag_ids").map(AgentRoutes::tagIds),
                query.findFilled("status").map(AgentRoutes::status));
    }

    private static List<UUID> tagIds(String list) {
        List<UUID> tagIds = Stream.of(list.split(",", -1))
                .map(text -> Uuids.parse(text.strip())
                        .filter(id -> !id.equals(Uuids.NIL))
                        .orElseThrow(() ->
                                ApiException.ofField(Reason.INVALID_TAG_IDS, "tag_ids", "holds what is no tag id.")))
                .distinct()
                .toList();
        if (tagIds.size() > MAX_TAGS) {
            throw ApiException.ofField(Reason.INVALID_TAG_IDS, "tag_ids", "holds more than " + MAX_TAGS + " tag ids.");
        }
        return tagIds;
    }

    private static AgentStatus status(String name) {
        return Stream.of(AgentStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ApiException.ofField(Reason.INVALID_REQUEST_PARAMETER, "status", "is no status of an agent."));
    }
}
