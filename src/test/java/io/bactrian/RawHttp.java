package io.bactrian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Requests as they are typed: an HTTP client would tidy them up. */
record RawHttp(URI address) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The answer as it came; status 0 when the connection was closed without one. */
    record Answer(int status, String head, String body) {
        boolean isProblem() {
            return head.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json");
        }
    }

    int status(String method, String path, String... headers) {
        return send(method, path, new byte[0], headers).status();
    }

    Answer send(String method, String path, byte[] body, String... headers) {
        String head = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + head + "Content-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(joined(request.getBytes(StandardCharsets.ISO_8859_1), body));
            return answer(read(socket));
        } catch (IOException broken) {
            throw new IllegalStateException(method + " " + path + " has no answer", broken);
        }
    }

    private static byte[] joined(byte[] head, byte[] body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head);
        whole.write(body);
        return whole.toByteArray();
    }

    /** A stream that does not end by itself is read up to its first empty line after the head. */
    private static String read(Socket socket) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count = socket.getInputStream().read(buffer);
        while (count >= 0) {
            read.write(buffer, 0, count);
            if (read.toString(StandardCharsets.UTF_8).contains("text/event-stream")) {
                break;
            }
            count = socket.getInputStream().read(buffer);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static Answer answer(String text) {
        if (text.isEmpty()) {
            return new Answer(0, "", "");
        }
        String[] parts = text.split("\r\n\r\n", 2);
        String body = parts.length < 2 ? "" : parts[1];
        boolean chunked = parts[0].toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return new Answer(Integer.parseInt(text.split(" ")[1]), parts[0], chunked ? dechunked(body) : body);
    }

    /** Without the lines that tell the size of what follows. */
    private static String dechunked(String body) {
        return body.replaceAll("(?m)^[0-9a-fA-F]+\r\n", "").replaceAll("\r\n", "");
    }
}
