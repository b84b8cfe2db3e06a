package net.voipbin.provisioning.endtoend.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;

/**
 * Someone else's program that speaks the same protocol: Confluent's own client, as Flink ships it, with Flink's coder
 * of the wire format and an Avro of its own on top. Shares no code with ours; records are handed to it as JSON.
 */
final class ConfluentPeer {

    private static final int CAPACITY = 100;

    private final CachedSchemaRegistryClient client;

    ConfluentPeer(String registryUrl) {
        client = new CachedSchemaRegistryClient(registryUrl, CAPACITY);
    }

    int register(String subject, org.apache.avro.Schema schema) throws IOException, RestClientException {
        return client.register(subject, new AvroSchema(schema.toString()));
    }

    int id(String subject, org.apache.avro.Schema schema) throws IOException, RestClientException {
        return client.getId(subject, new AvroSchema(schema.toString()));
    }

    String schema(int id) throws IOException, RestClientException {
        return client.getSchemaById(id).canonicalString();
    }

    String compatibility(String subject) throws IOException, RestClientException {
        return client.getCompatibility(subject);
    }

    boolean isCompatible(String subject, org.apache.avro.Schema schema) throws IOException, RestClientException {
        return client.testCompatibility(subject, new AvroSchema(schema.toString()));
    }

    byte[] write(String subject, SpecificRecord record) throws IOException {
        Schema schema = new Schema.Parser().parse(record.getSchema().toString());
        GenericRecord generic = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().jsonDecoder(schema, json(record)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ConfluentSchemaRegistryCoder(subject, client).writeSchema(schema, bytes);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(generic, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** As a generic record's JSON; maps of several entries may come in any order. */
    String read(byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Schema schema = new ConfluentSchemaRegistryCoder(client).readSchema(in);
        GenericRecord generic = new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(in, null));
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().jsonEncoder(schema, json);
        new GenericDatumWriter<GenericRecord>(schema).write(generic, encoder);
        encoder.flush();
        return json.toString(StandardCharsets.UTF_8);
    }

    static String json(SpecificRecord record) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        var encoder = org.apache.avro.io.EncoderFactory.get().jsonEncoder(record.getSchema(), json);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema(), SpecificData.getForClass(record.getClass()))
                .write(record, encoder);
        encoder.flush();
        return json.toString(StandardCharsets.UTF_8);
    }
}
