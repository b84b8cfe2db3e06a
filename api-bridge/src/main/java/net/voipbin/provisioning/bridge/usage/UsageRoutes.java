package net.voipbin.provisioning.bridge.usage;

import static net.voipbin.provisioning.bridge.route.Admission.STAFF;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import net.voipbin.provisioning.bridge.database.Database;
import net.voipbin.provisioning.bridge.database.Rows;
import net.voipbin.provisioning.bridge.database.Sql;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.json.Times;
import net.voipbin.provisioning.bridge.route.Call;
import net.voipbin.provisioning.bridge.route.Route;
import net.voipbin.provisioning.contract.PlanType;

/** Counts of a live customer's resources, with the limits that its plan sets. Thread-safe. */
public final class UsageRoutes {

    private static final String USAGE = Sql.named(UsageRoutes.class, "usage");
    private static final List<String> RESOURCES =
            List.of("agents", "numbers", "virtual_numbers", "flows", "queues", "tags", "accesskeys");

    private final Database database;

    public UsageRoutes(Database database) {
        this.database = database;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1.0/customer/usage",
                        STAFF,
                        call -> usage(call, call.caller().customerId())),
                Route.get("/v1.0/customers/{id}/usage", STAFF, call -> usage(call, call.id("id"))));
    }

    private Answer usage(Call call, UUID customerId) {
        if (call.caller().confinedTo().filter(own -> !own.equals(customerId)).isPresent()) {
            throw ApiException.notFound();
        }
        return database.read(
                        call.caller().scope(),
                        handle -> handle.createQuery(USAGE)
                                .bind("customer_id", customerId)
                                .map((row, context) -> json(customerId, row))
                                .findOne())
                .map(Answer::ok)
                .orElseThrow(ApiException::notFound);
    }

    private static ObjectNode json(UUID customerId, ResultSet row) throws SQLException {
        PlanType plan = PlanType.valueOf(row.getString("plan_type"));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("customer_id", customerId.toString())
                .put("plan_type", plan.name());
        ObjectNode resources = json.putObject("resources");
        for (String each : RESOURCES) {
            ObjectNode use =
                    resources.putObject(each).put("count", row.getLong(each)).putNull("limit");
            ResourceLimits.of(plan, each).ifPresent(limit -> use.put("limit", limit));
        }
        json.put("balance_credit", row.getLong("balance_credit")).put("balance_token", row.getLong("balance_token"));
        json.set(
                "tm_last_change",
                Times.json(Rows.findTime(row, "tm_last_change").orElse(null)));
        return json;
    }
}
