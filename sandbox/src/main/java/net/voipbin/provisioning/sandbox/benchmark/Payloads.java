package net.voipbin.provisioning.sandbox.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Texts of one length that look like JSON and compress no better than the product's records do: names of fields that
 * come again, values that don't. The same for the same seed. Immutable; thread-safe.
 */
final class Payloads {

    /** More than a compressor that looks back over 64 KiB can find again. */
    private static final int DIFFERENT = 1_024;

    private static final String[] FIELDS = {"id", "customer_id", "name", "detail", "email", "tm_create", "status"};
    private static final String VALUE_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    private static final int VALUE_LENGTH = 22;

    private final byte[][] texts;

    /**
     * @param bytes of each text
     */
    Payloads(long seed, int bytes) {
        SplittableRandom random = new SplittableRandom(seed);
        texts = IntStream.range(0, DIFFERENT)
                .mapToObj(text -> random(random, bytes))
                .toArray(byte[][]::new);
    }

    /** Not to be changed; after {@value #DIFFERENT} indices they come again. */
    byte[] at(long index) {
        return texts[(int) Math.floorMod(index, (long) DIFFERENT)];
    }

    private static byte[] random(SplittableRandom random, int bytes) {
        StringBuilder text = new StringBuilder(bytes + 2 * VALUE_LENGTH).append('{');
        for (int field = 0; text.length() < bytes; field++) {
            text.append('"').append(FIELDS[field % FIELDS.length]).append("\":\"");
            random.ints(VALUE_LENGTH, 0, VALUE_CHARACTERS.length())
                    .forEach(character -> text.append(VALUE_CHARACTERS.charAt(character)));
            text.append("\",");
        }
        text.setLength(bytes);
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
