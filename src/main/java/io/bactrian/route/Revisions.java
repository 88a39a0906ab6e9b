package io.bactrian.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.access.Caller;
import io.bactrian.audit.AuditLog;
import io.bactrian.event.Events;
import io.bactrian.route.Change.Cause;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.tool.declaration.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** The versions of all files as they are stored. */
public final class Revisions {
    /** What is longer is not a file of ours, and its content is not kept. */
    private static final int LONGEST_KEPT = 256 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final String COLUMNS = """
            select id, tool, file, verdict, cause, author, noted_at, problems::text as problems, diff, content
            from bactrian.route_revisions
            """;

    private final Jdbi jdbi;

    public Revisions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that a version runs from now on, with its entry in the audit log and its event. */
    Revision live(Change change, @Nullable String before) {
        return jdbi.inTransaction(handle -> live(handle, change, before));
    }

    private static Revision live(Handle handle, Change change, @Nullable String before) {
        Revision revision = add(handle, change, Revision.LIVE, List.of(), before);
        AuditLog.done(change.author(), change.cause().action(), change.path().path(), null)
                .write(handle);
        return revision;
    }

    /** Notes what is new of the files that a start has found, and tells by which revision each of them runs. */
    SortedMap<FlowPath, Revision> begun(SortedMap<FlowPath, byte[]> contents) {
        return jdbi.inTransaction(handle -> {
            SortedMap<FlowPath, Revision> running = new TreeMap<>();
            contents.forEach((path, bytes) -> running.put(path, begun(handle, path, bytes)));
            return running;
        });
    }

    private static Revision begun(Handle handle, FlowPath path, byte[] bytes) {
        Optional<Revision> last = live(handle, path);
        return last.filter(known -> Objects.equals(known.content(), content(bytes)))
                .orElseGet(() -> live(
                        handle,
                        new Change(path, bytes, Caller.SYSTEM, Cause.START),
                        last.map(Revision::content).orElse(null)));
    }

    /** Notes that a version does not run, and why. */
    Revision rejected(Change change, List<Problem> problems, @Nullable String before) {
        return jdbi.inTransaction(handle -> add(handle, change, Revision.REJECTED, problems, before));
    }

    private static Revision add(
            Handle handle, Change change, String verdict, List<Problem> problems, @Nullable String before) {
        String content = content(change.bytes());
        FlowPath path = change.path();
        Revision revision = handle.createQuery("""
                        insert into bactrian.route_revisions
                            (tool, file, verdict, cause, author, noted_at, problems, diff, content)
                        values (:tool, :file, :verdict, :cause, :author, clock_timestamp(), :problems::jsonb, :diff, :content)
                        returning id, tool, file, verdict, cause, author, noted_at, problems::text as problems, diff, content
                        """)
                .bind("tool", path.tool())
                .bind("file", path.file())
                .bind("verdict", verdict)
                .bind("cause", change.cause().word())
                .bind("author", change.author().name())
                .bind("problems", json(problems))
                .bind("diff", UnifiedDiff.of(path.path(), before == null ? "" : before, content == null ? "" : content))
                .bind("content", content)
                .map(Revisions::revision)
                .one();
        Events.add(
                handle,
                "route." + verdict,
                null,
                Map.of("tool", path.tool(), "file", path.file(), "revision", revision.id()));
        return revision;
    }

    /** The version of a file that was noted last as running; empty when it was taken away with it, or never ran. */
    Optional<Revision> live(FlowPath path) {
        return jdbi.withHandle(handle -> live(handle, path));
    }

    private static Optional<Revision> live(Handle handle, FlowPath path) {
        return handle.createQuery(
                        COLUMNS + "where tool = :tool and file = :file and verdict = 'live' order by id desc limit 1")
                .bind("tool", path.tool())
                .bind("file", path.file())
                .map(Revisions::revision)
                .findOne()
                .filter(revision -> revision.content() != null);
    }

    /** The content of a file that ran last. */
    Optional<byte[]> lastGood(FlowPath path) {
        return live(path).map(Revision::content).map(content -> content.getBytes(StandardCharsets.UTF_8));
    }

    /** Of one file; empty when it has none of this number. */
    Optional<Revision> find(FlowPath path, long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where tool = :tool and file = :file and id = :id")
                        .bind("tool", path.tool())
                        .bind("file", path.file())
                        .bind("id", id)
                        .map(Revisions::revision)
                        .findOne());
    }

    /** The newest first, those before a number. */
    List<Revision> list(FlowPath path, int limit, @Nullable Long before) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                                where tool = :tool and file = :file and (:before::bigint is null or id < :before)
                                order by id desc limit :limit
                                """)
                .bind("tool", path.tool())
                .bind("file", path.file())
                .bind("before", before)
                .bind("limit", limit)
                .map(Revisions::revision)
                .list());
    }

    /** What cannot be stored as text is not kept; it was rejected for that. */
    static @Nullable String content(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length > LONGEST_KEPT) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(0) < 0 ? text : null;
    }

    private static Revision revision(RowView row) {
        return new Revision(
                row.getColumn("id", Long.class),
                row.getColumn("tool", String.class),
                row.getColumn("file", String.class),
                row.getColumn("verdict", String.class),
                row.getColumn("cause", String.class),
                row.getColumn("author", String.class),
                row.getColumn("noted_at", Instant.class),
                problems(row.getColumn("problems", String.class)),
                row.getColumn("diff", String.class),
                row.getColumn("content", String.class));
    }

    private static String json(List<Problem> problems) {
        try {
            // A problem may name a character that no jsonb holds.
            return JSON.writeValueAsString(problems).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problems cannot be written as JSON", e);
        }
    }

    private static List<Problem> problems(String json) {
        try {
            return JSON.readValue(json, PROBLEMS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored problems cannot be read", e);
        }
    }
}
