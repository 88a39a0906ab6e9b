package io.bactrian.route.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.tool.declaration.Document;
import io.bactrian.tool.declaration.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a route of a file may and must say beyond the form that the schema gives it. */
final class RouteRules {
    private static final Allowed ALLOWED = Allowed.load();
    private static final String HTTP = "http://";
    private static final String REPEATS = "tool-failures";

    private final FlowPath path;
    private final Document document;
    private final RouteText route;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> nodes = new HashSet<>();

    RouteRules(FlowPath path, Document document, RouteText route) {
        this.path = path;
        this.document = document;
        this.route = route;
    }

    List<Problem> problems() {
        ids();
        policy();
        RouteText.walk(route.body(), route.pointer(), this::node);
        RouteText.walk(route.body().at("/from/steps"), route.pointer() + "/from/steps", this::step);
        return problems;
    }

    private void ids() {
        if (!path.isShared() && !route.id().startsWith(path.tool() + "-")) {
            add("/id", "a route of " + path.tool() + " has an id that begins with " + path.tool() + "-");
        }
        if (!route.body().at("/from/uri").asText().equals("direct:" + route.id())) {
            add("/from/uri", "a route is started by its id, direct:" + route.id());
        }
    }

    private void policy() {
        if (route.policy().equals(REPEATS) != isCall()) {
            add(
                    "/routeConfigurationId",
                    isCall()
                            ? "the call of a tool repeats what fails, by " + REPEATS
                            : "only <tool>-call repeats what fails; others have flow-failures");
        }
    }

    private boolean isCall() {
        return !path.isShared() && route.id().equals(path.tool() + "-call");
    }

    /** What holds wherever it stands. */
    private void node(String at, JsonNode node) {
        if (node.isTextual()) {
            text(at, node.asText());
        }
        if (node.has("ref")) {
            String method =
                    node.path("ref").asText() + "." + node.path("method").asText();
            refuse(at + "/method", ALLOWED.refusal("bean", method));
        }
        if (node.has("aggregationStrategy")) {
            String name = node.get("aggregationStrategy").asText();
            refuse(at + "/aggregationStrategy", ALLOWED.refusal("aggregation", name));
        }
        if (node.has("executorService")) {
            String name = node.get("executorService").asText().replace("#bean:", "");
            refuse(at + "/executorService", ALLOWED.refusal("threads", name));
        }
    }

    private void text(String at, String text) {
        if (at.endsWith("/simple/expression")) {
            refuse(at, Simple.refusal(text, ALLOWED));
        } else if (!at.endsWith("/toD/uri") && text.contains("${")) {
            problems.add(document.problem(at, "expressions stand under simple only"));
        }
        if (text.contains("{{") || text.contains("}}")) {
            problems.add(document.problem(at, "a flow reads no settings; blanks stand in templates only"));
        }
        if (text.startsWith("resource:") || text.startsWith("RAW(") || text.contains("$simple{")) {
            problems.add(document.problem(at, "this says more to Camel than a text"));
        }
    }

    private void step(String at, JsonNode node) {
        String id = node.path("id").asText();
        if (node.has("id") && (!id.startsWith(route.id() + "-") || !nodes.add(id))) {
            problems.add(document.problem(
                    at + "/id",
                    nodes.contains(id)
                            ? "a node with the id " + id + " stands in this route already"
                            : "the id of a node begins with that of its route, " + route.id() + "-"));
        }
        String uri = node.path("uri").asText();
        if (uri.startsWith(HTTP) && !(isCall() && uri.equals(HTTP + path.tool()) && id.equals(route.id() + "-fetch"))) {
            problems.add(document.problem(
                    at + "/uri",
                    "only " + path.tool() + "-call goes out, by " + HTTP + path.tool() + " in its node " + path.tool()
                            + "-call-fetch"));
        }
        if (node.has("parameters") && !uri.startsWith(HTTP)) {
            problems.add(document.problem(at + "/parameters", "only a call has parameters"));
        }
    }

    private void add(String pointer, String message) {
        problems.add(document.problem(route.pointer() + pointer, message));
    }

    private void refuse(String pointer, Optional<String> refusal) {
        refusal.ifPresent(message -> problems.add(document.problem(pointer, message)));
    }

    /** Whether the service itself has a route of this id that files may go through. */
    static boolean isOwn(String route) {
        return ALLOWED.is("route", route);
    }
}
