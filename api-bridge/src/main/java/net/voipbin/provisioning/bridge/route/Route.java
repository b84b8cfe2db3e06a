package net.voipbin.provisioning.bridge.route;

/** One thing that the API can do. */
public sealed interface Route {

    String method();

    PathPattern pattern();

    /** A route for anyone, without a credential. */
    record Open(String method, PathPattern pattern, OpenHandler handler) implements Route {}

    /** A route for authenticated callers. */
    record Guarded(String method, PathPattern pattern, Admission admission, Handler handler) implements Route {}

    static Route open(String method, String pattern, OpenHandler handler) {
        return new Open(method, new PathPattern(pattern), handler);
    }

    static Route get(String pattern, Admission admission, Handler handler) {
        return new Guarded("GET", new PathPattern(pattern), admission, handler);
    }

    static Route put(String pattern, Admission admission, Handler handler) {
        return new Guarded("PUT", new PathPattern(pattern), admission, handler);
    }

    static Route post(String pattern, Admission admission, Handler handler) {
        return new Guarded("POST", new PathPattern(pattern), admission, handler);
    }

    static Route delete(String pattern, Admission admission, Handler handler) {
        return new Guarded("DELETE", new PathPattern(pattern), admission, handler);
    }

    default boolean writes() {
        return !method().equals("GET");
    }
}
