package io.bactrian.sync.live;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Destination;
import io.bactrian.run.Run;
import io.bactrian.sync.Batch;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.mirror.MirroredRecord;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds how a tool is asked for one record, and what it is not asked for. */
final class LookUps {
    /** What no tool's address, condition or body is changed by, whoever wrote it. */
    private static final Pattern USUAL =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_:.-]*(/[A-Za-z0-9_-][A-Za-z0-9_:.-]*)*");

    private final WalkFactory factory;

    LookUps(WalkFactory factory) {
        this.factory = factory;
    }

    /** The walk of the one request; throws {@link NotAskedFor} when there is none. */
    Walk walk(Destination destination, StreamDeclaration stream, RecordLook look, String id) {
        ByIds byIds = declared(destination.tool(), stream);
        Run run = Run.unstored(destination, destination.connectionId());
        Batch batch = new Batch(destination.values(), List.of(id));
        return factory.byIds(run, stream, byIds, List.of(batch).iterator(), look);
    }

    static StreamDeclaration stream(Tool tool, String name) throws ToolFailure {
        return tool.find(name)
                .orElseThrow(() -> ToolFailure.of(
                        FailureCategory.NOT_FOUND,
                        "this integration brings over no stream " + name + "; it brings over "
                                + String.join(", ", tool.streams().keySet())));
    }

    private static ByIds declared(Tool tool, StreamDeclaration stream) {
        ByIds byIds = stream.byIds();
        if (byIds == null) {
            String list = tool.listOf(stream.name());
            String where =
                    list.equals(stream.name()) ? "" : "ask for the record of " + list + " that it stands in, or ";
            throw new NotAskedFor(
                    stream.name() + " has no look-up by id that the tool could be asked by",
                    capitalised(where + "run a sync and ask for what is stored then."));
        }
        return byIds;
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** An id that the tool gave out is good; any other must be like one, and nobody looks beyond what the integration is for. */
    static void check(Tool tool, StreamDeclaration stream, String id, @Nullable MirroredRecord copy) {
        if (isUnlikely(stream, id, copy != null)) {
            throw new NotAskedFor(
                    "none is stored by this id, and it is not like one of " + stream.name(),
                    "Take the id as the list of records has it.");
        }
        if (isScoped(tool, stream) && (copy == null || !copy.isPresent())) {
            throw new NotAskedFor(
                    "the integration has a scope, and no record of this id is stored as one within it",
                    "Run a sync, which brings over what is within the scope, or widen the scope.");
        }
    }

    private static boolean isUnlikely(StreamDeclaration stream, String id, boolean isStored) {
        return (isInParents(stream) && id.indexOf('/') < 1)
                || (!isStored && !USUAL.matcher(id).matches());
    }

    private static boolean isInParents(StreamDeclaration stream) {
        return stream.partitioning() != null && stream.partitioning().idsPerParent();
    }

    /** Whether a scope leaves out records of the stream itself, of the one it is embedded in, or of those it is listed for. */
    private static boolean isScoped(Tool tool, StreamDeclaration stream) {
        StreamDeclaration list = tool.stream(tool.listOf(stream.name()));
        Partitioning partitioning = list.partitioning();
        List<String> parents = partitioning == null ? List.of() : partitioning.parents();
        return !list.cursor().scopeText().isEmpty()
                || parents.stream()
                        .filter(parent -> !parent.equals(list.name()))
                        .anyMatch(parent -> isScoped(tool, tool.stream(parent)));
    }
}
