package net.voipbin.provisioning.endtoend.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.voipbin.provisioning.contract.EmailVerification;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.endtoend.bed.TopicLog;
import net.voipbin.provisioning.topic.Topics;
import org.junit.jupiter.api.Test;

/** Every operation of the OpenAPI document, tried with the example that the document shows. */
final class DocumentedExamplesEndToEndTest {

    private static final Duration MAIL = Duration.ofSeconds(60);
    private static final String MAILED_TOKEN = "the mail that a signup is sent";
    private static final String ACCEPTED_COMMAND = "accepted";

    /** In the order of an account's life: who tries, what, and where the id in the path comes from. */
    private static final List<Step> STEPS =
            Stream.of("""
                    admin    createCustomer
                    admin    delegate
                    admin    listCustomers
                    admin    getCustomer                       createCustomer#/id
                    admin    updateCustomer                    createCustomer#/id
                    admin    updateIdentityVerificationStatus  createCustomer#/id
                    admin    updateCustomerMetadata            createCustomer#/id
                    admin    getUsage                          createCustomer#/id
                    tenant   getOwnCustomer
                    admin    updateCustomerBillingAccountId    createCustomer#/id
                    tenant   getOwnCustomerBySlash
                    tenant   updateOwnCustomer
                    tenant   updateOwnCustomerBySlash
                    tenant   updateOwnCustomerMetadata
                    tenant   updateOwnCustomerBillingAccountId
                    tenant   getOwnUsage
                    tenant   createTag
                    tenant   listTags
                    tenant   getTag                            createTag#/id
                    tenant   updateTag                         createTag#/id
                    tenant   createFlow
                    tenant   listFlows
                    tenant   getFlow                           createFlow#/id
                    tenant   updateFlow                        createFlow#/id
                    tenant   createQueue
                    tenant   listQueues
                    tenant   getQueue                          createQueue#/id
                    tenant   updateQueue                       createQueue#/id
                    tenant   updateQueueTagIds                 createQueue#/id
                    tenant   updateQueueRoutingMethod          createQueue#/id
                    tenant   createAgent
                    nobody   login
                    agent    getMe
                    agent    getServiceAgent
                    agent    updateServiceAgent
                    agent    updateServiceAgentAddresses
                    agent    updateServiceAgentStatus
                    agent    updateServiceAgentPassword
                    tenant   listAgents
                    tenant   getAgent                          createAgent#/id
                    tenant   updateAgent                       createAgent#/id
                    tenant   updateAgentAddresses              createAgent#/id
                    tenant   updateAgentTagIds                 createAgent#/id
                    tenant   updateAgentStatus                 createAgent#/id
                    tenant   updateAgentPermission             createAgent#/id
                    tenant   updateAgentPassword               createAgent#/id
                    tenant   listAvailableNumbers
                    tenant   createNumber
                    tenant   listNumbers
                    tenant   getNumber                         createNumber#/id
                    tenant   updateNumber                      createNumber#/id
                    tenant   updateNumberFlowIds               createNumber#/id
                    tenant   updateNumberMetadata              createNumber#/id
                    tenant   renewNumber                       createNumber#/id
                    tenant   getOwnBillingAccount
                    tenant   updateOwnBillingAccount
                    tenant   updateOwnPaymentInfo
                    tenant   listBillingAccounts
                    tenant   getBillingAccount                 getOwnBillingAccount#/id
                    tenant   updateBillingAccount              getOwnBillingAccount#/id
                    tenant   updatePaymentInfo                 getOwnBillingAccount#/id
                    admin    updatePlanType                    getOwnBillingAccount#/id
                    admin    addBalance                        getOwnBillingAccount#/id
                    admin    subtractBalance                   getOwnBillingAccount#/id
                    tenant   createAccessKey
                    tenant   listAccessKeys
                    tenant   getAccessKey                      createAccessKey#/id
                    tenant   updateAccessKey                   createAccessKey#/id
                    tenant   getCommand                        accepted#/id
                    tenant   deleteAccessKey                   createAccessKey#/id
                    tenant   deleteNumber                      createNumber#/id
                    tenant   deleteAgent                       createAgent#/id
                    tenant   deleteQueue                       createQueue#/id
                    tenant   deleteFlow                        createFlow#/id
                    tenant   deleteTag                         createTag#/id
                    admin    suspendCustomer                   createCustomer#/id
                    admin    reactivateCustomer                createCustomer#/id
                    admin    freezeCustomer                    createCustomer#/id
                    admin    recoverCustomer                   createCustomer#/id
                    tenant   unregister
                    tenant   cancelUnregistration
                    admin    freezeAndDeleteCustomer           createCustomer#/id
                    admin    deleteCustomer                    createCustomer#/id
                    nobody   signUp
                    nobody   verifyEmail
                    """.split("\n")).map(Step::parse).toList();

    private record Step(String caller, String operationId, String id) {
        static Step parse(String line) {
            String[] words = line.split(" +", -1);
            return new Step(words[0], words[1], words.length > 2 ? words[2] : "");
        }
    }

    @Test
    void shouldAnswerEveryDocumentedExampleAsDocumented() {
        // Given
        RestBed bed = RestBed.shared();
        DocumentedExamples examples = new DocumentedExamples(RestClient.document());
        Map<String, String> tokensOf = Map.of("tenant", "delegate#/token", "agent", "login#/token");
        try (TopicLog<MailRequest> mails = new TopicLog<>(bed.system().bed(), Topics.MAIL_REQUESTS)) {

            // When
            for (Step step : STEPS) {
                RestClient client = switch (step.caller()) {
                    case "admin" -> bed.admin();
                    case "nobody" -> bed.nobody();
                    default ->
                        bed.nobody()
                                .with(examples.from(tokensOf.getOrDefault(step.caller(), ""))
                                        .asText());
                };
                if (step.operationId().equals("verifyEmail")) {
                    examples.remember(
                            MAILED_TOKEN,
                            JsonNodeFactory.instance.textNode(mailed(
                                    mails,
                                    examples.from("signUp#/customer/email").asText())));
                }
                if (step.operationId().equals("getCommand")) {
                    examples.remember(
                            ACCEPTED_COMMAND,
                            examples.attempt(client, "updateTag", "createTag#/id", "Prefer", "respond-async")
                                    .json());
                }
                examples.attempt(client, step.operationId(), step.id());
            }
        }

        // Then
        assertThat(STEPS).extracting(Step::operationId).containsExactlyInAnyOrderElementsOf(examples.operationIds());
    }

    private static String mailed(TopicLog<MailRequest> mails, String email) {
        EmailVerification verification = mails.awaitFirst(
                        MAIL,
                        mail -> mail.getEmailVerification() != null
                                && mail.getEmailVerification().getEmail().equals(email))
                .getEmailVerification();
        return verification.getToken();
    }
}
