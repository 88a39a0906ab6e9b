package io.bactrian.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on loopback, one thread per connection. The JDK's own cannot drop, cut or dribble an answer,
 * and costs more per page than a benchmark may.
 */
public final class SimulatorServer implements AutoCloseable {

    /** Where a simulator is steered; neither counted nor disturbed by faults. */
    public static final String CONTROL = "/_simulator/";

    private static final Pattern TOKEN = Pattern.compile("\"nextPageToken\":\"([^\"]*)\"");

    private final ServerSocket server;
    private final Handler handler;
    private final Faults faults;
    private final Exchanges exchanges;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String repeatedToken;

    private SimulatorServer(ServerSocket server, Handler handler, Faults faults, Exchanges exchanges) {
        this.server = server;
        this.handler = handler;
        this.faults = faults;
        this.exchanges = exchanges;
    }

    /** Binds a port of loopback (0 for any free one); {@link #serve} then answers. */
    public static ServerSocket bind(int port) {
        try {
            return new ServerSocket(port, 128, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException("the simulator cannot listen on port " + port, failed);
        }
    }

    public static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public static SimulatorServer serve(ServerSocket server, Handler handler, Faults faults, Exchanges exchanges) {
        SimulatorServer simulator = new SimulatorServer(server, handler, faults, exchanges);
        daemon("simulator", simulator::accept);
        return simulator;
    }

    @Override
    public void close() {
        closed(server);
        open.forEach(SimulatorServer::closed);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                daemon("simulator-connection", () -> converse(socket));
            } catch (IOException gone) {
                closed(server);
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket.getInputStream());
            Sender sender = new Sender(socket.getOutputStream());
            boolean more = true;
            while (more) {
                Request request = wire.next();
                more = request != null && answer(request, sender) && !"close".equals(request.header("connection"));
            }
        } catch (IOException gone) {
            // The client went away or the simulator stops: there is nobody left to tell.
            open.remove(socket);
        }
        open.remove(socket);
    }

    private boolean answer(Request request, Sender sender) throws IOException {
        Fault fault = request.path().startsWith(CONTROL) ? null : faults.next(request.path());
        if (fault == null) {
            Answer answer = handler.handle(request);
            exchanges.note(request, answer, false);
            return sender.send(answer, null, java.time.Duration.ZERO);
        }
        Answer answer = spoiled(fault, request);
        exchanges.note(request, answer, true);
        if (fault.kind() == Fault.Kind.LATENCY) {
            Sender.pause(fault.delay());
        }
        return fault.kind() != Fault.Kind.DROPPED && sender.send(answer, fault.kind(), fault.delay());
    }

    private Answer spoiled(Fault fault, Request request) {
        return switch (fault.kind()) {
            case STATUS -> FaultyAnswers.of(fault);
            case HTML -> FaultyAnswers.page(200);
            case TRUNCATED -> FaultyAnswers.truncated(handler.handle(request));
            case REPEATED_TOKEN -> repeated(handler.handle(request));
            case LATENCY, DROPPED, CUT, DRIBBLED_BODY, DRIBBLED_HEADER, GZIP -> handler.handle(request);
        };
    }

    private Answer repeated(Answer answer) {
        String text = answer.text();
        Matcher token = TOKEN.matcher(text);
        if (!token.find()) {
            return answer;
        }
        String repeated = repeatedToken;
        if (repeated == null) {
            repeatedToken = token.group(1);
            return answer;
        }
        String body = token.replaceFirst("\"nextPageToken\":\"" + Matcher.quoteReplacement(repeated) + "\"");
        return answer.withBody(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closed(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failed) {
            throw new IllegalStateException("a socket of the simulator did not close", failed);
        }
    }
}
