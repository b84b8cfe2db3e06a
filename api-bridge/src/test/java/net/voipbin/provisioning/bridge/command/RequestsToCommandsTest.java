package net.voipbin.provisioning.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.Bridge;
import net.voipbin.provisioning.bridge.Bridge.Reply;
import net.voipbin.provisioning.bridge.ReadModel;
import net.voipbin.provisioning.bridge.ReadModel.Tenant;
import net.voipbin.provisioning.bridge.auth.Permission;
import net.voipbin.provisioning.contract.Command;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each writing request asks the provisioner for. */
class RequestsToCommandsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What only the schedule or an upstream service gives. */
    private static final Set<String> NOT_BY_REST =
            Set.of("register_platform", "expire_signup", "purge_customer", "top_up_tokens");

    @RegisterExtension
    static final Bridge bridge = new Bridge();

    private Tenant platform;
    private Tenant acme;
    private ReadModel.Belongings belongings;

    @BeforeEach
    void populate() {
        bridge.provisioner().refuse("STATE_INVALID", Map.of());
        platform = ReadModel.tenant(ReadModel.PLATFORM, Permission.SUPER_ADMIN);
        acme = ReadModel.tenant(UUID.randomUUID(), Permission.CUSTOMER_ADMIN);
        belongings = ReadModel.belongings(acme);
    }

    /**
     * A request and the command that it becomes.
     *
     * @param bySuperAdmin or by the tenant's admin
     * @param payload the command's set field with the fields of it that differ from their defaults, or are named here
     */
    record Case(boolean bySuperAdmin, String method, String path, String body, String payload) {
        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    private static Case tenants(String method, String path, String body, String payload) {
        return new Case(false, method, path, body, payload);
    }

    private static Case admins(String method, String path, String body, String payload) {
        return new Case(true, method, path, body, payload);
    }

    static Stream<Case> cases() {
        return Stream.of(
                admins(
                        "POST",
                        "/v1.0/customers",
                        "{'email':'e@x.io','name':'n','detail':'d','phone_number':'+1555','address':'a','webhook_method':'POST','webhook_uri':'https://x.io'}",
                        "{'create_customer':{'email':'e@x.io','name':'n','detail':'d','phone_number':'+1555','address':'a','webhook_method':'POST','webhook_uri':'https://x.io'}}"),
                tenants(
                        "PUT",
                        "/v1.0/customer",
                        "{'name':'n','permission_ids':['customer_admin'],'status':'active','unheard_of':[1]}",
                        "{'update_customer':{'name':'n','detail':null,'permission_ids':['customer_admin'],'locked':{'status':'\\\"active\\\"'}}}"),
                tenants(
                        "PUT",
                        "/v1.0/customer/metadata",
                        "{'rtp_debug':true}",
                        "{'update_customer_metadata':{'rtp_debug':true}}"),
                tenants(
                        "PUT",
                        "/v1.0/customers/CUSTOMER/metadata",
                        "{}",
                        "{'update_customer_metadata':{'rtp_debug':false}}"),
                tenants(
                        "PUT",
                        "/v1.0/customer/billing_account_id",
                        "{'billing_account_id':'x'}",
                        "{'update_customer_billing_account_id':{'billing_account_id':'x'}}"),
                admins(
                        "PUT",
                        "/v1.0/customers/CUSTOMER/identity_verification_status",
                        "{'identity_verification_status':'verified'}",
                        "{'update_identity_verification_status':{'identity_verification_status':'verified'}}"),
                admins(
                        "POST",
                        "/v1.0/customers/CUSTOMER/suspend",
                        "{'reason':'r'}",
                        "{'suspend_customer':{'reason':'r','keep_reason':false}}"),
                admins(
                        "POST",
                        "/v1.0/customers/CUSTOMER/reactivate",
                        "",
                        "{'reactivate_customer':{'suspended_for':null}}"),
                admins("POST", "/v1.0/customers/CUSTOMER/freeze", "", "{'freeze_customer':{}}"),
                admins("POST", "/v1.0/customers/CUSTOMER/recover", "", "{'recover_customer':{}}"),
                admins("POST", "/v1.0/customers/CUSTOMER/freeze_and_delete", "", "{'freeze_and_delete_customer':{}}"),
                admins("DELETE", "/v1.0/customers/CUSTOMER", "", "{'delete_customer':{}}"),
                tenants(
                        "POST",
                        "/v1.0/agents",
                        "{'username':'u@x.io','password':'12345678'}",
                        "{'create_agent':{'username':'u@x.io','ring_method':'ringall','permission':null,'tag_ids':[],'addresses':[]}}"),
                tenants(
                        "POST",
                        "/v1.0/agents",
                        "{'username':'u@x.io','password':'12345678','name':'n','detail':'d','ring_method':'linear','permission':0,'tag_ids':['x'],'addresses':[{'type':'tel','target':'1','name':'n'},{}]}",
                        "{'create_agent':{'username':'u@x.io','name':'n','detail':'d','ring_method':'linear','permission':0,'tag_ids':['x'],'addresses':[{'type':'tel','target':'1','target_name':'','name':'n','detail':''},{'type':'','target':'','target_name':'','name':'','detail':''}]}}"),
                tenants(
                        "PUT",
                        "/v1.0/agents/AGENT",
                        "{'ring_method':'linear','permission':16,'password':'secret','username':null}",
                        "{'update_agent':{'agent_id':'AGENT','name':null,'ring_method':'linear','locked':{'permission':'16','password':'null','username':'null'}}}"),
                tenants(
                        "PUT",
                        "/v1.0/agents/AGENT/addresses",
                        "{'addresses':[{'type':'sip','target':'a@b'}],'name':5}",
                        "{'update_agent_addresses':{'agent_id':'AGENT','addresses':[{'type':'sip','target':'a@b','target_name':'','name':'','detail':''}]}}"),
                tenants(
                        "PUT",
                        "/v1.0/agents/AGENT/tag_ids",
                        "{'tag_ids':['a','b','a']}",
                        "{'update_agent_tag_ids':{'agent_id':'AGENT','tag_ids':['a','b','a']}}"),
                tenants(
                        "PUT",
                        "/v1.0/agents/AGENT/status",
                        "{'status':'away'}",
                        "{'update_agent_status':{'agent_id':'AGENT','status':'away'}}"),
                tenants(
                        "PUT",
                        "/v1.0/agents/AGENT/permission",
                        "{'permission':48.0}",
                        "{'update_agent_permission':{'agent_id':'AGENT','permission':48}}"),
                tenants(
                        "PUT",
                        "/v1.0/agents/AGENT/password",
                        "{'password':'12345678'}",
                        "{'update_agent_password':{'agent_id':'AGENT'}}"),
                tenants("DELETE", "/v1.0/agents/AGENT", "", "{'delete_agent':{'agent_id':'AGENT'}}"),
                tenants(
                        "PUT",
                        "/v1.0/service_agents/me",
                        "{'name':'n'}",
                        "{'update_agent':{'agent_id':'AGENT','name':'n','locked':{}}}"),
                tenants(
                        "PUT",
                        "/v1.0/service_agents/me/addresses",
                        "{'addresses':[]}",
                        "{'update_agent_addresses':{'agent_id':'AGENT','addresses':[]}}"),
                tenants(
                        "PUT",
                        "/v1.0/service_agents/me/status",
                        "{'status':'busy'}",
                        "{'update_agent_status':{'agent_id':'AGENT','status':'busy'}}"),
                tenants(
                        "PUT",
                        "/v1.0/service_agents/me/password",
                        "{'password':'12345678'}",
                        "{'update_agent_password':{'agent_id':'AGENT'}}"),
                tenants(
                        "POST",
                        "/v1.0/numbers",
                        "{'number':'+15551234567'}",
                        "{'create_number':{'number':'+15551234567','type':'normal','call_flow_id':'','message_flow_id':'','name':'','detail':''}}"),
                tenants(
                        "POST",
                        "/v1.0/numbers",
                        "{'number':'+899123456789','type':'virtual','call_flow_id':'c','message_flow_id':'m','name':'n','detail':'d'}",
                        "{'create_number':{'number':'+899123456789','type':'virtual','call_flow_id':'c','message_flow_id':'m','name':'n','detail':'d'}}"),
                tenants(
                        "PUT",
                        "/v1.0/numbers/NUMBER",
                        "{'call_flow_id':'','detail':'d','number':'+1'}",
                        "{'update_number':{'number_id':'NUMBER','name':null,'detail':'d','call_flow_id':'','message_flow_id':null,'locked':{'number':'\\\"+1\\\"'}}}"),
                tenants(
                        "PUT",
                        "/v1.0/numbers/NUMBER/flow_ids",
                        "{'message_flow_id':'m'}",
                        "{'update_number_flow_ids':{'number_id':'NUMBER','call_flow_id':null,'message_flow_id':'m'}}"),
                tenants(
                        "PUT",
                        "/v1.0/numbers/NUMBER/metadata",
                        "{'rtp_debug':true}",
                        "{'update_number_metadata':{'number_id':'NUMBER','rtp_debug':true}}"),
                tenants("POST", "/v1.0/numbers/NUMBER/renew", "", "{'renew_number':{'number_id':'NUMBER'}}"),
                tenants("DELETE", "/v1.0/numbers/NUMBER", "", "{'delete_number':{'number_id':'NUMBER'}}"),
                tenants(
                        "POST",
                        "/v1.0/flows",
                        "{}",
                        "{'create_flow':{'type':'flow','name':'','detail':'','actions':[],'on_complete_flow_id':''}}"),
                tenants(
                        "POST",
                        "/v1.0/flows",
                        "{'name':'n','actions':[{'id':'i','next_id':'j','type':'talk','option':{'volume':1.10,'x':null}},{'option':null}]}",
                        "{'create_flow':{'name':'n','actions':[{'id':'i','next_id':'j','type':'talk','option':'{\\\"volume\\\":1.10,\\\"x\\\":null}'},{'id':'','next_id':'','type':'','option':'null'}]}}"),
                tenants(
                        "PUT",
                        "/v1.0/flows/FLOW",
                        "{'on_complete_flow_id':'x','tm_delete':null}",
                        "{'update_flow':{'flow_id':'FLOW','type':null,'name':null,'detail':null,'actions':null,'on_complete_flow_id':'x','locked':{'tm_delete':'null'}}}"),
                tenants("DELETE", "/v1.0/flows/FLOW", "", "{'delete_flow':{'flow_id':'FLOW'}}"),
                tenants(
                        "POST",
                        "/v1.0/queues",
                        "{}",
                        "{'create_queue':{'name':'','routing_method':'random','tag_ids':[],'wait_flow_id':'','wait_timeout':0,'service_timeout':0}}"),
                tenants(
                        "POST",
                        "/v1.0/queues",
                        "{'name':'n','routing_method':'ringall','tag_ids':['t'],'wait_flow_id':'w','wait_timeout':99999999999,'service_timeout':1}",
                        "{'create_queue':{'name':'n','routing_method':'ringall','tag_ids':['t'],'wait_flow_id':'w','wait_timeout':99999999999,'service_timeout':1}}"),
                tenants(
                        "PUT",
                        "/v1.0/queues/QUEUE",
                        "{'wait_timeout':5,'tag_ids':[]}",
                        "{'update_queue':{'queue_id':'QUEUE','name':null,'routing_method':null,'tag_ids':[],'wait_flow_id':null,'wait_timeout':5,'service_timeout':null,'locked':{}}}"),
                tenants(
                        "PUT",
                        "/v1.0/queues/QUEUE/tag_ids",
                        "{'tag_ids':['t']}",
                        "{'update_queue_tag_ids':{'queue_id':'QUEUE','tag_ids':['t']}}"),
                tenants(
                        "PUT",
                        "/v1.0/queues/QUEUE/routing_method",
                        "{'routing_method':'ringall'}",
                        "{'update_queue_routing_method':{'queue_id':'QUEUE','routing_method':'ringall'}}"),
                tenants("DELETE", "/v1.0/queues/QUEUE", "", "{'delete_queue':{'queue_id':'QUEUE'}}"),
                tenants("POST", "/v1.0/tags", "{'name':'n'}", "{'create_tag':{'name':'n','detail':''}}"),
                tenants(
                        "PUT",
                        "/v1.0/tags/TAG",
                        "{'detail':'d','customer_id':'c'}",
                        "{'update_tag':{'tag_id':'TAG','name':null,'detail':'d','locked':{'customer_id':'\\\"c\\\"'}}}"),
                tenants("DELETE", "/v1.0/tags/TAG", "", "{'delete_tag':{'tag_id':'TAG'}}"),
                tenants(
                        "PUT",
                        "/v1.0/billing_account",
                        "{'name':'n','balance_credit':5}",
                        "{'update_billing_account':{'name':'n','detail':null,'locked':{'balance_credit':'5'}}}"),
                admins(
                        "PUT",
                        "/v1.0/billing_accounts/ACCOUNT",
                        "{'detail':'d'}",
                        "{'update_billing_account':{'name':null,'detail':'d','locked':{}}}"),
                tenants(
                        "PUT",
                        "/v1.0/billing_account/payment_info",
                        "{'payment_method':'credit card'}",
                        "{'update_payment_info':{'payment_type':null,'payment_method':'credit card'}}"),
                tenants(
                        "PUT",
                        "/v1.0/billing_accounts/ACCOUNT/payment_info",
                        "{'payment_type':''}",
                        "{'update_payment_info':{'payment_type':'','payment_method':null}}"),
                admins(
                        "PUT",
                        "/v1.0/billing_accounts/ACCOUNT/plan_type",
                        "{'plan_type':'basic'}",
                        "{'update_plan_type':{'plan_type':'basic'}}"),
                admins(
                        "POST",
                        "/v1.0/billing_accounts/ACCOUNT/balance_add_force",
                        "{'balance':0.000001}",
                        "{'add_balance':{'amount':1}}"),
                admins(
                        "POST",
                        "/v1.0/billing_accounts/ACCOUNT/balance_subtract_force",
                        "{'balance':1.5e3}",
                        "{'subtract_balance':{'amount':1500000000}}"),
                tenants(
                        "POST",
                        "/v1.0/accesskeys",
                        "{}",
                        "{'create_accesskey':{'name':'','detail':'','expire':31536000}}"),
                tenants(
                        "POST",
                        "/v1.0/accesskeys",
                        "{'name':'n','expire':1}",
                        "{'create_accesskey':{'name':'n','expire':1}}"),
                tenants(
                        "PUT",
                        "/v1.0/accesskeys/ACCESSKEY",
                        "{'name':'n','token':'vb_secret','token_prefix':'x'}",
                        "{'update_accesskey':{'accesskey_id':'ACCESSKEY','name':'n','detail':null,'locked':{'token':'null','token_prefix':'\\\"x\\\"'}}}"),
                tenants(
                        "DELETE",
                        "/v1.0/accesskeys/ACCESSKEY",
                        "",
                        "{'delete_accesskey':{'accesskey_id':'ACCESSKEY'}}"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTurnARequestIntoItsCommand(Case each) throws JsonProcessingException {
        // When
        send(each);

        // Then
        Command command = bridge.provisioner().published().getLast();
        JsonNode expected = MAPPER.readTree(filled(each.payload()));
        String field = expected.fieldNames().next();
        ObjectNode actual = (ObjectNode) MAPPER.readTree(command.toString()).path(field);
        actual.retain(names(expected.path(field)));
        assertThat(payloads(command)).containsExactly(field);
        assertThat(actual).isEqualTo(expected.path(field));
        assertThat(command.getCustomerId())
                .isEqualTo(field.equals("create_customer") ? command.getCustomerId() : acme.id());
    }

    @Test
    void shouldOfferEveryCommandThatIsNotTheSchedulesOrAnUpstreamServices() {
        // When
        Set<String> asked = new TreeSet<>();
        cases().forEach(each -> {
            send(each);
            asked.addAll(payloads(bridge.provisioner().published().getLast()));
        });

        // Then
        Set<String> all = new TreeSet<>(Command.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .filter(name -> isPayload(name))
                .toList());
        all.removeAll(NOT_BY_REST);
        all.removeAll(Set.of("sign_up_customer", "verify_email"));
        assertThat(asked).isEqualTo(all);
    }

    private Reply send(Case each) {
        return bridge.as(
                each.bySuperAdmin() ? platform : acme, each.method(), filled(each.path()), filled(each.body()));
    }

    private String filled(String text) {
        return text.replace('\'', '"')
                .replace("ACCOUNT", acme.billingAccountId().toString())
                .replace("CUSTOMER", acme.id().toString())
                .replace("AGENT", acme.agentId().toString())
                .replace("NUMBER", belongings.numberId().toString())
                .replace("FLOW", belongings.flowId().toString())
                .replace("QUEUE", belongings.queueId().toString())
                .replace("TAG", belongings.tagId().toString())
                .replace("ACCESSKEY", belongings.accessKeyId().toString());
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> payloads(Command command) {
        return Command.getClassSchema().getFields().stream()
                .filter(field -> isPayload(field.name()) && command.get(field.pos()) != null)
                .map(Schema.Field::name)
                .toList();
    }

    private static boolean isPayload(String field) {
        int first = Command.getClassSchema().getField("create_customer").pos();
        return Command.getClassSchema().getField(field).pos() >= first;
    }
}
