package net.voipbin.provisioning.bridge.route;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.voipbin.provisioning.bridge.auth.Caller;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Query;
import net.voipbin.provisioning.bridge.http.Reason;
import net.voipbin.provisioning.bridge.http.Request;
import net.voipbin.provisioning.bridge.json.Form;
import net.voipbin.provisioning.bridge.json.Uuids;

/** A request whose caller is known and may do what the route does. */
public record Call(Request request, Caller caller, Map<String, String> parameters) {

    public Call {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The id that stands in a parameter of the path.
     *
     * @throws ApiException INVALID_ID
     */
    public UUID id(String parameter) {
        String text = Objects.requireNonNull(parameters.get(parameter), parameter);
        return Uuids.parse(text)
                .orElseThrow(() -> ApiException.of(Reason.INVALID_ID, "The id in the path is not a UUID."));
    }

    public Query query() {
        return request.query();
    }

    /**
     * The body, which must be one JSON object.
     *
     * @throws ApiException UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_JSON_BODY
     */
    public Form form() {
        return Form.of(request);
    }
}
