package io.bactrian.outbound;

import io.bactrian.failure.Act;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * One whole answer in a lent buffer, posing as a stream so that it passes through the HTTP component untouched. Whoever takes
 * it must give {@link #bytes()} back to the {@link Buffers}.
 */
public final class Answer extends ByteArrayInputStream {
    private final int status;
    private final Map<String, String> headers;
    private final Instant date;
    private final Duration took;
    private final Act meant;

    /**
     * @param status that the tool answered with
     * @param headers by lower-case name
     * @param date the tool's clock when it answered
     * @param took from request to last byte
     * @param meant what is to be done about it, where the tool refused in a way that is an answer
     */
    Answer(int status, byte[] bytes, int length, Map<String, String> headers, Instant date, Duration took, Act meant) {
        super(bytes, 0, length);
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.date = date;
        this.took = took;
        this.meant = meant;
    }

    /** By lower-case name; what comes several times is one, with commas. */
    static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    String.valueOf(header.getValue()),
                    (first, next) -> first + "," + next);
        }
        return headers;
    }

    /** The same answer with other bytes, in another lent buffer. */
    public Answer with(byte[] others, int length) {
        return new Answer(status, others, length, headers, date, took, meant);
    }

    public int status() {
        return status;
    }

    /** Whether the tool refused in a way that is an answer to whoever asked. */
    public boolean isRefusal() {
        return status >= 400;
    }

    /** What is to be done about a refusal that is an answer. */
    public Act meant() {
        return meant;
    }

    public byte[] bytes() {
        return buf;
    }

    public int length() {
        return count;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The address of the next page as the {@code Link} header gives it. */
    public Optional<String> nextLink() {
        return header("link").flatMap(LinkHeader::next);
    }

    public Instant date() {
        return date;
    }

    public Duration took() {
        return took;
    }
}
