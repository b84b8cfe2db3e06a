package net.voipbin.provisioning.sandbox.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import net.voipbin.provisioning.sandbox.part.ProgramSettings;

/**
 * How to use the running system: for a person, and as KEY=value for a shell.
 *
 * @param tenantName whose the tenant's token is
 */
record Guide(
        ProgramSettings settings,
        String bridgeUrl,
        String bridgeManagementUrl,
        String provisionerManagementUrl,
        String superAdminToken,
        String tenantToken,
        String tenantName,
        UUID deletable) {

    String text() {
        return """

                Everything runs.

                  REST API          %s/v1.0
                  Kafka             %s
                  PostgreSQL        %s
                  schema registry   %s
                  health, metrics   bridge %s, provisioner %s

                Paste this first (tokens of the super admin and of %s):

                %s

                The tenant's own account, read and changed:

                curl -X GET "$BRIDGE_URL/v1.0/customers/?token=$TENANT_TOKEN"

                curl -X PUT "$BRIDGE_URL/v1.0/customers/?token=$TENANT_TOKEN" \\
                  --header 'Content-Type: application/json' \\
                  --data '{"name": "Acme Corporation Inc.", "detail": "Updated enterprise account"}'

                One of its admins logs in (the sample's agents all have the password sample-password):

                curl -X POST "$BRIDGE_URL/auth/login" \\
                  --header 'Content-Type: application/json' \\
                  --data '{"username": "jane.doe@acme.example.com", "password": "sample-password"}'

                What it owns, and how much of what its plan allows:

                curl "$BRIDGE_URL/v1.0/agents?token=$TENANT_TOKEN"
                curl "$BRIDGE_URL/v1.0/billing_accounts?token=$TENANT_TOKEN"
                curl "$BRIDGE_URL/v1.0/customer/usage?token=$TENANT_TOKEN"

                All that the API can do, to try out: %s/docs

                The super admin's view; a new customer, and the end of one:

                curl "$BRIDGE_URL/v1.0/customers?token=$SUPER_ADMIN_TOKEN"

                curl -X POST "$BRIDGE_URL/v1.0/customers?token=$SUPER_ADMIN_TOKEN" \\
                  --header 'Content-Type: application/json' --header 'Idempotency-Key: first-try' \\
                  --data '{"name": "New Company LLC", "email": "owner@newcompany.example"}'

                curl -X DELETE "$BRIDGE_URL/v1.0/customers/%s?token=$SUPER_ADMIN_TOKEN"

                Whether read model, topics and state agree, and a new read model in the place of this one:

                sandbox/quickstart verify
                sandbox/quickstart rebuild

                Events are shown as they come. Ctrl-C stops everything.
                """.formatted(
                        bridgeUrl,
                        settings.bootstrapServers(),
                        settings.postgresUrl(),
                        settings.registryUrl(),
                        bridgeManagementUrl,
                        provisionerManagementUrl,
                        tenantName,
                        assignments(values("BRIDGE_URL", "SUPER_ADMIN_TOKEN", "TENANT_TOKEN")),
                        bridgeUrl,
                        deletable);
    }

    /** The whole file or none: a reader never sees half of it. */
    void write(Path file) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "quickstart",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, assignments(values()) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("BRIDGE_URL", bridgeUrl);
        values.put("KAFKA_BOOTSTRAP", settings.bootstrapServers());
        values.put("REGISTRY_URL", settings.registryUrl());
        values.put("POSTGRES_URL", settings.postgresUrl());
        values.put("SUPER_ADMIN_TOKEN", superAdminToken);
        values.put("TENANT_TOKEN", tenantToken);
        return values;
    }

    private Map<String, String> values(String... names) {
        Map<String, String> values = values();
        values.keySet().retainAll(List.of(names));
        return values;
    }

    private static String assignments(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("\n"));
    }
}
