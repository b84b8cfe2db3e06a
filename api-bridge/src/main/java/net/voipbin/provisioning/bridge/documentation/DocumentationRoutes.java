package net.voipbin.provisioning.bridge.documentation;

import java.util.List;
import net.voipbin.provisioning.bridge.http.Answer;
import net.voipbin.provisioning.bridge.route.Route;

/** The API's description, for anyone. Thread-safe. */
public final class DocumentationRoutes {

    private DocumentationRoutes() {}

    public static List<Route> of(Documentation documentation) {
        return documentation.paths().stream()
                .sorted()
                .map(path -> route(path, documentation.find(path).orElseThrow()))
                .toList();
    }

    private static Route route(String path, StaticFile file) {
        Answer answer = new Answer(200, file.headers(), file.content());
        return Route.open("GET", path, request -> answer);
    }
}
