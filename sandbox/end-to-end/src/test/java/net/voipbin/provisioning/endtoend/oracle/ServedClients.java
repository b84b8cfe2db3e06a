package net.voipbin.provisioning.endtoend.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Attempt;
import net.voipbin.provisioning.endtoend.oracle.HttpHistory.Read;

/** The oracle of a history that tells something: over one without answers, all others hold. */
public final class ServedClients {

    private ServedClients() {}

    public static List<String> flaws(Collection<Attempt> attempts, Collection<Read> reads) {
        List<String> flaws = new ArrayList<>();
        if (attempts.stream().noneMatch(Attempt::isApplied)) {
            flaws.add("no write was carried out");
        }
        if (attempts.stream().noneMatch(Attempt::isRefused)) {
            flaws.add("no write was refused");
        }
        if (reads.isEmpty()) {
            flaws.add("nothing was read");
        }
        return flaws;
    }
}
