package net.voipbin.provisioning.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.voipbin.provisioning.contract.Actor;
import net.voipbin.provisioning.contract.ActorKind;
import net.voipbin.provisioning.contract.Command;
import net.voipbin.provisioning.contract.CreateAgent;
import net.voipbin.provisioning.contract.CreateCustomer;
import net.voipbin.provisioning.contract.CreateTag;
import net.voipbin.provisioning.contract.DeleteCustomer;
import net.voipbin.provisioning.contract.RegisterPlatform;
import net.voipbin.provisioning.contract.SignUpCustomer;
import net.voipbin.provisioning.contract.UpdateCustomer;
import net.voipbin.provisioning.contract.VerifyEmail;

/** Commands as an upstream service makes them. */
final class UpstreamCommands {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID PLATFORM_CUSTOMER = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    static final String PASSWORD_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaA";

    private UpstreamCommands() {}

    static Actor platform() {
        return Actor.newBuilder()
                .setKind(ActorKind.PLATFORM)
                .setService("signup")
                .build();
    }

    static Command.Builder command(UUID customerId) {
        return Command.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setCustomerId(customerId)
                .setActor(platform())
                .setTime(START);
    }

    static Command create(UUID customerId, String email) {
        return command(customerId)
                .setCreateCustomer(CreateCustomer.newBuilder()
                        .setName("Acme Corporation")
                        .setDetail("Enterprise customer account")
                        .setPhoneNumber("+15551234567")
                        .setAddress("1 Main Street")
                        .setEmail(email)
                        .build())
                .build();
    }

    static Command update(UUID customerId, UnaryOperator<UpdateCustomer.Builder> fields) {
        return command(customerId)
                .setUpdateCustomer(fields.apply(UpdateCustomer.newBuilder()).build())
                .build();
    }

    static Command rename(UUID customerId, String name) {
        return update(customerId, fields -> fields.setName(name));
    }

    static Command changeEmail(UUID customerId, String email) {
        return update(customerId, fields -> fields.setEmail(email));
    }

    static Command delete(UUID customerId) {
        return command(customerId).setDeleteCustomer(new DeleteCustomer()).build();
    }

    static Command registerPlatform(String email, String adminUsername) {
        return command(PLATFORM_CUSTOMER)
                .setRegisterPlatform(new RegisterPlatform("The platform", email, adminUsername))
                .build();
    }

    static Command signUp(UUID customerId, String email) {
        return command(customerId)
                .setSignUpCustomer(SignUpCustomer.newBuilder()
                        .setName("Ada")
                        .setEmail(email)
                        .setTermsAgreedVersion("2026-01")
                        .setTermsAgreedIp("192.0.2.7")
                        .setTokenPrefix("vb_abcdefgh")
                        .setTokenHash(ByteBuffer.wrap(new byte[32]))
                        .build())
                .build();
    }

    static Command createAgent(UUID customerId, String username) {
        return command(customerId)
                .setCreateAgent(CreateAgent.newBuilder()
                        .setUsername(username)
                        .setPasswordHash(PASSWORD_HASH)
                        .build())
                .build();
    }

    static Command createTag(UUID customerId, String name) {
        return command(customerId).setCreateTag(new CreateTag(name, "")).build();
    }

    static Command verify(UUID customerId, byte[] tokenHash) {
        return command(customerId)
                .setVerifyEmail(new VerifyEmail(ByteBuffer.wrap(tokenHash)))
                .build();
    }
}
