package net.voipbin.provisioning.bridge.command;

import java.util.Optional;
import net.voipbin.provisioning.bridge.http.ApiError;
import net.voipbin.provisioning.contract.Resource;

/** What became of a command. */
public sealed interface Decided {

    /** @param resource the one that the command was about, after it; empty once it has been erased with its customer */
    record Applied(Optional<Resource> resource) implements Decided {}

    record Rejected(ApiError error) implements Decided {}
}
