package net.voipbin.provisioning.sandbox.part;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import net.voipbin.provisioning.settings.Secret;

/**
 * What a system must be told and nobody may guess. Made at random once for a directory and kept there for its owner
 * alone, since what is stored depends on it. Immutable.
 */
public record Secrets(
        UUID platformCustomerId,
        Secret provisionerHashKey,
        Secret bridgeTokenKey,
        Secret bridgeRequestKey,
        Secret bridgeDatabasePassword) {

    private static final int KEY_BYTES = 32;
    private static final String PLATFORM = "platform.customer.id";
    private static final String HASH_KEY = "provisioner.hash.key";
    private static final String TOKEN_KEY = "bridge.token.key";
    private static final String REQUEST_KEY = "bridge.request.key";
    private static final String DATABASE_PASSWORD = "bridge.database.password";

    /** The secrets that the directory keeps; new ones, which it keeps from now on, where it has none. */
    public static Secrets of(Path directory) throws IOException {
        Path file = directory.resolve("secrets.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        // A directory that was kept from an earlier version lacks some.
        if (complete(properties)) {
            write(properties, file);
        }
        return new Secrets(
                UUID.fromString(properties.getProperty(PLATFORM)),
                new Secret(properties.getProperty(HASH_KEY)),
                new Secret(properties.getProperty(TOKEN_KEY)),
                new Secret(properties.getProperty(REQUEST_KEY)),
                new Secret(properties.getProperty(DATABASE_PASSWORD)));
    }

    /** Makes those that are missing; whether there were such. */
    private static boolean complete(Properties properties) {
        SecureRandom random = new SecureRandom();
        int before = properties.size();
        properties.putIfAbsent(PLATFORM, UUID.randomUUID().toString());
        List.of(HASH_KEY, TOKEN_KEY, REQUEST_KEY, DATABASE_PASSWORD)
                .forEach(name -> properties.putIfAbsent(name, key(random)));
        return properties.size() > before;
    }

    private static void write(Properties properties, Path file) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "secrets",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, null);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String key(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
