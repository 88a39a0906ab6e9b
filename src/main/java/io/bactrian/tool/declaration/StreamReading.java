package io.bactrian.tool.declaration;

import io.bactrian.store.FieldType;
import io.bactrian.tool.ByIds;
import io.bactrian.tool.CensusDeclaration;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.CustomFields;
import io.bactrian.tool.Feed;
import io.bactrian.tool.Needs;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.Skip;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Treatment;
import io.bactrian.tool.Windows;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a stream from a sound {@code streams/<stream>.yaml}. */
record StreamReading(String name, Part part) {
    private static final Duration USUAL_CENSUS = Duration.ofDays(1);

    StreamDeclaration stream() {
        return new StreamDeclaration(
                name,
                part.text("description", ""),
                part.text("entity"),
                part.part("list").request(),
                paging(),
                items(),
                part.flag("single"),
                id(part),
                part.text("changed"),
                part.texts("volatile"),
                cursor(part.part("cursor")),
                part.optional("windows", StreamReading::windows),
                part.map("fields", Part::field),
                part.optional("custom", StreamReading::custom),
                children(),
                part.optional("by_ids", byIds -> byIds(byIds, items())),
                part.optional("census", this::census),
                part.optional("feed", StreamReading::feed),
                part.optional("partition", StreamReading::partitioning),
                skip(part),
                new Needs(part.part("needs").text("scope"), part.part("needs").text("permission")),
                part.flag("on_request"),
                Treatment.NONE);
    }

    private static Partitioning partitioning(Part partition) {
        return new Partitioning(
                partition.text("of", ""),
                partition.texts("and"),
                partition.textMap("unless"),
                partition.flag("changed"),
                partition.textMap("values"),
                partition.flag("ids_per_parent"),
                partition.flag("shared"));
    }

    private static Skip skip(Part declared) {
        return new Skip(declared.map("skip", texts -> Part.texts(texts.node())), declared.texts("only"));
    }

    private static Feed feed(Part feed) {
        return new Feed(!feed.has("kept") || feed.flag("kept"), feed.map("tells", StreamReading::tells));
    }

    private static Feed.Tells tells(Part tells) {
        return new Feed.Tells(
                tells.texts("id"),
                tells.map("when", when -> Part.texts(when.node())),
                tells.map("deleted", deleted -> Part.texts(deleted.node())));
    }

    private Paging paging() {
        return part.part("paging").paging();
    }

    private String items() {
        return part.text("items", "");
    }

    private static String id(Part part) {
        return part.text("id", "/id");
    }

    private static CursorDeclaration cursor(Part cursor) {
        return new CursorDeclaration(
                cursor.word("kind", CursorDeclaration.Kind.class, CursorDeclaration.Kind.WHOLE),
                cursor.text("format"),
                cursor.text("zone"),
                cursor.duration("overlap", Duration.ZERO),
                cursor.flag("exclusive"),
                cursor.has("whole_every") ? cursor.duration("whole_every", Duration.ZERO) : null,
                cursor.optional(
                        "lost", lost -> new CursorDeclaration.Lost(lost.number("status", 0), lost.text("next", ""))),
                cursor.text("first"),
                cursor.textMap("conditions"),
                cursor.text("join", " and "),
                Map.of(),
                null);
    }

    private static Windows windows(Part windows) {
        return new Windows(windows.number("count", 1), windows.part("first").request(), windows.text("created", ""));
    }

    private static CustomFields custom(Part custom) {
        return new CustomFields(
                custom.text("at", ""),
                custom.text("match"),
                new CustomFields.Naming(
                        custom.text("names", ""),
                        custom.text("prefix", ""),
                        custom.text("id", ""),
                        custom.text("title", ""),
                        custom.text("within"),
                        custom.text("type")),
                custom.map("types", StreamReading::customValue));
    }

    private static CustomFields.Value customValue(Part value) {
        List<String> at = value.texts("at");
        return new CustomFields.Value(
                at.isEmpty() ? List.of("") : at,
                value.word("as", FieldType.class, FieldType.TEXT),
                value.optional(
                        "options",
                        options -> new CustomFields.Options(
                                options.text("at", ""), options.text("id", ""), options.text("title", ""))));
    }

    private static ByIds byIds(Part byIds, String usualItems) {
        return new ByIds(
                byIds.request(),
                byIds.number("batch", 1),
                byIds.text("items", usualItems),
                byIds.text("parent"),
                byIds.part("paging").paging(),
                byIds.numbers("gone"));
    }

    private CensusDeclaration census(Part census) {
        return new CensusDeclaration(
                census.request(),
                census.has("paging") ? census.part("paging").paging() : paging(),
                census.text("items", items()),
                census.text("id", id(part)),
                census.duration("every", USUAL_CENSUS));
    }

    private Map<String, ChildStream> children() {
        Map<String, ChildStream> children = new LinkedHashMap<>();
        part.map("children", child -> child).forEach((child, declared) -> children.put(child, child(child, declared)));
        return Collections.unmodifiableMap(children);
    }

    private ChildStream child(String child, Part declared) {
        ChildStream.Rest rest = declared.optional("rest", StreamReading::rest);
        RequestTemplate list = rest == null ? part.part("list").request() : rest.request();
        StreamDeclaration record = new StreamDeclaration(
                child,
                declared.text("description", ""),
                declared.text("entity"),
                list,
                rest == null ? paging() : rest.paging(),
                declared.text("items", ""),
                false,
                id(declared),
                declared.text("changed"),
                declared.texts("volatile"),
                cursor(declared.part("cursor")),
                null,
                declared.map("fields", Part::field),
                null,
                Map.of(),
                declared.optional("by_ids", byIds -> byIds(byIds, "")),
                null,
                null,
                null,
                skip(declared),
                Needs.NOTHING,
                false,
                Treatment.NONE);
        return new ChildStream(declared.text("items", ""), declared.text("total", ""), rest, record);
    }

    private static ChildStream.Rest rest(Part rest) {
        return new ChildStream.Rest(
                rest.request(),
                rest.part("paging").paging(),
                rest.number("batch", 1),
                rest.text("items", ""),
                rest.text("parent"),
                rest.text("children"));
    }
}
