package net.voipbin.provisioning.bridge.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Scope;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.page.Position;
import net.voipbin.provisioning.contract.Address;
import net.voipbin.provisioning.contract.AddressType;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.AgentStatus;
import net.voipbin.provisioning.contract.RingMethod;

/** Reads live agents. Thread-safe. */
public final class AgentQueries {

    private static final String BY_ID = Sql.named(AgentQueries.class, "by_id");
    private static final String PAGE = Sql.named(AgentQueries.class, "page");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Database database;

    public AgentQueries(Database database) {
        this.database = database;
    }

    /**
     * What a list is narrowed to.
     *
     * @param tagIds agents with any of them; empty for all
     */
    public record Filter(Optional<List<UUID>> tagIds, Optional<AgentStatus> status) {
        public Filter {
            tagIds = tagIds.map(List::copyOf);
        }
    }

    Optional<Agent> find(Scope scope, UUID id) {
        return database.read(
                scope,
                handle -> handle.createQuery(BY_ID)
                        .bind("id", id)
                        .bind("customer_id", scope.customerId())
                        .map((row, context) -> agent(row))
                        .findOne());
    }

    /** Agents of the customer behind a position, the newest first. */
    List<Agent> page(Scope scope, UUID customerId, Filter filter, Position after, int most) {
        return database.read(
                scope,
                handle -> handle.createQuery(PAGE)
                        .bind("customer_id", customerId)
                        .bind("any_tag", filter.tagIds().isEmpty())
                        .bind("tag_ids", filter.tagIds().orElse(List.of()).toArray(UUID[]::new))
                        .bind("status", filter.status().map(AgentStatus::name))
                        .bind("after_tm_create", after.tmCreate())
                        .bind("after_id", after.id())
                        .bind("most", most)
                        .map((row, context) -> agent(row))
                        .list());
    }

    private static Agent agent(ResultSet row) throws SQLException {
        return Agent.newBuilder()
                .setId(Rows.uuid(row, "id"))
                .setCustomerId(Rows.uuid(row, "customer_id"))
                .setVersion(row.getLong("version"))
                .setUsername(row.getString("username"))
                .setName(row.getString("name"))
                .setDetail(row.getString("detail"))
                .setRingMethod(RingMethod.valueOf(row.getString("ring_method")))
                .setStatus(AgentStatus.valueOf(row.getString("status")))
                .setPermission(row.getInt("permission"))
                .setTagIds(Rows.texts(row, "tag_ids"))
                .setAddresses(addresses(row.getString("addresses")))
                .setGuest(row.getBoolean("guest"))
                .setTmCreate(Rows.time(row, "tm_create"))
                .setTmUpdate(Rows.findTime(row, "tm_update").orElse(null))
                .setTmDelete(Rows.findTime(row, "tm_delete").orElse(null))
                .build();
    }

    private static List<Address> addresses(String json) throws SQLException {
        try {
            List<Address> addresses = new ArrayList<>();
            for (JsonNode address : MAPPER.readTree(json)) {
                addresses.add(new Address(
                        AddressType.valueOf(address.path("type").asText()),
                        address.path("target").asText(),
                        address.path("target_name").asText(),
                        address.path("name").asText(),
                        address.path("detail").asText()));
            }
            return addresses;
        } catch (JsonProcessingException e) {
            throw new SQLException("addresses is not JSON", e);
        }
    }
}
