package io.bactrian.outbound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool made of raw sockets that answers as it was told, byte by byte where that matters, and remembers what it was asked. */
public final class ScriptedTool implements AutoCloseable {
    private static final String OK = "{\"ok\":true}";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Reaction> script = new ConcurrentLinkedDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedTool() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    ScriptedTool(ServerSocket server) {
        this.server = server;
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String base() {
        return "http://127.0.0.1:" + port();
    }

    public List<Received> received() {
        return received;
    }

    int connections() {
        return connections.get();
    }

    void untilClosed() throws InterruptedException {
        closed.await();
    }

    /** Answers the next requests so, one each; afterwards every request is fine. */
    public ScriptedTool then(Reaction... reactions) {
        script.addAll(List.of(reactions));
        return this;
    }

    public static Reaction ok() {
        return status(200, OK);
    }

    public static Reaction status(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return (out, tool) -> {
            out.write(head(status, bytes.length, headers));
            out.write(bytes);
        };
    }

    public static Reaction packed(byte[] gzip) {
        return (out, tool) -> {
            out.write(head(200, gzip.length, "Content-Encoding: gzip"));
            out.write(gzip);
        };
    }

    /** Says that more will come than does, and hangs up. */
    public static Reaction cutShort() {
        return (out, tool) -> {
            out.write(head(200, 1000));
            out.write(OK.getBytes(StandardCharsets.UTF_8));
            throw new IOException("enough");
        };
    }

    public static Reaction raw(String bytes) {
        return (out, tool) -> {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            throw new IOException("enough");
        };
    }

    /** A beginning, and then a byte now and then, for ever. */
    public static Reaction dribble(String beginning) {
        return (out, tool) -> {
            out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            while (!tool.closed.await(20, TimeUnit.MILLISECONDS)) {
                out.write('a');
                out.flush();
            }
        };
    }

    /** Bytes without an end, as fast as they are taken. */
    public static Reaction endless() {
        return (out, tool) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n{\"a\":\"".getBytes(StandardCharsets.ISO_8859_1));
            byte[] much = "a".repeat(1 << 16).getBytes(StandardCharsets.ISO_8859_1);
            while (tool.closed.getCount() > 0) {
                out.write(much);
            }
        };
    }

    private static byte[] head(int status, int length, String... headers) {
        String own = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return ("HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + length + "\r\n" + own + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Received request = read(in); request != null; request = read(in)) {
                received.add(request);
                Reaction reaction = script.poll();
                (reaction == null ? ok() : reaction).answer(out, this);
                out.flush();
            }
        } catch (IOException hungUp) {
            // Either side may hang up: that is what many tests are about.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Received read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length < 2) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Received(first[0], first[1], headers, body, System.nanoTime());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) >= 0 && c != '\n'; ) {
            line.append((char) c);
        }
        return line.toString().trim();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        threads.shutdownNow();
    }

    /** How one request is answered; an exception hangs up. */
    @FunctionalInterface
    public interface Reaction {
        void answer(OutputStream out, ScriptedTool tool) throws IOException, InterruptedException;
    }

    /** One request as it arrived, and when by {@link System#nanoTime()}. */
    public record Received(String method, String target, Map<String, String> headers, String body, long at) {}
}
