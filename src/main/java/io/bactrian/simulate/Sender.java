package io.bactrian.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Sends answers of HTTP/1.1, whole or as badly as a fault demands. */
final class Sender {

    private final OutputStream out;

    Sender(OutputStream out) {
        this.out = out;
    }

    /** Sends the answer; false when the connection must be closed after it. */
    boolean send(Answer answer, Fault.@Nullable Kind kind, Duration delay) throws IOException {
        Answer sent = kind == Fault.Kind.GZIP ? zipped(answer) : answer;
        byte[] head = head(sent);
        if (kind == Fault.Kind.DRIBBLED_HEADER) {
            dribble(head, head.length, delay);
            out.write(sent.body(), 0, sent.length());
        } else if (kind == Fault.Kind.DRIBBLED_BODY) {
            out.write(head);
            dribble(sent.body(), sent.length(), delay);
        } else if (kind == Fault.Kind.CUT) {
            out.write(head);
            out.write(sent.body(), 0, sent.length() / 2);
        } else {
            out.write(head);
            out.write(sent.body(), 0, sent.length());
        }
        out.flush();
        return kind != Fault.Kind.CUT;
    }

    private void dribble(byte[] bytes, int length, Duration delay) throws IOException {
        int piece = Math.max(1, length / 200);
        for (int at = 0; at < length; at += piece) {
            out.write(bytes, at, Math.min(piece, length - at));
            out.flush();
            pause(delay);
        }
    }

    static void pause(Duration delay) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the simulator is stopping", interrupted);
        }
    }

    private static byte[] head(Answer answer) {
        StringBuilder head = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(answer.status())
                .append(" Simulated\r\nContent-Length: ")
                .append(answer.length());
        answer.headers()
                .forEach((name, value) ->
                        head.append("\r\n").append(name).append(": ").append(value));
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Answer zipped(Answer answer) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(Arrays.copyOf(answer.body(), answer.length()));
        }
        return answer.withBody(zipped.toByteArray()).with("Content-Encoding", "gzip");
    }
}
