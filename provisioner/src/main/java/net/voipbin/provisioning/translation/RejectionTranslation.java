package net.voipbin.provisioning.translation;

import java.util.HashMap;
import java.util.Map;
import net.voipbin.provisioning.domain.Rejection;

/** Why commands were refused. */
public final class RejectionTranslation {

    private RejectionTranslation() {}

    public static net.voipbin.provisioning.contract.Rejection toContract(Rejection rejection) {
        Map<String, Object> details = new HashMap<>();
        rejection.details().forEach((name, detail) -> details.put(name, value(detail)));
        return new net.voipbin.provisioning.contract.Rejection(
                rejection.reason().name(), rejection.message(), details);
    }

    private static Object value(Rejection.Detail detail) {
        return switch (detail) {
            case Rejection.Detail.Text text -> text.value();
            case Rejection.Detail.Quantity quantity -> quantity.value();
            case Rejection.Detail.Texts texts -> texts.values();
        };
    }
}
