package net.voipbin.provisioning.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A line of an upstream service's order book.
 *
 * @param orderId becomes the command's id: the order sent again has no second effect
 */
record SampleCustomer(
        UUID orderId,
        UUID customerId,
        String name,
        String detail,
        String email,
        String phoneNumber,
        String address,
        String webhookMethod,
        String webhookUri) {

    /** Those of the file sample-customers.json. */
    static List<SampleCustomer> all() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                SampleCustomer.class.getResourceAsStream("sample-customers.json"), "sample-customers.json")) {
            return JsonMapper.builder().build().readValue(file, new TypeReference<List<SampleCustomer>>() {});
        }
    }
}
