package net.voipbin.provisioning.domain.number;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.voipbin.provisioning.domain.Decision;
import net.voipbin.provisioning.domain.Request;
import net.voipbin.provisioning.domain.Situation;

/** Changes what a number's calls and messages go through: an update that can name nothing else. */
public record UpdateNumberFlowIds(UUID numberId, Optional<String> callFlowId, Optional<String> messageFlowId)
        implements Request {

    @Override
    public Decision.Final decide(Situation situation) {
        return new UpdateNumber(numberId, Optional.empty(), Optional.empty(), callFlowId, messageFlowId, Map.of())
                .decide(situation);
    }
}
