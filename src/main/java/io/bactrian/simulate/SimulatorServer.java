package io.bactrian.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small HTTP/1.1 server on loopback, one thread per connection. The JDK's own cannot drop, cut or dribble an answer,
 * and costs more per page than a benchmark may.
 */
public final class SimulatorServer implements AutoCloseable {

    /** Where a simulator is steered; neither counted nor disturbed by faults. */
    public static final String CONTROL = "/_simulator/";

    private static final Pattern TOKEN = Pattern.compile("\"nextPageToken\"\\s*:\\s*\"([^\"]*)\"");

    private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());

    private final ServerSocket server;
    private final Handler handler;
    private final Faults faults;
    private final Exchanges exchanges;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

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
            Answer answer = handled(request);
            exchanges.note(request, answer, false);
            return sender.send(answer, null, Duration.ZERO);
        }
        Answer answer = FaultyAnswers.told(fault, spoiled(fault, request));
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
            case EMPTY -> handled(request).withBody(new byte[0]);
            case TRUNCATED -> FaultyAnswers.truncated(handled(request));
            case REPEATED_TOKEN -> repeated(request, handled(request));
            case RIGHT, LATENCY, DROPPED, CUT, DRIBBLED_BODY, DRIBBLED_HEADER, GZIP -> handled(request);
        };
    }

    /** The answer sends the client back to the page it just asked for. */
    private static Answer repeated(Request request, Answer answer) {
        Matcher asked = TOKEN.matcher(request.text());
        String token = request.parameter("nextPageToken");
        String sent = token != null ? token : asked.find() ? asked.group(1) : "";
        String text = answer.text();
        return sent.isEmpty()
                ? answer
                : answer.withBody(TOKEN.matcher(text)
                        .replaceFirst("\"nextPageToken\":\"" + Matcher.quoteReplacement(sent) + "\"")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private Answer handled(Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "the simulator failed at " + request.path(), failure);
            return FaultyAnswers.page(500);
        }
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
