package io.bactrian.simulate.generic;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.SelfChanges;
import io.bactrian.simulate.SimulatedTool;
import io.bactrian.simulate.SimulatorServer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated help desk that listens on loopback. A path is {@code /<door>/<paging>/<list>}: {@code /basic/offset/tickets} wants
 * user and password and gives tickets by offset. {@code events}, {@code actions} and {@code ticket} stand where the paging does.
 */
public final class SimulatedDesk extends SimulatedTool {
    private final DeskSettings settings;
    private final Desk desk;
    private final Doorkeeper doorkeeper;
    private final PagedLists lists;
    private final Feeds feeds;
    private final Control control;

    private SimulatedDesk(DeskSettings settings, ServerSocket socket, Optional<Path> journal) {
        super(socket);
        this.settings = settings;
        this.desk = new Desk(settings);
        this.doorkeeper = new Doorkeeper(settings);
        this.lists = new PagedLists(new Selection(desk));
        this.feeds = new Feeds(desk);
        this.control = new Control(desk, faults(), exchanges());
        begin(new SelfChanges(Desk::now, desk::changeSomething, settings.changeEvery(), journal), this::answer);
    }

    public static SimulatedDesk start(DeskSettings settings) {
        return new SimulatedDesk(settings, SimulatorServer.bind(settings.port()), Optional.empty());
    }

    /** A desk that is again what it was when a desk of these settings and this journal was last stopped. */
    public static SimulatedDesk resume(DeskSettings settings, Path journal) {
        return new SimulatedDesk(settings, SimulatorServer.bind(settings.port()), Optional.of(journal));
    }

    public DeskSettings settings() {
        return settings;
    }

    public Desk desk() {
        return desk;
    }

    /** From now on pages lead where they should not; {@code elsewhere} is the other host's address. */
    public void mislead(Mischief kind, String elsewhere) {
        lists.mislead(kind, elsewhere);
    }

    /** The tokens of its feed are good no more. */
    public void expireTokens() {
        feeds.expire();
    }

    private Answer answer(Request request) {
        return dated(answered(request), Instant.now());
    }

    private Answer answered(Request request) {
        try {
            return request.path().startsWith(SimulatorServer.CONTROL) ? control.answer(request) : listed(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer listed(Request request) {
        String[] parts = request.path().split("/", 4);
        if (parts.length < 3) {
            throw new Refusal(404, "There is nothing here.");
        }
        if (!doorkeeper.admits(parts[1], request)) {
            throw new Refusal(401, "Who are you?");
        }
        if (parts.length == 3) {
            return parts[2].equals("me")
                    ? Answer.json(200, "{\"name\":\"" + settings.user() + "\"}")
                    : new Refusal(404, "There is nothing here.").answer();
        }
        return Set.of("events", "actions", "ticket").contains(parts[2])
                ? feeds.answer(parts[2], parts[3], request)
                : lists.answer(parts[2], parts[3], request);
    }
}
