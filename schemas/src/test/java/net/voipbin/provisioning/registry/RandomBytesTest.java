package net.voipbin.provisioning.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

final class RandomBytesTest {

    private static final String TOPIC = "provisioning.commands";

    private static final FakeRegistry REGISTRY = registryOfAllContracts();
    private static final Map<String, Object> PROPERTIES = Map.of("schema.registry.url", REGISTRY.url());
    private static final Deserializer<SpecificRecord> DESERIALIZER = ConfiguredSerdes.deserializer(PROPERTIES);
    private static final Serializer<SpecificRecord> SERIALIZER = ConfiguredSerdes.serializer(PROPERTIES);

    private static FakeRegistry registryOfAllContracts() {
        FakeRegistry registry = new FakeRegistry();
        SampleRecords.types().forEach(type -> registry.add(SpecificData.get().getSchema(type)));
        return registry;
    }

    @AfterContainer
    static void stop() {
        DESERIALIZER.close();
        SERIALIZER.close();
        REGISTRY.close();
    }

    @Property
    void shouldMakeOfAnyBytesARecordOrAMalformedOne(@ForAll byte[] bytes) {
        assertRecordOrMalformed(bytes);
    }

    @Property(tries = 5_000)
    void shouldMakeOfAnyBytesBehindAKnownIdARecordOrAMalformedOne(
            @ForAll @IntRange(min = 1, max = 9) int id, @ForAll @Size(max = 300) byte[] body) {
        assertRecordOrMalformed(ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array());
    }

    @Property(tries = 5_000)
    void shouldMakeOfAWrittenRecordWithOneByteChangedARecordOrAMalformedOne(
            @ForAll @IntRange(max = 1_000_000) int sample,
            @ForAll @IntRange(max = 1_000_000) int at,
            @ForAll byte value) {
        // Given
        List<SpecificRecord> samples = SampleRecords.all();
        byte[] bytes = SERIALIZER.serialize(TOPIC, samples.get(sample % samples.size()));
        bytes[5 + at % (bytes.length - 5)] = value;

        // Then
        assertRecordOrMalformed(bytes);
    }

    private static void assertRecordOrMalformed(byte[] bytes) {
        try {
            assertThat(DESERIALIZER.deserialize(TOPIC, bytes)).isNotNull();
        } catch (SerializationException e) {
            assertThat(e).hasMessageNotContaining("owner@example.com");
        }
    }
}
