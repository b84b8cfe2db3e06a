package net.voipbin.provisioning.sandbox;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.UUID;
import net.voipbin.provisioning.settings.Secret;

/**
 * What a system must be told and nobody may guess. Made at random once for a directory and kept there for its owner
 * alone, since what is stored depends on it. Immutable.
 */
record Secrets(UUID platformCustomerId, Secret provisionerHashKey, Secret bridgeTokenKey, Secret bridgeRequestKey) {

    private static final int KEY_BYTES = 32;
    private static final String PLATFORM = "platform.customer.id";
    private static final String HASH_KEY = "provisioner.hash.key";
    private static final String TOKEN_KEY = "bridge.token.key";
    private static final String REQUEST_KEY = "bridge.request.key";

    /** Those of the directory. */
    static Secrets of(Path directory) throws IOException {
        Path file = directory.resolve("secrets.properties");
        if (!Files.exists(file)) {
            write(file);
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Secrets(
                UUID.fromString(properties.getProperty(PLATFORM)),
                new Secret(properties.getProperty(HASH_KEY)),
                new Secret(properties.getProperty(TOKEN_KEY)),
                new Secret(properties.getProperty(REQUEST_KEY)));
    }

    private static void write(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        Properties properties = new Properties();
        properties.setProperty(PLATFORM, UUID.randomUUID().toString());
        properties.setProperty(HASH_KEY, key(random));
        properties.setProperty(TOKEN_KEY, key(random));
        properties.setProperty(REQUEST_KEY, key(random));
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "secrets",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, null);
        }
        Files.move(draft, file);
    }

    private static String key(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
