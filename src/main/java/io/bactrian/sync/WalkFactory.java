package io.bactrian.sync;

import io.bactrian.credential.Pseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.run.Run;
import io.bactrian.store.EntityTable;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.census.CensusIds;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.cut.Cutter;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.CensusDeclaration;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the walks there are: over a list, over ids, over the ids of a census, over the children that pages cut short. */
public final class WalkFactory {
    private final Jdbi jdbi;
    private final RecordStore store;
    private final Positions positions;
    private final Marks marks;
    private final Reports reports;
    private final ChildCounts childCounts;
    private final CensusIds censusIds;
    private final Function<String, EntityTable> tables;
    private final Pseudonyms pseudonyms;
    private final Buffers buffers;
    private final PageLimits limits;

    public WalkFactory(
            Jdbi jdbi,
            RecordStore store,
            Function<String, EntityTable> tables,
            Pseudonyms pseudonyms,
            Buffers buffers) {
        this.jdbi = jdbi;
        this.store = store;
        this.positions = new Positions(jdbi);
        this.marks = new Marks(jdbi);
        this.reports = new Reports(jdbi);
        this.childCounts = new ChildCounts(jdbi);
        this.censusIds = new CensusIds(jdbi);
        this.tables = tables;
        this.pseudonyms = pseudonyms;
        this.buffers = buffers;
        this.limits = new PageLimits(jdbi);
    }

    /**
     * A walk over one part of a stream's list; where there is no cheaper listing of ids, reading it whole is its census.
     *
     * @param batches the one list, or the partitions
     */
    Walk list(StreamPlan plan, Positions.Part part, Iterator<Batch> batches) {
        Run run = plan.run();
        StreamDeclaration stream = plan.stream();
        boolean isCensus = stream.census() == null && part.since() == null && stream.isKept();
        ListProgress progress = new ListProgress(plan, part, positions, marks, reports);
        Keeper keeper = new RecordKeeper(
                        store, run, stream.name(), stream.isKept(), (handle, pages, merged, complete) -> {
                            ToldChildren.keep(handle, run, stream, pages, merged);
                            if (isCensus) {
                                pages.forEach(page -> list(handle, run, stream, page));
                            }
                            progress.write(handle, pages, merged, complete);
                        })
                .into(store.untouched(run.integrationId(), stream.names()))
                .atOnce(stream.isListedForItself());
        Walk walk = new Walk(
                        run,
                        stream.name(),
                        part.part(),
                        stream.list(),
                        limits.limited(run.integrationId(), stream.name(), stream.paging()),
                        listCutter(run, stream),
                        buffers,
                        batches,
                        keeper)
                .resuming(part);
        progress.of(walk);
        return walk.accepting(Accepted.of(stream.cursor().lost())).watching(stream.census() == null);
    }

    private void list(Handle handle, Run run, StreamDeclaration stream, Page page) {
        String partition = page.batch().parent();
        if (page.isInVain()) {
            censusIds.forget(handle, run.integrationId(), stream.name(), partition);
        } else {
            censusIds.add(
                    handle,
                    run.integrationId(),
                    stream.name(),
                    partition,
                    page.cut().ids(stream.name()));
        }
    }

    /** A walk that fetches records by id and stores them. */
    public Walk byIds(Run run, StreamDeclaration stream, ByIds byIds, Iterator<Batch> batches, Keeper keeper) {
        boolean isOfOne = byIds.batch() == 1;
        Cutter cutter = cutter(run, stream, byIds.items(), byIds.paging());
        return new Walk(
                        run,
                        stream.name(),
                        "by id",
                        byIds.request(),
                        byIds.paging(),
                        isOfOne ? cutter.ofOne() : cutter,
                        buffers,
                        isInParents(stream) ? new BatchesInParents(batches) : batches,
                        keeper)
                .accepting(isOfOne ? Accepted.noSuchRecord(byIds) : Accepted.NOTHING);
    }

    private static boolean isInParents(StreamDeclaration stream) {
        return stream.partitioning() != null && stream.partitioning().idsPerParent();
    }

    /** A walk without a page, for where there is nothing to ask. */
    public Walk nothing(Run run, StreamDeclaration stream, Keeper keeper) {
        return whole(run, stream, keeper, Collections.emptyIterator());
    }

    /** A walk that reads everything a stream lists for a keeper of its own; the stream's position stays where it is. */
    public Walk whole(Run run, StreamDeclaration stream, Keeper keeper) {
        return whole(run, stream, watched(run, stream, keeper), everything(run, stream, null));
    }

    /** The same for a keeper that stores what it is given, so that there may be more to list in the end than there was. */
    public Walk growing(Run run, StreamDeclaration stream, Keeper keeper) {
        if (!stream.isListedForItself()) {
            return whole(run, stream, keeper);
        }
        store.write(run.lease(), handle -> ReadLists.forget(handle, run.integrationId(), stream.name()));
        return whole(run, stream, watched(run, stream, keeper), everything(run, stream, new ReadLists(run, stream)));
    }

    /** The walk of a first sync for a keeper of its own, for a look at what there is that leaves nothing behind. */
    public Walk look(Run run, StreamDeclaration stream, Keeper keeper) {
        return whole(run, stream, keeper, everything(run, stream, null))
                .accepting(Accepted.of(stream.cursor().lost()));
    }

    private Keeper watched(Run run, StreamDeclaration stream, Keeper keeper) {
        return new Watched(keeper, store, marks, run, stream.name());
    }

    /** The one list of a stream, or that of each of its parents, from the beginning; where lists are noted, until none is left. */
    private Iterator<Batch> everything(Run run, StreamDeclaration stream, @Nullable ReadLists read) {
        Map<String, String> values = stream.cursor().complete(run.destination().values());
        Partitioning partitioning = stream.partitioning();
        if (partitioning == null) {
            return List.of(Batch.list(values)).iterator();
        }
        Partitions all =
                new Partitions(jdbi, run, stream, partitioning, "", false, false, (partition, parent, mark) -> {
                    if (read != null) {
                        store.write(run.lease(), handle -> read.add(handle, List.of(partition)));
                    }
                    Map<String, String> own = new HashMap<>(values);
                    own.putAll(parent);
                    return new Batch(own, List.of(), partition);
                });
        return read == null ? all : all.growing();
    }

    private Walk whole(Run run, StreamDeclaration stream, Keeper keeper, Iterator<Batch> batches) {
        return new Walk(
                        run,
                        stream.name(),
                        "whole",
                        stream.list(),
                        limits.limited(run.integrationId(), stream.name(), stream.paging()),
                        listCutter(run, stream),
                        buffers,
                        batches,
                        keeper)
                .watching(stream.census() == null)
                .skipping(new OwnLists(jdbi, run, stream));
    }

    /** A keeper that stores records and what they tell of their children, without a position. */
    public Keeper storing(Run run, StreamDeclaration stream) {
        return new RecordKeeper(
                        store,
                        run,
                        stream.name(),
                        (handle, pages, merged, complete) ->
                                ToldChildren.keepFetched(handle, run, stream, pages, merged))
                .atOnce(stream.isListedForItself());
    }

    /** A walk over the cheapest listing of a stream's ids. */
    public Walk census(Run run, StreamDeclaration stream, CensusDeclaration census, Keeper keeper) {
        return new Walk(
                run,
                stream.name(),
                Walk.CENSUS,
                census.request(),
                limits.limited(run.integrationId(), stream.name() + "/" + Walk.CENSUS, census.paging()),
                cutter(run, stream.idsOnly(census), census.items(), census.paging()),
                buffers,
                everything(run, stream, null),
                keeper);
    }

    /**
     * A walk over the parents whose children were cut short; a parent is complete when its last page is stored and nothing of it is
     * in doubt. One that is refused stays as it is, and those behind it are read, unless one after another is refused.
     */
    Walk children(Run run, ChildStream child, ChildStream.Rest rest, Iterator<Batch> batches) {
        String name = child.record().name();
        Completion completion = new Completion(name);
        ReadChildren read = new ReadChildren(childCounts, run, child.record());
        RecordKeeper keeper = new RecordKeeper(
                store,
                run,
                name,
                (handle, pages, merged, complete) -> read.conclude(handle, completion.completedBy(pages), merged));
        RefusedChildren refused = new RefusedChildren(store, childCounts, run, name, keeper);
        return children(run, child, rest, batches, refused).skipping(refused);
    }

    /** A walk over all children of some parents for a keeper of its own. */
    public Walk children(Run run, ChildStream child, ChildStream.Rest rest, Iterator<Batch> batches, Keeper keeper) {
        StreamDeclaration record = rest.batch() == 1 ? child.record() : Cutter.holder(child, rest);
        return new Walk(
                run,
                child.record().name(),
                "of parents cut short",
                rest.request(),
                limits.limited(run.integrationId(), child.record().name(), rest.paging()),
                cutter(run, record, rest.items(), rest.paging()),
                buffers,
                batches,
                keeper);
    }

    /** Cuts records that are stored, put together as an answer would be, by the rules for what is stored now. */
    public void stored(Run run, StreamDeclaration stream, byte[] records, Consumer<Cut> storing) {
        Cutter cutter = cutter(run, stream, "", Paging.NONE);
        byte[] lent = buffers.lend(records.length);
        System.arraycopy(records, 0, lent, 0, records.length);
        try {
            Cutter.Redacted redacted = cutter.redact(lent, records.length);
            lent = redacted.bytes();
            Cut cut = cutter.cut(lent, redacted.length(), "");
            try {
                storing.accept(cut);
            } finally {
                buffers.giveBack(cut.columns());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("stored records of " + stream.name() + " cannot be read", e);
        } finally {
            buffers.giveBack(lent);
        }
    }

    private Cutter listCutter(Run run, StreamDeclaration stream) {
        Cutter cutter = cutter(run, stream, stream.items(), stream.paging());
        return stream.single() ? cutter.ofOne() : cutter;
    }

    private Cutter cutter(Run run, StreamDeclaration stream, String items, Paging paging) {
        return new Cutter(stream, items, paging, tables, run.destination().values(), pseudonyms, buffers);
    }
}
