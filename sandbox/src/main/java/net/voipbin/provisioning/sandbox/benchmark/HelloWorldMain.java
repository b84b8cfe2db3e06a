package net.voipbin.provisioning.sandbox.benchmark;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;

/** Answers every request with the same JSON until it is told to end. */
public final class HelloWorldMain {

    private static final int MAX_CONNECTIONS = 2_000;

    private HelloWorldMain() {}

    /** The port, and how many bytes the body has. */
    public static void main(String[] arguments) {
        byte[] body = new Payloads(6, Integer.parseInt(arguments[1])).at(0);
        // As in the bridge's ApiServer.
        WebServer.builder()
                .host(InetAddress.getLoopbackAddress().getHostAddress())
                .port(Integer.parseInt(arguments[0]))
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(MAX_CONNECTIONS)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder().validatePrologue(false).build())
                .routing(HttpRouting.builder()
                        .any((request, response) ->
                                response.header(HeaderValues.CONTENT_TYPE_JSON).send(body)))
                .build()
                .start();
    }
}
