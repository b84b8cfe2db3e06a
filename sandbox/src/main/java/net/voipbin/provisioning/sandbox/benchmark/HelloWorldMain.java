package net.voipbin.provisioning.sandbox.benchmark;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers a request for /N with N bytes of JSON, always the same, until it is told to end. */
public final class HelloWorldMain {

    private static final int MAX_CONNECTIONS = 2_000;

    private HelloWorldMain() {}

    /** The port. */
    public static void main(String[] arguments) {
        Map<String, byte[]> bodies = new ConcurrentHashMap<>();
        // As in the bridge's ApiServer.
        WebServer.builder()
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(Integer.parseInt(arguments[0]))
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(MAX_CONNECTIONS)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder().validatePrologue(false).build())
                .routing(HttpRouting.builder()
                        .any((request, response) -> response.header(HeaderValues.CONTENT_TYPE_JSON)
                                .send(bodies.computeIfAbsent(request.path().path(), HelloWorldMain::body))))
                .build()
                .start();
    }

    private static byte[] body(String path) {
        return new Payloads(6, Integer.parseInt(path.substring(1))).at(0);
    }
}
