package io.bactrian.tool.declaration;

import io.bactrian.tool.ChildStream;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.Needs;
import io.bactrian.tool.Partitioning;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The streams of a tool as a table of the README, made of their declarations. */
final class StreamTable {
    private final Tool tool;

    StreamTable(Tool tool) {
        this.tool = tool;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "| stream | entity | incremental by | absence by | scope; permission |",
                "| --- | --- | --- | --- | --- |"));
        for (StreamDeclaration stream : tool.streams().values()) {
            lines.add(line(name(stream), stream, incremental(stream), absence(stream), needs(stream.needs())));
            stream.children()
                    .values()
                    .forEach(child -> lines.add(line(
                            child.record().name(),
                            child.record(),
                            "with `" + stream.name() + "`",
                            absence(stream, child),
                            needs(stream.needs()))));
        }
        return lines;
    }

    private static String line(
            String name, StreamDeclaration stream, String incremental, String absence, String needs) {
        String entity = stream.entity() == null ? "" : "`" + stream.entity() + "`";
        return Stream.of(name, entity, incremental, absence, needs)
                .map(cell -> cell.isEmpty() ? "| " : "| " + cell + " ")
                .collect(Collectors.joining("", "", "|"));
    }

    private static String name(StreamDeclaration stream) {
        return stream.onRequest() ? stream.name() + " *" : stream.name();
    }

    private static String incremental(StreamDeclaration stream) {
        CursorDeclaration cursor = stream.cursor();
        String often = cursor.wholeEvery() == null ? "" : ", all every " + text(cursor.wholeEvery());
        return switch (cursor.kind()) {
            case WHOLE -> "hash, all every time";
            case CHANGED_SINCE -> "`" + stream.changed() + "`" + often;
            case NEWEST -> "id" + often;
            case TOKEN -> "token" + often;
            case REPORTED -> reported(stream.partitioning()) + often;
        };
    }

    private static String reported(Partitioning partitioning) {
        return partitioning != null && partitioning.changed()
                ? "changed `" + partitioning.of() + "`"
                : "what feeds tell of";
    }

    private static String absence(StreamDeclaration stream) {
        if (!stream.isKept()) {
            return "tells of other streams";
        }
        return stream.census() == null ? "list, read twice" : "list of ids, then by id";
    }

    private static String absence(StreamDeclaration parent, ChildStream child) {
        return "list in `" + parent.name() + "`" + (child.rest() == null ? "" : ", completed");
    }

    private static String needs(Needs needs) {
        return Stream.of(needs.scope() == null ? null : "`" + needs.scope() + "`", needs.permission())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
    }

    private static String text(Duration duration) {
        return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }
}
