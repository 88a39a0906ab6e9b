package io.bactrian.sync.remap;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.sync.cut.Cutter;
import io.bactrian.sync.remap.StoredRecords.Stored;
import io.bactrian.tool.ChildStream;
import io.bactrian.tool.StreamDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose stored records are put together as an answer of the tool, so that the cutting knows no second kind.
 *
 * @param child how it is embedded in another; null when it is not
 */
record StoredStream(StreamDeclaration declaration, @Nullable ChildStream child) {

    String name() {
        return declaration.name();
    }

    /** Of everything that decides how a record is stored and mapped. */
    String fingerprint() {
        String embedded = declaration.children().values().stream()
                .map(stream -> stream.record().treatment().privacy())
                .collect(Collectors.joining("\n"));
        String all = declaration.mapping() + "\n" + declaration.treatment().privacy() + "\n" + embedded;
        return Hashing.xxh3_128().hashCharsTo128Bits(all).toString();
    }

    @Nullable
    String parentTable() {
        return child == null ? null : declaration.entity();
    }

    @Nullable
    String parentColumn() {
        return child == null || declaration.entity() == null
                ? null
                : child.parentColumn().orElse(null);
    }

    /** The declaration that reads {@link #answer}: each element holds a record and the id of its parent, empty for none. */
    StreamDeclaration cuttable() {
        ChildStream held = new ChildStream("/records", "/total", null, declaration);
        return Cutter.holder(
                held, new ChildStream.Rest(declaration.list(), declaration.paging(), 2, "", "/parent", "/records"));
    }

    /** An array of the records, each with its parent's id. */
    byte[] answer(List<Stored> stored) {
        return stored.stream()
                .map(StoredStream::element)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String element(Stored stored) {
        String parent = stored.parent() == null ? "" : stored.parent();
        return "{\"parent\":" + TextNode.valueOf(parent) + ",\"records\":[" + stored.raw() + "]}";
    }
}
