package net.voipbin.provisioning.endtoend.command;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Values that nobody else has, by the field that they were given for: wherever one is found, it was left there. */
final class Traces {

    private static final int WORD_BYTES = 6;
    private static final int HASH_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final String owner;
    /** Bytes as characters, one for one. */
    private final Map<String, String> values = new HashMap<>();

    Traces(String owner) {
        this.owner = owner;
    }

    /** A word of lower-case letters and digits. */
    String word(String field) {
        return keep(field, "z" + HexFormat.of().formatHex(random.generateSeed(WORD_BYTES)));
    }

    /** The prefix, and so many digits. */
    String digits(String field, String prefix, int count) {
        StringBuilder number = new StringBuilder(prefix);
        random.ints(count, 0, 10).forEach(number::append);
        return keep(field, number.toString());
    }

    /** In argon2id's string form; what is kept is its hash alone. */
    String passwordHash(String field) {
        String hash = Base64.getEncoder().withoutPadding().encodeToString(bytes());
        return "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$" + keep(field, hash);
    }

    byte[] hash(String field) {
        byte[] hash = bytes();
        keep(field, hash);
        return hash;
    }

    void keep(String field, byte[] value) {
        keep(field, new String(value, StandardCharsets.ISO_8859_1));
    }

    /** The fields whose value is in one of these. */
    Set<String> foundIn(Stream<byte[]> stored) {
        Set<String> found = new TreeSet<>();
        stored.map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .forEach(text -> values.forEach((field, value) -> {
                    if (text.contains(value)) {
                        found.add(owner + ": " + field);
                    }
                }));
        return found;
    }

    /** The fields whose value is in none of these. */
    Set<String> missingIn(Stream<byte[]> stored) {
        Set<String> found = foundIn(stored);
        Set<String> missing = new HashSet<>();
        values.keySet().stream()
                .map(field -> owner + ": " + field)
                .filter(field -> !found.contains(field))
                .forEach(missing::add);
        return missing;
    }

    static Set<String> foundIn(List<Traces> all, List<byte[]> stored) {
        Set<String> found = new TreeSet<>();
        all.forEach(traces -> found.addAll(traces.foundIn(stored.stream())));
        return found;
    }

    private String keep(String field, String value) {
        if (values.put(field, value) != null) {
            throw new IllegalArgumentException(field + " has a value already");
        }
        return value;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[HASH_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
