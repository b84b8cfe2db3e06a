package net.voipbin.provisioning.sandbox.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A connection that is kept alive, with as much of HTTP/1.1 as a load needs and no more, so that it costs little beside
 * the server: one write and mostly one read per request. It understands answers with a Content-Length. Not thread-safe.
 */
final class HttpConnection implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
    private static final int LONGEST_HEAD = 1 << 14;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_LENGTH = -1;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int LOWER_CASE = 0x20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[LONGEST_HEAD];
    private int filled;

    /**
     * What a request was answered with.
     *
     * @param bodyBytes how long the body is
     * @param last whether the server closes the connection now
     */
    record Answer(int status, int bodyBytes, boolean last) {}

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    static HttpConnection open(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
            socket.connect(server, (int) CONNECT_TIMEOUT.toMillis());
            return new HttpConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends a request and reads its answer to the end.
     *
     * @param request as {@link HttpRequest#bytes()} has it
     * @throws IOException if there is no whole answer; the connection is of no use then
     */
    Answer exchange(byte[] request) throws IOException {
        out.write(request);
        filled = 0;
        int head = readHead();
        int status = status();
        int length = NO_LENGTH;
        boolean last = false;
        int line = STATUS_AT;
        while (line < head) {
            if (startsWith(line, CONTENT_LENGTH)) {
                length = number(line + CONTENT_LENGTH.length);
            } else if (startsWith(line, CLOSE)) {
                last = true;
            }
            line = endOfLine(line) + 2;
        }
        if (length == NO_LENGTH) {
            if (status != NO_CONTENT && status != NOT_MODIFIED) {
                throw new IOException("an answer of status " + status + " does not tell its length");
            }
            length = 0;
        }
        if (filled > head + length) {
            throw new IOException("an answer is longer than it says");
        }
        readUntil(head + length);
        return new Answer(status, length, last);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The index at which the body begins. */
    private int readHead() throws IOException {
        int looked = 0;
        while (true) {
            readMore();
            for (int at = Math.max(looked, 0); at + 3 < filled; at++) {
                if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                    return at + 4;
                }
            }
            looked = filled - 3;
            if (filled >= LONGEST_HEAD) {
                throw new IOException("an answer's head has no end");
            }
        }
    }

    private void readUntil(int end) throws IOException {
        if (end > buffer.length) {
            buffer = Arrays.copyOf(buffer, end);
        }
        while (filled < end) {
            readMore();
        }
    }

    private void readMore() throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("the server closed the connection before the end of its answer");
        }
        filled += read;
    }

    private int status() throws IOException {
        if (buffer[0] != 'H' || buffer[STATUS_AT - 1] != ' ') {
            throw new IOException("not an answer of HTTP/1.1");
        }
        return number(STATUS_AT);
    }

    /** A line of the head ends at a line feed, which {@link #readHead()} has seen. */
    private int endOfLine(int from) {
        int at = from;
        while (buffer[at] != '\r' || buffer[at + 1] != '\n') {
            at++;
        }
        return at;
    }

    private boolean startsWith(int from, byte[] lowerCase) {
        if (from + lowerCase.length > filled) {
            return false;
        }
        for (int at = 0; at < lowerCase.length; at++) {
            byte character = buffer[from + at];
            boolean upper = character >= 'A' && character <= 'Z';
            if ((upper ? character | LOWER_CASE : character) != lowerCase[at]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) throws IOException {
        int at = from;
        while (buffer[at] == ' ') {
            at++;
        }
        int number = 0;
        int digits = at;
        for (; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            number = Math.addExact(Math.multiplyExact(number, 10), buffer[at] - '0');
        }
        if (at == digits) {
            throw new IOException("an answer has no number where one should be");
        }
        return number;
    }
}
