package io.bactrian.simulate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests of HTTP/1.1 from a connection. */
final class Wire {

    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;

    Wire(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** The next request, or null when the client has closed the connection. */
    @Nullable
    Request next() throws IOException {
        String first = line();
        if (first == null || first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ");
        if (words.length != 3) {
            throw new IOException("not a request line of HTTP");
        }
        Map<String, String> headers = headers();
        return Request.of(words[0], words[1], headers, body(headers));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = must(line()); !line.isEmpty(); line = must(line())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header of HTTP");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(must(line()).split(";")[0].strip(), 16);
            all.write(exactly(size));
            must(line());
        } while (size > 0);
        return all.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the request ended early");
        }
        return bytes;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (octet != '\r') {
                line.write(octet);
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of the request is too long");
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String must(@Nullable String line) throws EOFException {
        if (line == null) {
            throw new EOFException("the request ended early");
        }
        return line;
    }
}
