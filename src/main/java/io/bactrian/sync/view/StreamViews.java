package io.bactrian.sync.view;

import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.store.CustomColumn;
import io.bactrian.store.EntityTable;
import io.bactrian.store.StreamView;
import io.bactrian.store.Views;
import io.bactrian.tool.CustomFields;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers every stream of a tool as a view in which custom fields have the names their account gives them. */
public final class StreamViews {
    private static final Logger LOG = LoggerFactory.getLogger(StreamViews.class);
    /** PostgreSQL knows at most 1,600 columns a view; what has no column is in {@code raw}. */
    private static final int MOST_CUSTOM_COLUMNS = 1000;

    private static final Set<String> OWN =
            Set.of("integration_id", "external_id", "changed_at", "synced_at", "deleted_at", "absence", "raw");

    private final StreamEntities entities;
    private final Function<String, EntityTable> tables;
    private final Views views;
    private final Runs runs;
    private final Fields fields;

    public StreamViews(Jdbi jdbi, Function<String, EntityTable> tables, Views views, Runs runs) {
        this.entities = new StreamEntities(jdbi);
        this.tables = tables;
        this.views = views;
        this.runs = runs;
        this.fields = new Fields(jdbi, runs);
    }

    /** A view that cannot be remade stays as it was, and the run's timeline says so. */
    public void make(@ExchangeProperty("run") Run run) {
        Tool tool = run.destination().tool();
        learn(run, tool);
        tool.all().forEach(stream -> entities.keep(run.integrationId(), stream.name(), stream.entity()));
        views.make(views(tool), (view, refused) -> {
            LOG.warn("the view work.{} stays as it was", view.name(), refused);
            runs.note(run, "view_kept", view.stream(), "the view could not be remade");
        });
    }

    private void learn(Run run, Tool tool) {
        Map<String, CustomFields> byNames = new LinkedHashMap<>();
        tool.all()
                .map(StreamDeclaration::custom)
                .filter(Objects::nonNull)
                .forEach(custom -> byNames.putIfAbsent(custom.naming().stream(), custom));
        byNames.values().forEach(custom -> fields.learn(run, custom, reserved(tool, custom)));
    }

    /** The views of a tool that was declared anew; one that cannot be remade is remade after the next run. */
    public void remake(Tool tool) {
        try {
            views.make(
                    views(tool), (view, refused) -> LOG.warn("the view work.{} stays as it was", view.name(), refused));
        } catch (JdbiException e) {
            LOG.warn("the views of {} stay as they were", tool.name(), e);
        }
    }

    private List<StreamView> views(Tool tool) {
        return tool.all().map(stream -> view(tool, stream)).toList();
    }

    private StreamView view(Tool tool, StreamDeclaration stream) {
        String entity = entities.shared(tool.name(), stream.name()).orElse(null);
        return new StreamView(tool.name(), stream.name(), entity, columns(entity), custom(tool, stream));
    }

    /** All that its table has: each integration may map others, and all of them share the view. */
    private List<String> columns(@Nullable String entity) {
        return entity == null
                ? List.of()
                : tables.apply(entity).columns().stream()
                        .map(EntityTable.Column::name)
                        .toList();
    }

    private List<CustomColumn> custom(Tool tool, StreamDeclaration stream) {
        CustomFields custom = stream.custom();
        return custom == null
                ? List.of()
                : fields.columns(tool.name(), custom).stream()
                        .limit(MOST_CUSTOM_COLUMNS)
                        .toList();
    }

    /** What the columns of custom fields must not be called: whatever else a view of a stream that has them shows. */
    private Set<String> reserved(Tool tool, CustomFields custom) {
        Set<String> reserved = new HashSet<>(OWN);
        tool.all()
                .filter(stream ->
                        stream.custom() != null && stream.custom().naming().equals(custom.naming()))
                .forEach(stream -> reserved.addAll(columns(stream.entity())));
        return reserved;
    }
}
