package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.Slice;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import io.bactrian.route.FlowFile;
import io.bactrian.route.Outcome;
import io.bactrian.route.Revision;
import io.bactrian.route.RouteFiles;
import io.bactrian.route.RouteFiles.Preview;
import io.bactrian.route.RouteFiles.Sample;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.tool.declaration.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** The flows and declarations as they run: read, tried, brought in and brought back. */
public final class RouteOperations implements Operations {
    private static final String FILE = "/routes/{tool}/{file}";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final IntegrationService service;
    private final Supplier<RouteFiles> files;

    public RouteOperations(IntegrationService service, Supplier<RouteFiles> files) {
        this.service = service;
        this.files = files;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/routes", "listRoutes", "Lists the files of flows and declarations", this),
                Operation.get(FILE, "getRoute", "Gives one file as it runs", this),
                Operation.get(FILE + "/revisions", "listRouteRevisions", "Lists the versions of a file", this),
                Operation.put(FILE, "deployRoute", "Brings a version of a file in, or says why not", this),
                Operation.post(
                                FILE + "/check",
                                "checkRoute",
                                "Says what a version would come to, on a live page too; nothing of it runs",
                                this)
                        .withBody()
                        .readingOnly(),
                Operation.post(FILE + "/rollback", "rollBackRoute", "Brings an earlier version back", this)
                        .withBody());
    }

    /** What a file is, and what is wrong with it where it lies. */
    record FileView(String tool, String file, String kind, List<String> routes, List<Problem> problems) {
        static FileView of(FlowFile file) {
            FlowPath path = FlowPath.of(file.path()).orElseThrow();
            return new FileView(path.tool(), path.file(), path.kind().word(), file.routeIds(), file.problems());
        }
    }

    /** A file with what runs of it; null when nothing does. */
    record RunningView(FileView file, @Nullable Revision running) {}

    public String listRoutes(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        List<FileView> all = files().files().stream().map(FileView::of).toList();
        return Json.write(new Slice<>(all, null));
    }

    public String getRoute(
            @Header("tool") String tool,
            @Header("file") String file,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        FlowPath path = path(tool, file);
        FlowFile found = files().file(path).orElseThrow(RouteOperations::nothing);
        return Json.write(
                new RunningView(FileView.of(found), files().running(path).orElse(null)));
    }

    public String listRouteRevisions(
            @Header("tool") String tool,
            @Header("file") String file,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("limit", "next"));
        int limit = query.limit();
        List<Revision> found = files().revisions(path(tool, file), limit + 1, query.row("next"));
        List<Revision> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.get(limit - 1).id()) : null;
        return Json.write(new Slice<>(shown, next));
    }

    public String checkRoute(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("tool") String tool,
            @Header("file") String file,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw)
            throws ToolFailure {
        Query query = Query.of(raw, Set.of("integrationId", "stream"));
        String content = RequestBody.read(body, RouteRequest.class).checked();
        FlowPath path = path(tool, file);
        Sample sample = sample(caller, path, query);
        Preview preview = files().preview(caller, path, content);
        return Json.write(
                sample == null || !preview.problems().isEmpty()
                        ? preview
                        : preview.with(files().look(caller, path, content, sample)));
    }

    /** What is to be looked at; null when nothing is. */
    private @Nullable Sample sample(Caller caller, FlowPath path, Query query) {
        UUID id = query.id("integrationId");
        String stream = query.text("stream");
        if (id == null) {
            if (stream != null) {
                throw Query.bad("stream", "is looked at where integrationId names an integration");
            }
            return null;
        }
        String tool = service.integration(caller, id).tool();
        if (!path.isShared() && !path.tool().equals(tool)) {
            throw Query.bad("integrationId", "is an integration of " + tool + ", not of " + path.tool());
        }
        return new Sample(id, tool, stream);
    }

    public String deployRoute(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("tool") String tool,
            @Header("file") String file,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        String content = RequestBody.read(body, RouteRequest.class).checked();
        return live(files().deploy(caller, path(tool, file), content));
    }

    public String rollBackRoute(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("tool") String tool,
            @Header("file") String file,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        long revision = RequestBody.read(body, RollbackRequest.class).checked();
        return live(files().rollBack(caller, path(tool, file), revision)
                .orElseThrow(() -> RequestBody.meaning("/revision", "is none of this file that can be brought back")));
    }

    private static String live(Outcome outcome) {
        Revision revision = outcome.revision();
        if (revision == null) {
            throw new Rejected(409, FailureCategory.INVALID_DATA, outcome.message(), List.of())
                    .wayOut("What runs is not left in time: send it again in a moment, or pause the integrations.")
                    .retryAfter(SOON);
        }
        if (!revision.problems().isEmpty()) {
            throw Rejected.invalid(
                    "The file is refused; what ran before runs on.",
                    revision.problems().stream()
                            .map(problem -> new Mistake("/content", problem.toString()))
                            .toList());
        }
        return Json.write(revision);
    }

    /** What cannot be the name of a file of ours is the name of nothing. */
    private static FlowPath path(String tool, String file) {
        return FlowPath.of(tool, file).orElseThrow(RouteOperations::nothing);
    }

    private static Rejected nothing() {
        return Rejected.notFound("There is no file of this name.");
    }

    private RouteFiles files() {
        return files.get();
    }
}
