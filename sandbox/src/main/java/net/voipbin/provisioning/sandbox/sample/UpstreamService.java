package net.voipbin.provisioning.sandbox.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.EmailVerification;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Outcome;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.registry.ConfiguredSerdes;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;
import net.voipbin.provisioning.sandbox.process.PartFailedException;
import net.voipbin.provisioning.topic.Topic;
import net.voipbin.provisioning.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the platform's services do: one that asks for changes, the one that bills, and the one that sends mails. It
 * publishes on topics and waits for what becomes of it there. Not thread-safe.
 */
public final class UpstreamService implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ProgramSettings settings;
    private final KafkaProducer<byte[], SpecificRecord> producer;
    private final TopicReader<CommandResult> results;
    /** The resources of earlier results. A repeated result lacks its resource once the customer has ended. */
    private final Map<UUID, Resource> earlier;

    public UpstreamService(ProgramSettings settings) {
        this.settings = settings;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                new ByteArraySerializer(),
                ConfiguredSerdes.serializer(Map.of("schema.registry.url", settings.registryUrl())));
        results = TopicReader.of(settings, Topics.RESULTS);
        earlier = results.toEnd().stream()
                .filter(result -> result.getResource() != null)
                .collect(Collectors.toMap(
                        CommandResult::getCommandId, CommandResult::getResource, (first, repeated) -> first));
    }

    /**
     * Publishes a command, and waits for its result.
     *
     * @throws SampleFailedException if none comes
     */
    CommandResult ask(Command command) {
        publish(Topics.COMMANDS, command.getCustomerId(), command);
        return result(command.getCustomerId(), result -> result.getCommandId().equals(command.getCommandId()));
    }

    /**
     * Publishes what the billing service has seen, and waits for the results of the commands that come of it.
     *
     * @param commands how many
     * @throws SampleFailedException if fewer come
     */
    List<CommandResult> tell(BillingEvent fact, int commands) {
        publish(Topics.BILLING_EVENTS, fact.getCustomerId(), fact);
        List<CommandResult> caused = new ArrayList<>();
        while (caused.size() < commands) {
            caused.add(result(
                    fact.getCustomerId(),
                    result -> fact.getService().equals(result.getActor().getService())));
        }
        return caused;
    }

    /**
     * SHA-256 of the token in the mail to a customer, in hexadecimal digits: what its owner would bring back.
     *
     * @throws SampleFailedException if no mail comes
     */
    public String mailedTokenHash(UUID customerId) {
        try (TopicReader<MailRequest> mails = TopicReader.of(settings, Topics.MAIL_REQUESTS)) {
            return mails.next(
                            mail -> mail.getCustomerId().equals(customerId) && mail.getEmailVerification() != null,
                            TIMEOUT)
                    .flatMap(mail -> Optional.ofNullable(mail.getEmailVerification()))
                    .map(EmailVerification::getToken)
                    .map(UpstreamService::sha256)
                    .orElseThrow(() -> new SampleFailedException("no mail to customer " + customerId + " on "
                            + Topics.MAIL_REQUESTS.name() + " within " + TIMEOUT.toSeconds() + " s"));
        }
    }

    @Override
    public void close() {
        producer.close();
        results.close();
    }

    private CommandResult result(UUID customerId, Predicate<CommandResult> wanted) {
        CommandResult result = results.next(
                        candidate -> candidate.getCustomerId().equals(customerId) && wanted.test(candidate), TIMEOUT)
                .orElseThrow(() -> new SampleFailedException("no result for customer " + customerId + " on "
                        + Topics.RESULTS.name() + " within " + TIMEOUT.toSeconds() + " s"));
        return result.getOutcome() == Outcome.APPLIED && result.getResource() == null
                ? CommandResult.newBuilder(result)
                        .setResource(earlier.get(result.getCommandId()))
                        .build()
                : result;
    }

    private <V extends SpecificRecord> void publish(Topic<V> topic, UUID customerId, V value) {
        byte[] key = customerId.toString().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (ExecutionException e) {
            throw new PartFailedException("A record of " + topic.name() + " could not be published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailedException("Interrupted while publishing on " + topic.name(), e);
        }
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
