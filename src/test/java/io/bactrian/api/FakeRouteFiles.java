package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.route.Change;
import io.bactrian.route.FlowFile;
import io.bactrian.route.Outcome;
import io.bactrian.route.Revision;
import io.bactrian.route.RouteFiles;
import io.bactrian.route.canary.CanaryPage;
import io.bactrian.route.canary.CanaryPage.CanaryRow;
import io.bactrian.route.canary.CanaryPage.Held;
import io.bactrian.route.canary.CanaryPage.State;
import io.bactrian.route.flow.FlowPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One file with one version; whatever is sent runs. */
final class FakeRouteFiles implements RouteFiles {
    private static final FlowPath PATH = FlowPath.of("jira/health.camel.yaml").orElseThrow();
    private static final FlowFile FILE = new FlowFile(PATH.path(), List.of("jira-health"), List.of());
    private static final Revision REVISION = new Revision(
            17,
            PATH.tool(),
            PATH.file(),
            "live",
            "sent",
            "Night shift",
            Instant.parse("2026-03-01T08:00:00Z"),
            List.of(),
            "",
            "- route:\n");

    @Override
    public List<FlowFile> files() {
        return List.of(FILE);
    }

    @Override
    public Optional<FlowFile> file(FlowPath path) {
        return path.equals(PATH) ? Optional.of(FILE) : Optional.empty();
    }

    @Override
    public Optional<Revision> running(FlowPath path) {
        return path.equals(PATH) ? Optional.of(REVISION) : Optional.empty();
    }

    @Override
    public List<Revision> revisions(FlowPath path, int limit, Long before) {
        return List.of(REVISION);
    }

    @Override
    public Preview preview(Caller caller, FlowPath path, String content) {
        return new Preview(List.of(), List.of("jira-health"), List.of("jira-health"), false, "");
    }

    @Override
    public CanaryPage look(Caller caller, FlowPath path, String content, Sample sample) {
        Held held = new Held("issues", 1, 0, 0, 1, 0);
        CanaryRow row = new CanaryRow("issues", "10000", State.EQUAL, null, List.of(), List.of());
        String request = "GET https://acme.atlassian.net/rest/api/3/search/jql";
        return new CanaryPage("issues", request, List.of("sync-page", "jira-call"), List.of(held), List.of(row));
    }

    @Override
    public Outcome deploy(Caller caller, FlowPath path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Outcome(new Change(path, bytes, caller, Change.Cause.SENT), REVISION, "runs");
    }

    @Override
    public Optional<Outcome> rollBack(Caller caller, FlowPath path, long revision) {
        return revision == REVISION.id() ? Optional.of(deploy(caller, path, "")) : Optional.empty();
    }
}
