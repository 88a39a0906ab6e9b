package io.bactrian.simulate;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A simulated tool that listens on loopback: where it does, what it was asked and what disturbs its answers. */
public abstract class SimulatedTool implements AutoCloseable {
    private final ServerSocket socket;
    private final URI address;
    private final Faults faults = new Faults();
    private final Exchanges exchanges = new Exchanges();
    private final List<Runnable> ends = new ArrayList<>();

    /** @param socket bound already; nobody is answered before {@link #begin} */
    protected SimulatedTool(ServerSocket socket) {
        this.socket = socket;
        this.address = SimulatorServer.address(socket);
    }

    /** Answers from now on; the tool is whole by now. */
    protected final void begin(SelfChanges changes, Handler handler) {
        ends.add(changes::close);
        ends.add(SimulatorServer.serve(socket, handler, faults, exchanges)::close);
    }

    /** What the tool's addresses begin with. */
    public final URI address() {
        return address;
    }

    public final Faults faults() {
        return faults;
    }

    public final Exchanges exchanges() {
        return exchanges;
    }

    /** The answer as a server sends it at an instant. */
    protected static Answer dated(Answer answer, Instant now) {
        return answer.with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public final void close() {
        ends.forEach(Runnable::run);
    }
}
