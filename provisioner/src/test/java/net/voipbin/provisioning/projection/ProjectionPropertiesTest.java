package net.voipbin.provisioning.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.voipbin.provisioning.contract.AccessKey;
import net.voipbin.provisioning.contract.Agent;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.CustomerStatus;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.Tag;
import net.voipbin.provisioning.projection.RecordedConsumer.Keyed;
import net.voipbin.provisioning.topic.Topics;
import org.apache.kafka.common.TopicPartition;

/**
 * However the three streams are cut into batches and come one after the other, the read model ends up the same, and at
 * no time shows a secret's owner without its secret, nor a change in part.
 */
class ProjectionPropertiesTest {

    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 0);
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 0);
    private static final TopicPartition CREDENTIALS = new TopicPartition(Topics.CREDENTIALS.name(), 0);
    private static final List<TopicPartition> STREAMS = List.of(EVENTS, RESULTS, CREDENTIALS);

    /** The records have no time of their own, and nothing is old before it began. */
    private static final Clock BEFORE_ALL_TIME = Clock.offset(Clock.systemUTC(), Duration.ofDays(-100 * 365));

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CUSTOMERS = 3;
    private static final int CHANGES = 40;

    /** The agents' tokens say at which of the customer's changes they were set; so do their hashes. */
    private static final String UNAUTHENTICATED = """
            select r.id
            from (select id, customer_id, detail from agents union all select id, customer_id, detail from accesskeys) r
            left join credentials c on c.resource_id = r.id and c.customer_id = r.customer_id
            where c.change_seq is null
               or c.change_seq < cast(r.detail as bigint)
               or (c.password_hash is null and c.token_hash is null
                   and c.change_seq <= (select change_seq from customer_progress p where p.customer_id = r.customer_id))""";

    /** Each change renames its customer and one tag after itself. */
    private static final String TORN = """
            select c.id
            from customers c
            join customer_progress p on p.customer_id = c.id
            left join tags t on t.customer_id = c.id
            where c.version <> p.change_seq or c.tm_delete is null and t.version is distinct from p.change_seq""";

    @Property(tries = 8)
    void shouldEndUpTheSameAndNeverShowAnOwnerWithoutItsSecret(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        History history = new History(random);
        PostgreSql.clear();
        Map<TopicPartition, Integer> given = new HashMap<>();
        Random cuts = new Random(seed);
        RecordedConsumer consumer =
                new RecordedConsumer(Set.of(EVENTS, RESULTS, CREDENTIALS), () -> 1 + cuts.nextInt(9));
        // When
        try (Projection projection = new Projection(
                () -> consumer,
                new Contracts(Wire.events(), Wire.results(), Wire.credentials()),
                PostgreSql.readModel(),
                BEFORE_ALL_TIME,
                new SimpleMeterRegistry())) {
            Thread.ofPlatform().daemon().name("projection").start(projection);
            while (given.values().stream().mapToLong(count -> count).sum() < history.size()) {
                TopicPartition stream = STREAMS.get(random.nextInt(STREAMS.size()));
                List<Keyed> records = history.of(stream);
                int from = given.getOrDefault(stream, 0);
                int to = Math.min(records.size(), from + 1 + random.nextInt(10));
                consumer.appendKeyed(stream, records.size(), records.subList(from, to));
                given.put(stream, to);
                if (random.nextBoolean()) {
                    // All that may be seen now is to be seen.
                    long polls = consumer.polls();
                    await().pollInterval(Duration.ofMillis(1))
                            .atMost(TIMEOUT)
                            .until(() -> consumer.polls() > polls + 2);
                }
                // Then
                assertThat(PostgreSql.select(UNAUTHENTICATED)).isEmpty();
                assertThat(PostgreSql.select(TORN)).isEmpty();
            }
            // Then
            await().pollInterval(Duration.ofMillis(5)).atMost(TIMEOUT).untilAsserted(() -> {
                assertThat(PostgreSql.select(UNAUTHENTICATED)).isEmpty();
                assertThat(PostgreSql.select(TORN)).isEmpty();
                assertThat(PostgreSql.select("select topic from projection_offsets where next_offset > 0"))
                        .hasSize(3);
                assertThat(PostgreSql.select("select sum(next_offset)::bigint as sum from projection_offsets"))
                        .containsExactly(Map.of("sum", history.size()));
                assertThat(PostgreSql.count("erasures")).isEqualTo(history.ended());
                assertThat(PostgreSql.select("select 1 from erasures where not completed"))
                        .isEmpty();
            });
        }
        // Then
        assertThat(readModel()).isEqualTo(writtenAtOnce(history));
    }

    @Property(tries = 40)
    @net.jqwik.api.Tag("long")
    void shouldEndUpTheSameInManyHistories(@ForAll long seed) {
        shouldEndUpTheSameAndNeverShowAnOwnerWithoutItsSecret(seed);
    }

    private static Map<String, List<String>> readModel() {
        Map<String, List<String>> rows = new TreeMap<>();
        PostgreSql.tables().forEach(table -> rows.put(table, PostgreSql.rows(table)));
        return rows;
    }

    /** What the streams come to when each is written whole. */
    private static Map<String, List<String>> writtenAtOnce(History history) {
        PostgreSql.clear();
        ReadModel readModel = new ReadModel(PostgreSql.readModel());
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (TopicPartition stream : STREAMS) {
            beginnings.put(stream, readModel.nextOffset(stream));
            ends.put(stream, (long) history.of(stream).size());
        }
        readModel.apply(
                new ProjectionBatch(
                        history.published,
                        Set.of(),
                        history.secrets,
                        history.decided.stream()
                                .map(result -> new ProjectionBatch.ReceivedResult(result, Wire.write(result), -1))
                                .toList(),
                        ends),
                beginnings);
        boolean more = true;
        while (more) {
            more = readModel.eraseResults();
        }
        return readModel();
    }

    /** What the topology publishes of some customers that change at random; the changes of one follow each other. */
    private static final class History {

        private final List<ResourceEvent> published = new ArrayList<>();
        private final List<Credential> secrets = new ArrayList<>();
        private final List<CommandResult> decided = new ArrayList<>();
        private final List<Keyed> events = new ArrayList<>();
        private final List<Keyed> credentials = new ArrayList<>();
        private final List<Keyed> results = new ArrayList<>();
        private final List<UUID> live = new ArrayList<>();
        private final Map<UUID, Long> changeSeqs = new HashMap<>();
        private final Map<UUID, Map<String, UUID>> owned = new HashMap<>();
        private final Random random;
        private long ended;

        History(Random random) {
            this.random = random;
            for (int customer = 1; customer <= CUSTOMERS; customer++) {
                live.add(new UUID(random.nextLong(), customer));
            }
            for (int change = 0; change < CHANGES && !live.isEmpty(); change++) {
                change(live.get(random.nextInt(live.size())));
            }
            List.copyOf(live).forEach(this::end);
        }

        List<Keyed> of(TopicPartition stream) {
            return stream.equals(EVENTS) ? events : stream.equals(CREDENTIALS) ? credentials : results;
        }

        long size() {
            return (long) events.size() + credentials.size() + results.size();
        }

        long ended() {
            return ended;
        }

        private void change(UUID customerId) {
            if (changeSeqs.getOrDefault(customerId, 0L) > 0 && random.nextInt(20) == 0) {
                end(customerId);
                return;
            }
            long changeSeq = changeSeqs.merge(customerId, 1L, Long::sum);
            Map<String, UUID> secrets = owned.computeIfAbsent(customerId, key -> new TreeMap<>());
            List<Resource> changed = new ArrayList<>();
            List<Resource> gone = new ArrayList<>();
            for (String type : List.of("agent", "accesskey")) {
                UUID id = secrets.get(type);
                if (id == null || random.nextInt(3) > 0) {
                    UUID present = secrets.computeIfAbsent(type, key -> new UUID(random.nextLong(), random.nextLong()));
                    changed.add(owner(type, customerId, present, changeSeq));
                    credential(type, customerId, present, changeSeq);
                } else if (random.nextBoolean()) {
                    gone.add(end(owner(type, customerId, id, changeSeq)));
                    secrets.remove(type);
                }
            }
            changed.add(Samples.resource(Tag.newBuilder(Samples.tag(customerId, changeSeq))
                    .setId(new UUID(7, customerId.getLeastSignificantBits()))
                    .build()));
            changed.addAll(gone);
            changed.add(Samples.resource(Samples.liveCustomer(customerId, changeSeq)));
            publish(customerId, changeSeq, changed, gone);
        }

        private void end(UUID customerId) {
            live.remove(customerId);
            ended++;
            long changeSeq = changeSeqs.merge(customerId, 1L, Long::sum);
            List<Resource> gone = new ArrayList<>();
            owned.getOrDefault(customerId, Map.of())
                    .forEach((type, id) -> gone.add(end(owner(type, customerId, id, changeSeq))));
            List<Resource> changed = new ArrayList<>(gone);
            changed.add(Samples.resource(Samples.deletedCustomer(customerId, changeSeq, CustomerStatus.deleted)));
            if (changeSeq > 1) {
                Resource tag = Samples.resource(Tag.newBuilder(Samples.tag(customerId, changeSeq))
                        .setId(new UUID(7, customerId.getLeastSignificantBits()))
                        .setTmDelete(Samples.BIRTH)
                        .build());
                changed.addFirst(tag);
                gone.add(tag);
            }
            publish(customerId, changeSeq, changed, gone);
        }

        private void publish(UUID customerId, long changeSeq, List<Resource> changed, List<Resource> gone) {
            for (int index = 0; index < changed.size(); index++) {
                Resource resource = changed.get(index);
                boolean secret = resource.getAgent() != null || resource.getAccesskey() != null;
                ResourceEvent event = ResourceEvent.newBuilder(
                                Samples.event(customerId, changeSeq, index, changed.size(), resource))
                        .setCredential(secret)
                        .build();
                published.add(event);
                events.add(new Keyed(key(customerId, resource), Wire.write(event)));
                if (secret && gone.contains(resource)) {
                    UUID id = ResourceTables.id(event);
                    publish(Samples.none(customerId, id, changeSeq));
                }
            }
            gone.forEach(resource -> events.add(new Keyed(key(customerId, resource), null)));
            CommandResult result =
                    Samples.applied(new UUID(changeSeq, customerId.getLeastSignificantBits()), customerId, changeSeq);
            decided.add(result);
            results.add(new Keyed(new byte[0], Wire.write(result)));
        }

        private void credential(String type, UUID customerId, UUID id, long changeSeq) {
            publish(
                    type.equals("agent")
                            ? Samples.password(customerId, id, changeSeq, "hash " + changeSeq)
                            : Samples.token(customerId, id, changeSeq, new byte[] {(byte) changeSeq}));
        }

        private void publish(Credential credential) {
            secrets.add(credential);
            credentials.add(new Keyed(new byte[0], Wire.write(credential)));
        }

        private static byte[] key(UUID customerId, Resource resource) {
            ResourceEvent event = Samples.event(customerId, 1, resource);
            String type = Resource.getClassSchema().getFields().stream()
                    .filter(field -> resource.get(field.pos()) != null)
                    .findFirst()
                    .orElseThrow()
                    .name();
            return (customerId + "/" + type + "/" + ResourceTables.id(event)).getBytes(StandardCharsets.UTF_8);
        }

        private static Resource owner(String type, UUID customerId, UUID id, long changeSeq) {
            return type.equals("agent")
                    ? Samples.resource(Agent.newBuilder(Samples.agent(customerId, changeSeq))
                            .setId(id)
                            .setDetail(Long.toString(changeSeq))
                            .build())
                    : Samples.resource(AccessKey.newBuilder(Samples.accessKey(customerId, changeSeq))
                            .setId(id)
                            .setDetail(Long.toString(changeSeq))
                            .build());
        }

        private static Resource end(Resource owner) {
            return owner.getAgent() != null
                    ? Samples.resource(Agent.newBuilder(owner.getAgent())
                            .setTmDelete(Samples.BIRTH)
                            .build())
                    : Samples.resource(AccessKey.newBuilder(owner.getAccesskey())
                            .setTmDelete(Samples.BIRTH)
                            .build());
        }
    }
}
