package io.bactrian.route.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.consistency.document.Comparison;
import io.bactrian.consistency.document.Difference;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.canary.CanaryPage.CanaryRow;
import io.bactrian.route.canary.CanaryPage.Held;
import io.bactrian.route.canary.CanaryPage.State;
import io.bactrian.run.Run;
import io.bactrian.store.MappedRows;
import io.bactrian.store.MappedRows.Mapped;
import io.bactrian.store.Row;
import io.bactrian.store.Slab;
import io.bactrian.sync.Keeper;
import io.bactrian.sync.Page;
import io.bactrian.sync.census.RecordComparison;
import io.bactrian.sync.census.StoredRecords;
import io.bactrian.sync.census.StoredRecords.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the records of one page against what is stored, and stores nothing. */
final class PageLook implements Keeper {
    private static final int MOST_ROWS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StoredRecords records;
    private final MappedRows rows;
    private final Run run;
    private final List<Held> held = new ArrayList<>();
    private final List<CanaryRow> seen = new ArrayList<>();

    PageLook(StoredRecords records, MappedRows rows, Run run) {
        this.records = records;
        this.rows = rows;
        this.run = run;
    }

    List<Held> held() {
        return List.copyOf(held);
    }

    /** The records that differ first, as they are why somebody looks; at most so many that a person can read them. */
    List<CanaryRow> rows() {
        return seen.stream()
                .sorted(Comparator.comparing((CanaryRow row) -> row.state() == State.EQUAL))
                .limit(MOST_ROWS)
                .toList();
    }

    @Override
    public void keep(Page page) throws ToolFailure {
        try {
            for (Slab slab : page.cut().slabs()) {
                look(slab, (int) page.cut().unstorable().stream()
                        .filter(bad -> bad.stream().equals(slab.stream()))
                        .count());
            }
        } finally {
            page.release();
        }
    }

    private void look(Slab slab, int quarantined) throws ToolFailure {
        String stream = slab.stream();
        List<String> ids = slab.rows().stream().map(Row::id).toList();
        Map<String, Stored> stored = records.find(run.integrationId(), stream, ids);
        Map<String, Mapped> mapped = rows.of(run.integrationId(), slab);
        RecordComparison comparison = new RecordComparison(
                run.destination().tool().find(stream).orElseThrow().volatileParts());
        List<CanaryRow> found = new ArrayList<>();
        for (Row row : slab.rows()) {
            Stored local = stored.get(row.id());
            List<Difference> differences = local == null ? List.of() : comparison.differences(slab, row, local);
            found.add(row(stream, row, local, mapped.get(row.id()), differences));
        }
        seen.addAll(found);
        held.add(new Held(
                stream,
                found.size() + quarantined,
                count(found, State.ADDED),
                count(found, State.DIFFERENT),
                count(found, State.EQUAL),
                quarantined));
    }

    private static CanaryRow row(
            String stream, Row row, @Nullable Stored local, @Nullable Mapped mapped, List<Difference> differences) {
        JsonNode columns = mapped == null ? null : read(mapped.columns());
        List<Difference> columnDifferences = local == null || mapped == null || mapped.stored() == null
                ? List.of()
                : Comparison.complete().differences(read(mapped.stored()), read(mapped.columns()));
        boolean isEqual = differences.isEmpty() && columnDifferences.isEmpty();
        State state = local == null ? State.ADDED : isEqual ? State.EQUAL : State.DIFFERENT;
        return new CanaryRow(stream, row.id(), state, columns, columnDifferences, differences);
    }

    private static int count(List<CanaryRow> rows, State state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }

    private static JsonNode read(String columns) {
        try {
            return JSON.readTree(columns);
        } catch (IOException e) {
            throw new UncheckedIOException("the database gave no JSON", e);
        }
    }

    @Override
    public void finish(boolean complete) {
        // One page is looked at, and nothing is held back.
    }

    @Override
    public void abandon() {
        // The page gives its buffers back itself.
    }
}
