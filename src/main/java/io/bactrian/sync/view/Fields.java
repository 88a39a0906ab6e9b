package io.bactrian.sync.view;

import io.bactrian.event.Events;
import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.store.CustomColumn;
import io.bactrian.tool.CustomFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The custom fields of all accounts: which there are, and which column shows each. */
final class Fields {
    private final Jdbi jdbi;
    private final Runs runs;

    Fields(Jdbi jdbi, Runs runs) {
        this.jdbi = jdbi;
        this.runs = runs;
    }

    /**
     * Takes up which fields a run's account has by now. What changed is an event and stands in the run's timeline; the fields of
     * an account that is read for the first time do not.
     *
     * @param reserved names that no column of a field may have
     */
    void learn(Run run, CustomFields fields, Set<String> reserved) {
        String stream = fields.naming().stream();
        jdbi.useTransaction(handle -> {
            Map<String, NamedField> named = KnownFields.named(handle, run.integrationId(), fields);
            Map<String, KnownField> known = KnownFields.of(handle, run.integrationId(), stream);
            Map<String, String> columns = ColumnNames.assign(named, known, reserved);
            for (NamedField field : named.values()) {
                KnownField before = known.get(field.id());
                KnownField now = KnownField.of(run.integrationId(), field, columns.getOrDefault(field.id(), ""));
                if (!now.equals(before)) {
                    KnownFields.keep(handle, stream, now);
                    tell(handle, run, stream, known.isEmpty() ? List.of() : FieldChange.between(before, now));
                }
            }
        });
    }

    private void tell(Handle handle, Run run, String stream, List<FieldChange> changes) {
        for (FieldChange change : changes) {
            Events.add(handle, "field." + change.kind().word(), run.integrationId(), change.data(stream));
            runs.note(handle, run, "field_" + change.kind().word(), stream, change.detail());
        }
    }

    /** The columns of all accounts at a tool. */
    List<CustomColumn> columns(String tool, CustomFields fields) {
        return new FieldColumns(fields)
                .of(jdbi.withHandle(handle -> KnownFields.ofTool(handle, tool, fields.naming().stream())));
    }
}
