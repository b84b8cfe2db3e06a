package net.voipbin.provisioning.endtoend.rest;

import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.FLAG;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.ID;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.LIST;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.OBJECT;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.TEXT;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.TIME;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.TIME_OR_NULL;
import static net.voipbin.provisioning.endtoend.rest.JsonShape.Kind.WHOLE;

/** The shapes of the API's answers, as VoIPBIN's clients read them. */
final class ApiShapes {

    private static final JsonShape RESOURCE =
            JsonShape.empty().with(ID, "id").with(TIME, "tm_create").with(TIME_OR_NULL, "tm_update, tm_delete");

    private static final JsonShape OWNED = RESOURCE.with(ID, "customer_id").with(TEXT, "name, detail");

    /** The fields as tenants see them. */
    private static final JsonShape CUSTOMER = RESOURCE.with(
                    TEXT, "name, detail, email, phone_number, address, webhook_method, webhook_uri")
            .with(ID, "billing_account_id")
            .with(LIST, "permission_ids")
            .with(OBJECT, "metadata")
            .with(FLAG, "email_verified")
            .with(TEXT, "identity_verification_status, status")
            .with(TIME_OR_NULL, "tm_deletion_scheduled");

    private static final JsonShape AGENT = OWNED.with(TEXT, "username, ring_method, status")
            .with(WHOLE, "permission")
            .with(LIST, "tag_ids, addresses")
            .with(FLAG, "guest");

    private static final JsonShape NUMBER = OWNED.with(TEXT, "number, type, status")
            .with(ID, "call_flow_id, message_flow_id")
            .with(FLAG, "t38_enabled, emergency_enabled")
            .with(OBJECT, "metadata")
            .with(TIME, "tm_purchase")
            .with(TIME_OR_NULL, "tm_renew");

    private static final JsonShape FLOW =
            OWNED.with(TEXT, "type").with(LIST, "actions").with(ID, "on_complete_flow_id");

    private static final JsonShape QUEUE = OWNED.with(TEXT, "routing_method")
            .with(LIST, "tag_ids")
            .with(ID, "wait_flow_id")
            .with(WHOLE, "wait_timeout, service_timeout");

    /** The fields as tenants see them. */
    private static final JsonShape BILLING_ACCOUNT = OWNED.with(
                    TEXT, "plan_type, plan_status, payment_type, payment_method")
            .with(WHOLE, "balance_credit, balance_token")
            .with(TIME_OR_NULL, "tm_last_topup, tm_next_topup");

    private static final JsonShape ACCESS_KEY = OWNED.with(TEXT, "token_prefix").with(TIME, "tm_expire");

    private static final JsonShape USAGE = JsonShape.empty()
            .with(ID, "customer_id")
            .with(TEXT, "plan_type")
            .with(OBJECT, "resources")
            .with(WHOLE, "balance_credit, balance_token")
            .with(TIME, "tm_last_change");

    private static final JsonShape AVAILABLE_NUMBER = JsonShape.empty()
            .with(TEXT, "number, type, country, region, postal_code")
            .with(LIST, "features");

    static final JsonShape PAGE = JsonShape.empty().with(LIST, "result").with(TEXT, "next_page_token");

    private ApiShapes() {}

    /** @param superAdmin whether it is a super admin who looks */
    static JsonShape of(String name, boolean superAdmin) {
        return switch (name) {
            case "customer" -> superAdmin ? CUSTOMER.with(TEXT, "terms_agreed_version, terms_agreed_ip") : CUSTOMER;
            case "own customer" -> of("customer", superAdmin).with(TEXT, "webhook_secret");
            case "agent" -> AGENT;
            case "number" -> NUMBER;
            case "available number" -> AVAILABLE_NUMBER;
            case "flow" -> FLOW;
            case "queue" -> QUEUE;
            case "tag" -> OWNED;
            case "billing account" -> superAdmin ? BILLING_ACCOUNT.with(TEXT, "status") : BILLING_ACCOUNT;
            case "access key" -> ACCESS_KEY;
            case "new access key" -> ACCESS_KEY.with(TEXT, "token");
            case "usage" -> USAGE;
            case "command" ->
                JsonShape.empty().with(ID, "id").with(TEXT, "status").with(OBJECT, "resource");
            case "delegation" -> JsonShape.empty().with(TEXT, "username, token");
            default -> throw new IllegalArgumentException(name);
        };
    }
}
