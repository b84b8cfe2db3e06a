package net.voipbin.provisioning.bridge.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Query;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.json.Uuids;
import net.voipbin.provisioning.bridge.resource.Condition;
import net.voipbin.provisioning.contract.AgentStatus;

/** What a list of agents is narrowed to. */
final class AgentFilter {

    private static final int MAX_TAGS = 100;

    private AgentFilter() {}

    /**
     * Agents with any of the tags, and of the status.
     *
     * @throws ApiException INVALID_TAG_IDS, INVALID_REQUEST_PARAMETER
     */
    static Condition of(Query query) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> arguments = new HashMap<>();
        Optional<List<UUID>> tagIds = query.findFilled("tag_ids").map(AgentFilter::tagIds);
        tagIds.ifPresent(ids -> {
            conditions.add("tag_ids && :tag_ids");
            arguments.put("tag_ids", ids.toArray(UUID[]::new));
        });
        query.findFilled("status").map(AgentFilter::status).ifPresent(status -> {
            conditions.add("status = :status");
            arguments.put("status", status.name());
        });
        return conditions.isEmpty() ? Condition.NONE : new Condition(String.join(" and ", conditions), arguments);
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
