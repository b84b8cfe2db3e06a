package net.voipbin.provisioning.bridge.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.voipbin.provisioning.bridge.http.ApiException;
import net.voipbin.provisioning.bridge.http.Reason;

/** All routes of the API. Immutable. */
public record RouteTable(List<Route> routes) {

    public RouteTable {
        routes = List.copyOf(routes);
    }

    /** A route, and what stands in the parameters of its path. */
    public record Match(Route route, Map<String, String> parameters) {
        public Match {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * HEAD is GET, answered without its body.
     *
     * @throws ApiException ROUTE_NOT_FOUND, or METHOD_NOT_ALLOWED with the methods that the path has
     */
    public Match find(String method, String path) {
        String effective = method.equals("HEAD") ? "GET" : method;
        List<Match> ofPath = routes.stream()
                .flatMap(route -> route.pattern().match(path).map(parameters -> new Match(route, parameters)).stream())
                .toList();
        Optional<Match> found = ofPath.stream()
                .filter(match -> match.route().method().equals(effective))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        if (ofPath.isEmpty()) {
            throw ApiException.of(Reason.ROUTE_NOT_FOUND, "No such route.");
        }
        String allowed = ofPath.stream()
                .map(match -> match.route().method())
                .flatMap(each -> each.equals("GET") ? Stream.of(each, "HEAD") : Stream.of(each))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        throw ApiException.of(Reason.METHOD_NOT_ALLOWED, "The path does not have this method.")
                .withHeader("Allow", allowed);
    }
}
