package net.voipbin.provisioning.topology;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.voipbin.provisioning.contract.BillingEvent;
import net.voipbin.provisioning.contract.ClaimHolder;
import net.voipbin.provisioning.contract.ClaimRequest;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CommandResult;
import net.voipbin.provisioning.contract.Credential;
import net.voipbin.provisioning.contract.DeadLetter;
import net.voipbin.provisioning.contract.MailRequest;
import net.voipbin.provisioning.contract.Resource;
import net.voipbin.provisioning.contract.ResourceEvent;
import net.voipbin.provisioning.contract.TenantState;
import net.voipbin.provisioning.contract.WaitingCommand;
import net.voipbin.provisioning.contract.Wakeup;
import net.voipbin.provisioning.registry.TrustedContracts;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The wire format without a registry: the ids of the contracts' schemas stand in a table. Thread-safe. */
final class WireTable {

    static final int HEADER_BYTES = 5;

    private static final int FIRST_ID = 100;

    private static final List<Class<? extends SpecificRecord>> CONTRACTS = List.of(
            Command.class,
            ResourceEvent.class,
            CommandResult.class,
            DeadLetter.class,
            ClaimRequest.class,
            Wakeup.class,
            TenantState.class,
            Resource.class,
            WaitingCommand.class,
            ClaimHolder.class,
            Credential.class,
            MailRequest.class,
            BillingEvent.class);

    static {
        TrustedContracts.declare();
    }

    private WireTable() {}

    static byte[] header(Class<? extends SpecificRecord> type) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) 0)
                .putInt(FIRST_ID + CONTRACTS.indexOf(type))
                .array();
    }

    static byte[] write(SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(value.getClass().asSubclass(SpecificRecord.class)));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        SpecificData model = SpecificData.getForClass(value.getClass());
        try {
            new SpecificDatumWriter<>(value.getSchema(), model).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static SpecificRecord read(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new SerializationException("no such framing");
        }
        int place = ByteBuffer.wrap(bytes).getInt(1) - FIRST_ID;
        if (place < 0 || place >= CONTRACTS.size()) {
            throw new SerializationException("an unknown id");
        }
        Class<? extends SpecificRecord> type = CONTRACTS.get(place);
        SpecificData model = SpecificData.getForClass(type);
        Schema schema = model.getSchema(type);
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            SpecificRecord value = new SpecificDatumReader<SpecificRecord>(schema, schema, model).read(null, decoder);
            if (decoder.isEnd()) {
                return value;
            }
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("undecodable", e);
        }
        throw new SerializationException("trailing bytes");
    }
}
