package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.voipbin.provisioning.endtoend.rest.RestBed.Tenant;
import net.voipbin.provisioning.endtoend.rest.RestClient.Reply;
import net.voipbin.provisioning.endtoend.rest.Staff.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route for every kind of caller: an answer of the exact shape, or the reason why not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestRoutesEndToEndTest {

    /**
     * Method, path, body, who may, shape of the answer; a list's shape is that of its elements, with a star. In this
     * order, so that no list is empty.
     */
    private static final String ROUTES = """
            GET    | /v1.0/customer                                 |  | STAFF | own customer
            PUT    | /v1.0/customer                                 | {"detail": "{word}"} | ADMIN | customer
            PUT    | /v1.0/customer/metadata                        | {"rtp_debug": true} | ADMIN | customer
            PUT    | /v1.0/customer/billing_account_id              | {"billing_account_id": "{ownAccount}"} | ADMIN | customer
            GET    | /v1.0/customer/usage                           |  | STAFF | usage
            GET    | /v1.0/customers/                               |  | STAFF | own customer
            PUT    | /v1.0/customers/                               | {"detail": "{word}"} | ADMIN | customer
            GET    | /v1.0/customers                                |  | STAFF | customer*
            POST   | /v1.0/customers                                | {"email": "{email}"} | SUPER_ADMIN | customer
            GET    | /v1.0/customers/{customer}                     |  | STAFF | customer
            PUT    | /v1.0/customers/{customer}                     | {"detail": "{word}"} | ADMIN | customer
            PUT    | /v1.0/customers/{customer}/metadata            | {"rtp_debug": true} | ADMIN | customer
            PUT    | /v1.0/customers/{customer}/billing_account_id  | {"billing_account_id": "{account}"} | ADMIN | customer
            GET    | /v1.0/customers/{customer}/usage               |  | STAFF | usage
            PUT    | /v1.0/customers/{customer}/identity_verification_status | {"identity_verification_status": "pending"} | SUPER_ADMIN | customer
            POST   | /v1.0/customers/{newCustomer}/suspend          | {"reason": "unpaid"} | SUPER_ADMIN | customer
            POST   | /v1.0/customers/{newCustomer}/reactivate       |  | SUPER_ADMIN | customer
            POST   | /v1.0/customers/{newCustomer}/freeze           |  | SUPER_ADMIN | customer
            POST   | /v1.0/customers/{newCustomer}/recover          |  | SUPER_ADMIN | customer
            POST   | /v1.0/customers/{newCustomer}/freeze_and_delete |  | SUPER_ADMIN | customer
            DELETE | /v1.0/customers/{newCustomer}                  |  | SUPER_ADMIN | customer
            POST   | /v1.0/agents                                   | {"username": "{email}", "password": "correct horse"} | STAFF | agent
            GET    | /v1.0/agents                                   |  | STAFF | agent*
            GET    | /v1.0/agents/{agent}                           |  | STAFF | agent
            PUT    | /v1.0/agents/{agent}                           | {"name": "{word}", "detail": "d", "ring_method": "linear"} | STAFF | agent
            PUT    | /v1.0/agents/{agent}/addresses                 | {"addresses": []} | STAFF | agent
            PUT    | /v1.0/agents/{agent}/tag_ids                   | {"tag_ids": []} | STAFF | agent
            PUT    | /v1.0/agents/{agent}/status                    | {"status": "away"} | STAFF | agent
            PUT    | /v1.0/agents/{agent}/permission                | {"permission": 16} | STAFF | agent
            PUT    | /v1.0/agents/{agent}/password                  | {"password": "battery staple"} | STAFF | agent
            DELETE | /v1.0/agents/{newAgent}                        |  | STAFF | agent
            GET    | /v1.0/available_numbers?type=virtual           |  | STAFF | available number*
            POST   | /v1.0/numbers                                  | {"number": "{virtual}", "type": "virtual"} | STAFF | number
            GET    | /v1.0/numbers                                  |  | STAFF | number*
            GET    | /v1.0/numbers/{number}                         |  | STAFF | number
            PUT    | /v1.0/numbers/{number}                         | {"name": "{word}", "call_flow_id": "{flow}"} | STAFF | number
            PUT    | /v1.0/numbers/{number}/flow_ids                | {"message_flow_id": "{flow}"} | STAFF | number
            PUT    | /v1.0/numbers/{number}/metadata                | {"rtp_debug": true} | STAFF | number
            POST   | /v1.0/numbers/{number}/renew                   |  | STAFF | number
            DELETE | /v1.0/numbers/{newNumber}                      |  | STAFF | number
            POST   | /v1.0/flows                                    | {"name": "Main IVR", "actions": [{"type": "answer"}]} | STAFF | flow
            GET    | /v1.0/flows                                    |  | STAFF | flow*
            GET    | /v1.0/flows/{flow}                             |  | STAFF | flow
            PUT    | /v1.0/flows/{flow}                             | {"name": "{word}"} | STAFF | flow
            DELETE | /v1.0/flows/{newFlow}                          |  | STAFF | flow
            POST   | /v1.0/queues                                   | {"name": "Sales Queue"} | STAFF | queue
            GET    | /v1.0/queues                                   |  | STAFF | queue*
            GET    | /v1.0/queues/{queue}                           |  | STAFF | queue
            PUT    | /v1.0/queues/{queue}                           | {"name": "{word}"} | STAFF | queue
            PUT    | /v1.0/queues/{queue}/tag_ids                   | {"tag_ids": ["{tag}"]} | STAFF | queue
            PUT    | /v1.0/queues/{queue}/routing_method            | {"routing_method": "ringall"} | STAFF | queue
            DELETE | /v1.0/queues/{newQueue}                        |  | STAFF | queue
            POST   | /v1.0/tags                                     | {"name": "{word}"} | STAFF | tag
            GET    | /v1.0/tags                                     |  | STAFF | tag*
            GET    | /v1.0/tags/{tag}                               |  | STAFF | tag
            PUT    | /v1.0/tags/{tag}                               | {"detail": "{word}"} | STAFF | tag
            DELETE | /v1.0/tags/{newTag}                            |  | STAFF | tag
            GET    | /v1.0/billing_account                          |  | ADMIN | billing account
            PUT    | /v1.0/billing_account                          | {"name": "{word}"} | ADMIN | billing account
            PUT    | /v1.0/billing_account/payment_info             | {"payment_method": "credit card"} | ADMIN | billing account
            GET    | /v1.0/billing_accounts                         |  | ADMIN | billing account*
            GET    | /v1.0/billing_accounts/{account}               |  | ADMIN | billing account
            PUT    | /v1.0/billing_accounts/{account}               | {"name": "{word}"} | ADMIN | billing account
            PUT    | /v1.0/billing_accounts/{account}/payment_info  | {"payment_type": "prepaid"} | ADMIN | billing account
            PUT    | /v1.0/billing_accounts/{account}/plan_type     | {"plan_type": "unlimited"} | SUPER_ADMIN | billing account
            POST   | /v1.0/billing_accounts/{account}/balance_add_force      | {"balance": 1.5} | SUPER_ADMIN | billing account
            POST   | /v1.0/billing_accounts/{account}/balance_subtract_force | {"balance": 0} | SUPER_ADMIN | billing account
            POST   | /v1.0/accesskeys                               | {"name": "{word}"} | ADMIN | new access key
            GET    | /v1.0/accesskeys                               |  | ADMIN | access key*
            GET    | /v1.0/accesskeys/{accesskey}                   |  | ADMIN | access key
            PUT    | /v1.0/accesskeys/{accesskey}                   | {"name": "{word}"} | ADMIN | access key
            DELETE | /v1.0/accesskeys/{newAccesskey}                |  | ADMIN | access key
            GET    | /v1.0/me                                       |  | ANY | agent
            GET    | /v1.0/service_agents/me                        |  | AGENT | agent
            PUT    | /v1.0/service_agents/me                        | {"detail": "{word}"} | AGENT | agent
            PUT    | /v1.0/service_agents/me/addresses              | {"addresses": []} | AGENT | agent
            PUT    | /v1.0/service_agents/me/status                 | {"status": "busy"} | AGENT | agent
            PUT    | /v1.0/service_agents/me/password               | {"password": "battery staple"} | AGENT | agent
            GET    | /v1.0/commands/{command}                       |  | ANY | command
            POST   | /auth/delegate                                 | {"customer_id": "{customer}"} | SUPER_ADMIN | delegation
            """;

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]\\w*)}");

    private RestBed bed;
    private Staff staff;
    private Tenant tenant;
    private final Map<Caller, Member> members = new EnumMap<>(Caller.class);
    private String accessKey;
    private Map<String, String> owned;

    /** Who may use a route, as the table of permissions has it. */
    private enum Allowed {
        SUPER_ADMIN,
        ADMIN,
        STAFF,
        AGENT,
        ANY
    }

    private enum Caller {
        SUPER_ADMIN(1),
        AGENT(16),
        ADMIN(32),
        MANAGER(64),
        ADMIN_AND_MANAGER(96),
        ACCESS_KEY_IN_QUERY(32),
        ACCESS_KEY_IN_COOKIE(32),
        DELEGATED_TOKEN(32);

        private final int permission;

        Caller(int permission) {
            this.permission = permission;
        }

        boolean isAccessKey() {
            return this == ACCESS_KEY_IN_QUERY || this == ACCESS_KEY_IN_COOKIE;
        }

        /** The reason why not; empty where the caller may. */
        Optional<String> refused(Allowed allowed) {
            return switch (allowed) {
                case SUPER_ADMIN -> unless(permission == 1);
                case ADMIN -> unless((permission & (1 | 32)) != 0);
                case STAFF -> unless((permission & (1 | 32 | 64)) != 0);
                case AGENT -> isAccessKey() ? Optional.of("AGENT_AUTH_REQUIRED") : Optional.empty();
                case ANY -> Optional.empty();
            };
        }

        private static Optional<String> unless(boolean holds) {
            return holds ? Optional.empty() : Optional.of("PERMISSION_DENIED");
        }
    }

    /** One line of the table. */
    private record Line(String method, String path, Optional<String> body, Allowed allowed, String shape) {

        static Line parse(String text) {
            List<String> cells =
                    Stream.of(text.split("\\|", -1)).map(String::strip).toList();
            return new Line(
                    cells.get(0),
                    cells.get(1),
                    Optional.of(cells.get(2)).filter(body -> !body.isEmpty()),
                    Allowed.valueOf(cells.get(3)),
                    cells.get(4));
        }

        boolean isList() {
            return shape.endsWith("*");
        }

        String elementShape() {
            return isList() ? shape.substring(0, shape.length() - 1) : shape;
        }

        int success() {
            return method.equals("POST") && path.equals("/v1.0/agents") ? 201 : 200;
        }
    }

    static List<Arguments> routesAndCallers() {
        List<Arguments> all = new ArrayList<>();
        ROUTES.lines().map(Line::parse).forEach(line -> {
            for (Caller caller : Caller.values()) {
                all.add(Arguments.argumentSet(caller + " " + line.method() + " " + line.path(), line, caller));
            }
        });
        return all;
    }

    @BeforeAll
    void open() {
        bed = RestBed.shared();
        staff = new Staff(bed);
        staff.plan(bed.platformCustomerId(), "unlimited");
        tenant = staff.unlimitedTenant();
        for (Caller caller : List.of(Caller.AGENT, Caller.ADMIN, Caller.MANAGER, Caller.ADMIN_AND_MANAGER)) {
            members.put(caller, staff.member(tenant.id(), caller.permission));
        }
        members.put(Caller.SUPER_ADMIN, staff.member(bed.platformCustomerId(), Caller.SUPER_ADMIN.permission));
        accessKey = staff.accessKey(tenant.client());
        owned = Map.of(
                "agent", make("newAgent"),
                "number", make("newNumber"),
                "flow", make("newFlow"),
                "queue", make("newQueue"),
                "tag", make("newTag"),
                "accesskey", make("newAccesskey"),
                "account", tenant.client().get("/v1.0/customer").text("billing_account_id"));
    }

    @ParameterizedTest
    @MethodSource("routesAndCallers")
    void shouldAnswerEachCallerOfEachRouteAsItsPermissionsSay(Line line, Caller caller) {
        // Given
        Optional<String> refused = refused(line, caller);

        // When
        Reply reply = send(
                caller, line.method(), filled(line.path(), caller), line.body().map(body -> filled(body, caller)));

        // Then
        if (refused.isPresent()) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(403);
            assertThat(reply.reason()).isEqualTo(refused.get());
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(line.success());
            assertThat(reply.header("ETag").isEmpty()).isEqualTo(line.shape().equals("delegation"));
            assertShape(line, reply.json(), caller == Caller.SUPER_ADMIN);
        }
    }

    /** The guest agent's password is the one thing of its own that nobody sets. */
    private static Optional<String> refused(Line line, Caller caller) {
        return caller == Caller.DELEGATED_TOKEN && line.path().endsWith("me/password")
                ? Optional.of("GUEST_AGENT_PROTECTED")
                : caller.refused(line.allowed());
    }

    private static void assertShape(Line line, JsonNode json, boolean superAdmin) {
        JsonShape shape = ApiShapes.of(line.elementShape(), superAdmin);
        if (line.isList()) {
            assertThat(ApiShapes.PAGE.flaws(json)).isEmpty();
            assertThat(json.path("result"))
                    .isNotEmpty()
                    .allSatisfy(element -> assertThat(shape.flaws(element)).isEmpty());
        } else {
            assertThat(shape.flaws(json)).isEmpty();
        }
    }

    private Reply send(Caller caller, String method, String path, Optional<String> body, String... headers) {
        return switch (caller) {
            case ACCESS_KEY_IN_QUERY ->
                bed.nobody()
                        .send(
                                method,
                                path + (path.contains("?") ? "&" : "?") + "accesskey=" + accessKey,
                                body,
                                headers);
            case ACCESS_KEY_IN_COOKIE -> {
                List<String> more = new ArrayList<>(List.of(headers));
                more.addAll(List.of("Cookie", "theme=dark; accesskey=" + accessKey));
                yield bed.nobody().send(method, path, body, more.toArray(String[]::new));
            }
            case DELEGATED_TOKEN -> tenant.client().send(method, path, body, headers);
            case SUPER_ADMIN, AGENT, ADMIN, MANAGER, ADMIN_AND_MANAGER -> {
                Member member = Objects.requireNonNull(members.get(caller));
                yield bed.nobody()
                        .with(staff.token(member.customerId(), member.id()))
                        .send(method, path, body, headers);
            }
        };
    }

    private String filled(String text, Caller caller) {
        Matcher places = PLACE.matcher(text);
        return places.replaceAll(place -> value(place.group(1), caller));
    }

    private String value(String place, Caller caller) {
        return switch (place) {
            case "customer" -> tenant.id().toString();
            case "ownAccount" ->
                bed.admin()
                        .get("/v1.0/customers/"
                                + (caller == Caller.SUPER_ADMIN ? bed.platformCustomerId() : tenant.id()))
                        .text("billing_account_id");
            case "command" -> command(caller);
            case "agent", "number", "flow", "queue", "tag", "accesskey", "account" ->
                Objects.requireNonNull(owned.get(place));
            default -> make(place);
        };
    }

    /** Of something that the caller has had done. */
    private String command(Caller caller) {
        String path = caller.isAccessKey() ? "/v1.0/customer" : "/v1.0/service_agents/me";
        String key = RestBed.newKey();
        String body = "{\"detail\": \"" + key + "\"}";
        Supplier<Reply> write = () -> send(caller, "PUT", path, Optional.of(body), "Idempotency-Key", key);
        assertThat(write.get().status()).isEqualTo(200);
        return send(caller, "PUT", path, Optional.of(body), "Idempotency-Key", key, "Prefer", "respond-async")
                .text("id");
    }

    private String make(String place) {
        RestClient client = tenant.client();
        return switch (place) {
            case "word" -> UUID.randomUUID().toString();
            case "email" -> RestBed.newEmail();
            case "virtual" -> staff.freeVirtualNumber();
            case "newCustomer" -> bed.newTenant().id().toString();
            case "newAgent" -> staff.member(tenant.id(), 16).id().toString();
            case "newNumber" -> Staff.create(client, "/v1.0/numbers", """
                        {"number": "%s", "type": "virtual"}""".formatted(staff.freeVirtualNumber()));
            case "newFlow" -> Staff.create(client, "/v1.0/flows", "{}");
            case "newQueue" -> Staff.create(client, "/v1.0/queues", "{}");
            case "newTag" -> Staff.create(client, "/v1.0/tags", "{\"name\": \"%s\"}".formatted(UUID.randomUUID()));
            case "newAccesskey" -> Staff.create(client, "/v1.0/accesskeys", "{}");
            default -> throw new IllegalArgumentException(place);
        };
    }
}
