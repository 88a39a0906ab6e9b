package io.bactrian.sync;

import io.bactrian.run.Run;
import io.bactrian.store.Row;
import io.bactrian.sync.Reports.Reported;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.StreamDeclaration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Records to fetch by id, each once, as many at a time as one request may name, and of one partition unless they name it. */
final class FetchBatches implements Iterator<Batch> {
    private static final int AT_ONCE = 500;

    private final Reports reports;
    private final Run run;
    private final StreamDeclaration stream;
    private final Embedding embedding;
    private final int size;
    private final boolean isMixed;
    private final Deque<Reported> next = new ArrayDeque<>();
    private final Map<String, Reported> asked = new HashMap<>();
    /** Of the batch that is being read, page by page. */
    private final Set<String> found = new HashSet<>();

    private final List<String> unversioned = new ArrayList<>();
    private String partition = "";
    private String id = "";

    FetchBatches(Reports reports, Run run, StreamDeclaration stream, ByIds byIds, Embedding embedding) {
        this.reports = reports;
        this.run = run;
        this.stream = stream;
        this.embedding = embedding;
        this.size = byIds.batch();
        this.isMixed = byIds.parent() != null;
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            next.addAll(reports.next(run.integrationId(), stream.name(), partition, id, AT_ONCE));
        }
        return !next.isEmpty();
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        partition = next.getFirst().partition();
        List<String> ids = new ArrayList<>();
        while (ids.size() < size
                && !next.isEmpty()
                && (isMixed || next.getFirst().partition().equals(partition))) {
            Reported record = next.removeFirst();
            partition = record.partition();
            id = record.externalId();
            ids.add(id);
            asked.put(id, record);
        }
        Map<String, String> values = new HashMap<>(run.destination().values());
        String parent = isMixed ? "" : partition;
        values.put("parent", parent);
        return new Batch(values, ids, parent);
    }

    /** What was asked for has been looked at; what a feed says is deleted, and is not there, is. */
    void seen(Handle handle, Page page) {
        found.addAll(page.cut().rows().stream().map(Row::id).toList());
        page.cut().unstorable().forEach(record -> found.add(record.id()));
        unversioned.addAll(unversioned(page.cut().rows()));
        if (page.isLast()) {
            List<String> missing = new ArrayList<>(page.batch().ids());
            missing.removeAll(found);
            List<String> deleted = reports.deleted(handle, run.integrationId(), stream.name(), missing);
            embedding.lose(handle, stream, deleted);
            ToldAbsences.deleted(handle, run, stream, deleted);
            passed(handle, page.batch(), List.copyOf(unversioned));
            found.clear();
            unversioned.clear();
        }
    }

    /** What was asked for and refused is not asked for again until a feed tells of it anew. */
    void passed(Handle handle, Batch batch) {
        passed(handle, batch, List.of());
    }

    private void passed(Handle handle, Batch batch, List<String> still) {
        List<Reported> passed =
                batch.ids().stream().map(asked::remove).filter(Objects::nonNull).toList();
        reports.seen(handle, run.integrationId(), stream.name(), passed, still);
    }

    private List<String> unversioned(List<Row> rows) {
        return stream.changed() == null
                ? List.of()
                : rows.stream().filter(row -> !row.isVersioned()).map(Row::id).toList();
    }
}
