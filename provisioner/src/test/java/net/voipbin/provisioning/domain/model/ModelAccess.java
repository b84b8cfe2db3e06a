package net.voipbin.provisioning.domain.model;

import static net.voipbin.provisioning.domain.Resource.Type.AGENT;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Actor;
import net.voipbin.provisioning.domain.Command;
import net.voipbin.provisioning.domain.Reason;
import net.voipbin.provisioning.domain.Resource;

/** Who may do what, told anew for the rules' model. */
final class ModelAccess {

    static final long PLATFORM = 1;
    static final long ADMIN = 32;
    static final long STAFF = 96;

    private final ModelWorld world;

    ModelAccess(ModelWorld world) {
        this.world = world;
    }

    void toCreate(Command command, long wanted) {
        toWrite(command, wanted);
        version(command, 0);
    }

    ModelResource toCustomer(Command command, long wanted) {
        toWrite(command, wanted);
        ModelResource customer = world.customer(command.customerId()).orElseThrow();
        version(command, customer.version());
        return customer;
    }

    ModelResource to(Command command, long wanted, Resource.Type type, UUID id) {
        toWrite(command, wanted);
        return found(command, type, id);
    }

    ModelResource toAgent(Command command, UUID id) {
        if (!isItself(command, id)) {
            return to(command, STAFF, AGENT, id);
        }
        writable(command);
        return found(command, AGENT, id);
    }

    ModelResource toAccount(Command command, long wanted) {
        toWrite(command, wanted);
        ModelResource account = world.account(command.customerId());
        version(command, account.version());
        return account;
    }

    ModelResource platformToAccount(Command command) {
        platform(command);
        return toAccount(command, PLATFORM);
    }

    void platform(Command command) {
        Refused.unless(world.ofPlatform(command), Reason.PERMISSION_DENIED);
    }

    /** On the way to another status: deleted customers are known to the platform, to nobody else. */
    ModelResource toStatus(Command command, boolean ownersToo) {
        if (!world.ofPlatform(command)) {
            Refused.unless(ownersToo, Reason.PERMISSION_DENIED);
            known(command);
            Refused.unless(has(command, ADMIN), Reason.PERMISSION_DENIED);
        }
        ModelResource customer =
                world.customer(command.customerId()).orElseThrow(() -> new Refused(Reason.RESOURCE_NOT_FOUND));
        version(command, customer.version());
        return customer;
    }

    /** The platform's own customer is always active: nothing takes it out of that. */
    void mayLeaveActive(ModelResource customer) {
        Refused.unless(!customer.id().equals(world.platformId()), Reason.STATE_INVALID);
    }

    void version(Command command, long present) {
        Refused.unless(command.expectedVersion().orElse(present) == present, Reason.VERSION_MISMATCH);
    }

    boolean isItself(Command command, UUID agentId) {
        return world.bits(command).isPresent()
                && command.actor() instanceof Actor.TenantAgent agent
                && agent.agentId().equals(agentId);
    }

    /** An admin may give 16, 32 and 64, a manager 16 and 64, a super admin all. */
    void mayGive(Command command, long bits) {
        long held = world.bits(command).orElseThrow();
        long given = (held & 1) != 0 ? 113 : (held & 32) != 0 ? 112 : (held & 64) != 0 ? 80 : 0;
        Refused.unless((bits & ~given) == 0, Reason.PERMISSION_DENIED);
    }

    static void locked(ModelResource resource, Map<String, String> named) {
        boolean asIs = named.getOrDefault("id", "\"" + resource.id() + "\"").equals("\"" + resource.id() + "\"");
        Refused.unless(asIs, Reason.LOCKED_FIELD);
    }

    private void toWrite(Command command, long wanted) {
        known(command);
        Refused.unless(has(command, wanted), Reason.PERMISSION_DENIED);
        writable(command);
    }

    private void known(Command command) {
        Refused.unless(
                world.bits(command).isPresent() && world.isLive(command.customerId()), Reason.RESOURCE_NOT_FOUND);
    }

    private boolean has(Command command, long wanted) {
        return world.bits(command)
                .filter(bits -> (bits & (wanted | PLATFORM)) != 0)
                .isPresent();
    }

    private void writable(Command command) {
        if (!world.ofPlatform(command)) {
            String status = world.status(command.customerId());
            Refused.unless(!status.equals("suspended"), Reason.ACCOUNT_SUSPENDED);
            Refused.unless(!status.equals("frozen"), Reason.ACCOUNT_FROZEN);
        }
    }

    private ModelResource found(Command command, Resource.Type type, UUID id) {
        Optional<ModelResource> found = world.find(command.customerId(), type, id);
        ModelResource resource = found.orElseThrow(() -> new Refused(Reason.RESOURCE_NOT_FOUND));
        version(command, resource.version());
        return resource;
    }
}
