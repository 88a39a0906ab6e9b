package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Request;
import io.bactrian.simulate.SelfChanges;
import io.bactrian.simulate.SimulatedTool;
import io.bactrian.simulate.SimulatorServer;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A simulated Jira that listens on loopback: a cloud, as site and as gateway under one address, or a Data Center. */
public final class SimulatedJira extends SimulatedTool {

    private static final DateTimeFormatter RESET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final JiraSettings settings;
    private final SimulatedSite site;
    private final Access access;
    private final Endpoints endpoints = new Endpoints(Refusal::unknown);
    private final Control control;
    private final @Nullable SimulatedServer server;

    private SimulatedJira(JiraSettings settings, ServerSocket socket, Optional<Path> journal) {
        super(socket);
        this.settings = settings;
        this.site = new SimulatedSite(address(), settings);
        this.access = new Access(settings);
        new SiteEndpoints(site, address().toString()).register(endpoints);
        new AgileEndpoints(site).register(endpoints);
        new IssueEndpoints(site.source(), site.index()).register(endpoints);
        new IssueSides(site.source(), site.catalog(), address().toString()).register(endpoints);
        new AdministrationEndpoints(site.catalog(), site.references()).register(endpoints);
        new BulkEndpoints(site.held(), site.source(), address().toString()).register(endpoints);
        site.references().register(endpoints);
        this.control = new Control(site, faults(), exchanges());
        this.server = settings.server() == null
                ? null
                : new SimulatedServer(address().toString(), site, settings.server(), endpoints);
        begin(new SelfChanges(site::now, site::changeSomething, settings.changeEvery(), journal), this::answer);
    }

    public static SimulatedJira start(JiraSettings settings) {
        return new SimulatedJira(settings, SimulatorServer.bind(settings.port()), Optional.empty());
    }

    /** A site that is again what it was when a site of these settings and this journal was last stopped. */
    public static SimulatedJira resume(JiraSettings settings, Path journal) {
        return new SimulatedJira(settings, SimulatorServer.bind(settings.port()), Optional.of(journal));
    }

    public JiraSettings settings() {
        return settings;
    }

    public SimulatedSite site() {
        return site;
    }

    /** What its addresses begin with, the path that it is served under included. */
    public URI home() {
        ServerSettings settled = settings.server();
        return settled == null ? address() : URI.create(address() + settled.path());
    }

    /** From now on the Data Center receives callers in another way. */
    public void be(ServerMood mood) {
        Objects.requireNonNull(server, "the site is served by no Data Center").be(mood);
    }

    /** A document of the site as its callers see it. */
    public JsonNode shown(JsonNode document) {
        return server == null ? document : server.shown(document);
    }

    private Answer answer(Request request) {
        Instant now = site.held().now();
        if (server != null && !request.path().startsWith(Control.PATH)) {
            return dated(server.answer(request), now);
        }
        return dated(answered(request), now)
                .with("X-RateLimit-Limit", "350")
                .with("X-RateLimit-Remaining", "349")
                .with("X-RateLimit-Reset", RESET.format(now.plus(1, ChronoUnit.MINUTES)));
    }

    private Answer answered(Request request) {
        if (request.path().startsWith(Control.PATH)) {
            return steered(request);
        }
        String prefix = "/ex/jira/" + settings.cloudId();
        boolean gateway = request.path().startsWith(prefix + "/");
        if (!access.admits(request, gateway)) {
            return gateway ? Answer.json(401, "{\"code\":401,\"message\":\"Unauthorized\"}") : unauthorized();
        }
        try {
            return gateway
                    ? throughGateway(endpoints.answer(request.at(request.path().substring(prefix.length()))), prefix)
                    : endpoints.answer(request);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer steered(Request request) {
        try {
            return control.answer(request);
        } catch (IllegalArgumentException unknown) {
            return new Refusal(404, String.valueOf(unknown.getMessage())).answer();
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static Answer unauthorized() {
        return new Refusal(401, "Client must be authenticated to access this resource.")
                .answer()
                .with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
    }

    /** Behind the gateway, self links point to the gateway. */
    private Answer throughGateway(Answer answer, String prefix) {
        String text = answer.text().replace(address() + "/rest/", address() + prefix + "/rest/");
        return answer.withBody(text.getBytes(StandardCharsets.UTF_8));
    }
}
