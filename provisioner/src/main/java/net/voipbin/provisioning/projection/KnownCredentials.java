package net.voipbin.provisioning.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.voipbin.provisioning.contract.Credential;

/** The number of the latest change that the credentials of each resource are known of. Not thread-safe. */
final class KnownCredentials {

    private final Map<Holder, Long> changeSeqs = new HashMap<>();

    /** The resource that a secret belongs to. */
    record Holder(UUID customerId, UUID resourceId) {

        static Holder of(Credential credential) {
            return new Holder(credential.getCustomerId(), credential.getResourceId());
        }
    }

    /** A condition: the resource's credentials have come as far as this change of its customer. */
    record Demand(Holder holder, long changeSeq) {}

    static KnownCredentials of(Collection<Credential> credentials) {
        KnownCredentials known = new KnownCredentials();
        credentials.forEach(credential -> known.add(Holder.of(credential), credential.getChangeSeq()));
        return known;
    }

    KnownCredentials add(Holder holder, long changeSeq) {
        changeSeqs.merge(holder, changeSeq, Math::max);
        return this;
    }

    KnownCredentials addAll(KnownCredentials others) {
        others.changeSeqs.forEach(this::add);
        return this;
    }

    boolean meets(Demand demand) {
        return changeSeqs.getOrDefault(demand.holder(), Long.MIN_VALUE) >= demand.changeSeq();
    }

    /** How many of the changes, from the first one on, have all the credentials that they wait for. */
    int passing(List<WholeChange> changes) {
        int count = 0;
        while (count < changes.size() && changes.get(count).demands().stream().allMatch(this::meets)) {
            count++;
        }
        return count;
    }
}
