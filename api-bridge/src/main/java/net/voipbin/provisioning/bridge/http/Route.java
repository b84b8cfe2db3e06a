package net.voipbin.provisioning.bridge.http;

/**
 * One thing that the API can do.
 *
 * @param wanted bits of which the caller's permission needs one; {@link #ANYBODY} where each caller will do
 */
public record Route(String method, PathPattern pattern, int wanted, Handler handler) {

    /** Every authenticated caller. */
    public static final int ANYBODY = -1;

    public static Route get(String pattern, int wanted, Handler handler) {
        return new Route("GET", new PathPattern(pattern), wanted, handler);
    }

    public static Route put(String pattern, int wanted, Handler handler) {
        return new Route("PUT", new PathPattern(pattern), wanted, handler);
    }

    public static Route post(String pattern, int wanted, Handler handler) {
        return new Route("POST", new PathPattern(pattern), wanted, handler);
    }

    public static Route delete(String pattern, int wanted, Handler handler) {
        return new Route("DELETE", new PathPattern(pattern), wanted, handler);
    }

    boolean writes() {
        return !method.equals("GET");
    }
}
