package io.bactrian.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.run.Run;
import io.bactrian.run.Runs;
import io.bactrian.store.EntityTable;
import io.bactrian.store.StreamView;
import io.bactrian.store.StreamView.CustomColumn;
import io.bactrian.store.StreamView.Source;
import io.bactrian.store.Views;
import io.bactrian.tool.CustomFields;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers every stream of a tool as a view in which custom fields have the names their account gives them. */
public final class StreamViews {
    private static final Logger LOG = LoggerFactory.getLogger(StreamViews.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** PostgreSQL knows at most 1,600 columns a view; what has no column is in {@code raw}. */
    private static final int MOST_CUSTOM_COLUMNS = 1000;
    /** PostgreSQL cuts longer identifiers. */
    private static final int LONGEST_NAME = 63;

    private static final Set<String> OWN =
            Set.of("integration_id", "external_id", "changed_at", "synced_at", "deleted_at", "absence", "raw");

    private final Jdbi jdbi;
    private final StreamEntities entities;
    private final Function<String, EntityTable> tables;
    private final Views views;
    private final Runs runs;

    StreamViews(Jdbi jdbi, Function<String, EntityTable> tables, Views views, Runs runs) {
        this.jdbi = jdbi;
        this.entities = new StreamEntities(jdbi);
        this.tables = tables;
        this.views = views;
        this.runs = runs;
    }

    /** A view that cannot be remade stays as it was, and the run's timeline says so. */
    public void make(@ExchangeProperty("run") Run run) {
        Tool tool = run.destination().tool();
        for (StreamDeclaration stream : tool.streams().values()) {
            Stream.concat(Stream.of(stream), stream.children().values().stream().map(child -> child.record()))
                    .forEach(declaration -> make(run, tool, declaration));
        }
    }

    /** The views of a tool that was declared anew; one that cannot be remade is remade after the next run. */
    public void remake(Tool tool) {
        tool.all().forEach(stream -> {
            try {
                make(tool, stream);
            } catch (JdbiException e) {
                LOG.warn("the view work.{}_{} stays as it was", tool.name(), stream.name(), e);
            }
        });
    }

    private void make(Tool tool, StreamDeclaration stream) {
        String entity = entities.shared(tool.name(), stream.name()).orElse(null);
        List<String> columns = columns(entity);
        views.make(new StreamView(tool.name(), stream.name(), entity, columns, custom(tool, stream, columns)));
    }

    private void make(Run run, Tool tool, StreamDeclaration stream) {
        try {
            entities.keep(run.integrationId(), stream.name(), stream.entity());
            make(tool, stream);
        } catch (JdbiException e) {
            LOG.warn("the view work.{}_{} stays as it was", tool.name(), stream.name(), e);
            runs.note(run, "view_kept", stream.name(), "the view could not be remade");
        }
    }

    /** All that its table has: each integration may map others, and all of them share the view. */
    private List<String> columns(@Nullable String entity) {
        return entity == null
                ? List.of()
                : tables.apply(entity).columns().stream()
                        .map(EntityTable.Column::name)
                        .toList();
    }

    private List<CustomColumn> custom(Tool tool, StreamDeclaration stream, List<String> columns) {
        CustomFields fields = stream.custom();
        if (fields == null) {
            return List.of();
        }
        Set<String> taken = new HashSet<>(OWN);
        taken.addAll(columns);
        Map<String, Map<String, List<UUID>>> idsByName = new TreeMap<>();
        for (Named named : named(tool, fields)) {
            idsByName
                    .computeIfAbsent(columnName(named.title()), name -> new TreeMap<>())
                    .computeIfAbsent(named.id(), id -> new ArrayList<>())
                    .add(named.integrationId());
        }
        return idsByName.entrySet().stream()
                .flatMap(name -> columns(name.getKey(), name.getValue(), fields, taken).stream())
                .limit(MOST_CUSTOM_COLUMNS)
                .toList();
    }

    /** One column for a name, but one for each id when an account gave the same name twice, or when the name is taken. */
    private static List<CustomColumn> columns(
            String name, Map<String, List<UUID>> ids, CustomFields fields, Set<String> taken) {
        Set<UUID> seen = new HashSet<>();
        boolean isAmbiguous = ids.values().stream().flatMap(List::stream).anyMatch(id -> !seen.add(id));
        if (!isAmbiguous && !name.isEmpty() && taken.add(name)) {
            return List.of(new CustomColumn(
                    name,
                    ids.entrySet().stream()
                            .flatMap(id -> sources(id.getKey(), id.getValue(), fields))
                            .toList()));
        }
        return ids.entrySet().stream()
                .map(id -> new CustomColumn(
                        withId(name, id.getKey()),
                        sources(id.getKey(), id.getValue(), fields).toList()))
                .toList();
    }

    private static Stream<Source> sources(String id, List<UUID> integrations, CustomFields fields) {
        List<String> path = new ArrayList<>();
        for (String key : fields.at().split("/")) {
            if (!key.isEmpty()) {
                path.add(key);
            }
        }
        path.add(id);
        return integrations.stream().map(integration -> new Source(integration, path));
    }

    private static String withId(String name, String id) {
        String suffix = (name.isEmpty() ? "" : "_") + columnName(id);
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix;
    }

    /** "Story Points" is story_points. */
    private static String columnName(String title) {
        String name = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
                .replaceAll("^_|_$", "");
        while (name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_NAME) {
            name = name.substring(0, name.length() - 1);
        }
        return name;
    }

    private record Named(UUID integrationId, String id, String title) {}

    private List<Named> named(Tool tool, CustomFields fields) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select r.integration_id, r.raw from work.records r
                        join work.integrations i on i.integration_id = r.integration_id and i.tool = :tool
                        where r.stream = :stream and r.deleted_at is null order by r.integration_id, r.external_id
                        """)
                .bind("tool", tool.name())
                .bind("stream", fields.names())
                .map(row ->
                        named(row.getColumn("integration_id", UUID.class), row.getColumn("raw", String.class), fields))
                .filter(named -> named.id().startsWith(fields.prefix()))
                .list());
    }

    private static Named named(UUID integrationId, String raw, CustomFields fields) {
        try {
            JsonNode record = JSON.readTree(raw);
            return new Named(
                    integrationId,
                    record.at(fields.id()).asText(),
                    record.at(fields.title()).asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored record is not JSON", e);
        }
    }
}
