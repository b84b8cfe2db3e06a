package net.voipbin.provisioning.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.voipbin.provisioning.contract.Resource;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeldResourceTest {

    static Stream<Schema.Field> types() {
        return Resource.getClassSchema().getFields().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldBeKnownForEachTypeOfTheContract(Schema.Field type) throws Exception {
        // Given
        Schema held = type.schema().getTypes().getLast();
        Object value = SpecificData.get().newRecord(null, held);
        Resource resource = new Resource();
        resource.put(type.pos(), value);

        // When
        HeldResource known = HeldResource.of(resource);

        // Then
        assertThat(known).isInstanceOf(Record.class).isNotInstanceOf(HeldResource.Unknown.class);
        Object seen = known.getClass().getRecordComponents()[0].getAccessor().invoke(known);
        assertThat(seen).isSameAs(value);
    }

    @Test
    void shouldBeUnknownWhenNoFieldIsSet() {
        // Given a resource of a newer version's type, as this version reads it
        Resource resource = new Resource();

        // When
        HeldResource held = HeldResource.of(resource);

        // Then
        assertThat(held).isEqualTo(new HeldResource.Unknown());
    }
}
