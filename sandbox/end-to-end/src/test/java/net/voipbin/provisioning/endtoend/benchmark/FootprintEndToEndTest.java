package net.voipbin.provisioning.endtoend.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import net.voipbin.provisioning.endtoend.bed.TestBed;
import net.voipbin.provisioning.sandbox.benchmark.Backlog;
import net.voipbin.provisioning.sandbox.benchmark.BareTopics;
import net.voipbin.provisioning.sandbox.benchmark.Footprint;
import net.voipbin.provisioning.sandbox.benchmark.Postgres;
import org.apache.kafka.clients.admin.Admin;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class FootprintEndToEndTest {

    private static final int KIBIBYTE = 1_024;

    @Test
    void shouldCountTheRecordsOfTheNamedTopicsOnly() {
        String bootstrapServers = TestBed.shared().bootstrapServers();
        try (BareTopics topics = BareTopics.create(bootstrapServers, "footprint-test-" + UUID.randomUUID(), 2);
                Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            publish(bootstrapServers, topics.events(), 2 * KIBIBYTE);
            publish(bootstrapServers, topics.results(), 5 * KIBIBYTE);

            assertThat(Footprint.topicsMebibytes(admin, topics.events()::equals))
                    .isCloseTo(2, within(0.1));
        }
    }

    @Test
    void shouldCountTablesWithTheirIndexesAndTheWriteAheadLogByItself() {
        TestBed bed = TestBed.shared();
        Postgres postgres = new Postgres(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword());
        Jdbi database = Jdbi.create(bed.jdbcUrl(), bed.jdbcUser(), bed.jdbcPassword());
        double before = Footprint.readModelMebibytes(database);
        postgres.execute("create table footprint_test (id integer primary key);"
                + " insert into footprint_test select generate_series(1, 100000)");
        try {
            // 100,000 rows of 36 bytes in pages of 8 KiB: 3.5 MiB, and an index of 2.1 MiB.
            assertThat(Footprint.readModelMebibytes(database) - before).isBetween(5.0, 6.5);
            assertThat(Footprint.writeAheadLogMebibytes(database)).isGreaterThanOrEqualTo(16);
        } finally {
            postgres.execute("drop table footprint_test");
        }
    }

    /** Records of a kibibyte that can't be compressed. */
    private static void publish(String bootstrapServers, String topic, int count) {
        SplittableRandom random = new SplittableRandom(1);
        Backlog.publish(bootstrapServers, topic, 0, count, index -> {
            byte[] value = new byte[KIBIBYTE];
            random.nextBytes(value);
            return new Backlog.Entry(new byte[] {(byte) index}, value);
        });
    }
}
