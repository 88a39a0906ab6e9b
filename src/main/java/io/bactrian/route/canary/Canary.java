package io.bactrian.route.canary;

import io.bactrian.connection.Rehearsals;
import io.bactrian.connection.Rehearsals.Rehearsal;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.run.Run;
import io.bactrian.store.MappedRows;
import io.bactrian.sync.Page;
import io.bactrian.sync.Walk;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** The steps of a look at one page by a version of a file that does not run. */
public final class Canary {
    /** The route that every page goes through. */
    public static final String PAGE = "sync-page";

    private static final String LOOK = "look";

    private final Rehearsals rehearsals;
    private final WalkFactory factory;
    private final StoredRecords records;
    private final MappedRows rows;

    public Canary(Rehearsals rehearsals, WalkFactory factory, StoredRecords records, MappedRows rows) {
        this.rehearsals = rehearsals;
        this.factory = factory;
        this.records = records;
        this.rows = rows;
    }

    /** Opens a connection by the candidate's declaration, beside the one that goes on, and a walk over the stream. */
    public Look open(@Body CanaryRequest request) throws ToolFailure {
        Rehearsal rehearsal =
                rehearsals.enter(request.integrationId(), request.candidate().tool(), request.caller());
        try {
            Run run = Run.unstored(rehearsal.destination(), rehearsal.id());
            PageLook found = new PageLook(records, rows, run);
            StreamDeclaration stream = stream(rehearsal.destination().tool(), request.stream());
            return new Look(request, rehearsal, factory.look(run, stream, found), found);
        } catch (ToolFailure | RuntimeException e) {
            rehearsals.leave(rehearsal);
            throw e;
        }
    }

    /** The stream itself, or the one in whose records it is embedded. */
    private static StreamDeclaration stream(Tool tool, @Nullable String name) throws ToolFailure {
        return tool.streams().values().stream()
                .filter(stream -> name == null
                        ? stream.partitioning() == null
                        : stream.name().equals(name) || holds(stream, name))
                .findFirst()
                .orElseThrow(() -> ToolFailure.of(
                        FailureCategory.INVALID_DATA,
                        "this integration brings over no stream " + name + "; it brings over "
                                + String.join(", ", tool.streams().keySet())));
    }

    private static boolean holds(StreamDeclaration stream, String name) {
        return stream.children().values().stream()
                .anyMatch(child -> child.record().name().equals(name));
    }

    /** Takes the walk's first page through the candidate's own routes. */
    public void ask(@ExchangeProperty(LOOK) Look look) throws ToolFailure {
        Walk walk = look.walk();
        if (!walk.hasNext()) {
            throw ToolFailure.of(
                    FailureCategory.INVALID_DATA,
                    walk.stream() + " has a list for each record of another stream, and none of those is stored yet: "
                            + "sync the integration first, or try another stream");
        }
        Page page = walk.next();
        look.candidate().way().send(PAGE, page);
        look.asked(page);
    }

    public CanaryPage tell(@ExchangeProperty(LOOK) Look look) {
        return look.result();
    }

    public void close(@ExchangeProperty(LOOK) Look look) throws ToolFailure {
        rehearsals.leave(look.rehearsal());
        look.walk().finish();
    }
}
