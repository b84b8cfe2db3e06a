package net.voipbin.provisioning.sandbox.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.RegisterPlatform;

/**
 * Makes the commands of one upstream service, each with an id of its own and the present time. Immutable.
 *
 * @param service the name under which the service acts
 */
public record ServiceCommands(String service) {

    /** A well-formed Argon2id hash, of no password that anybody knows. */
    public static final String PASSWORD_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

    /** A command on the customer that lacks nothing but its payload. */
    public Command.Builder command(UUID customerId) {
        return Command.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setCustomerId(customerId)
                .setActor(Actor.newBuilder()
                        .setKind(ActorKind.PLATFORM)
                        .setService(service)
                        .build())
                .setTime(Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Registers the platform's own customer, with its first super admin. */
    public Command registerPlatform(UUID platform) {
        return command(platform)
                .setRegisterPlatform(RegisterPlatform.newBuilder()
                        .setName("The platform")
                        .setEmail("platform@voip.example")
                        .setAdminUsername("admin@voip.example")
                        .build())
                .build();
    }
}
