package io.bactrian.sync.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.credential.SomePseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.store.Row;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.declaration.Declarations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is cut out of an answer beside the mapped values. */
final class CutterTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void declare() throws Exception {
        Files.createDirectory(directory.resolve("streams"));
        Files.writeString(directory.resolve("tool.yaml"), """
                title: Test
                config: {properties: {}}
                credentials: {properties: {}}
                base: ["https://tool.example"]
                authorization: [{kind: none}]
                probe: {get: /me, account: {}}
                streams: [parents, records]
                """);
        Files.writeString(directory.resolve("streams/parents.yaml"), "description: Parents.\nlist: {get: /parents}\n");
    }

    @Test
    void theLeastIdBoundsAPageThatIsInNoOrder() throws Exception {
        StreamDeclaration stream = stream("paging: {kind: least, send: before}");

        assertThat(cut(stream, "[{\"id\":\"b\"},{\"id\":\"a\"},{\"id\":\"c\"}]", "")
                        .next())
                .isEqualTo("a");
    }

    @Test
    void theLastIdBoundsAPageThatIsInOrder() throws Exception {
        StreamDeclaration stream = stream("paging: {kind: last, send: after}");

        assertThat(cut(stream, "[{\"id\":\"b\"},{\"id\":\"a\"},{\"id\":\"c\"}]", "")
                        .next())
                .isEqualTo("c");
    }

    @Test
    void aSharedRecordIsTheSameInEveryListAndOfNoneOfThem() throws Exception {
        StreamDeclaration stream = stream("partition: {of: parents, shared: true}");

        Row one = row(stream, "one");
        Row other = row(stream, "other");

        assertThat(one.parent()).isNull();
        assertThat(other.hashHigh()).isEqualTo(one.hashHigh());
    }

    @Test
    void aRecordOfOneParentIsAnotherOneWithAnotherParent() throws Exception {
        StreamDeclaration stream = stream("partition: {of: parents}");

        Row one = row(stream, "one");
        Row other = row(stream, "other");

        assertThat(one.parent()).isEqualTo("one");
        assertThat(other.hashHigh()).isNotEqualTo(one.hashHigh());
    }

    @Test
    void childrenWithoutATotalAreAllThere() throws Exception {
        StreamDeclaration stream = stream("children: {parts: {description: Parts., items: /parts}}");

        Cut cut = cut(stream, "[{\"id\":\"1\",\"parts\":[{\"id\":\"a\"},{\"id\":\"b\"}]}]", "");

        assertThat(cut.childTotals()).singleElement().satisfies(total -> {
            assertThat(total.isComplete()).isTrue();
            assertThat(total.total()).isEqualTo(2);
        });
    }

    @Test
    void aRecordThatAnotherStreamHasIsLeftOut() throws Exception {
        StreamDeclaration stream = stream("skip: {/type: [system, robot], /of/*/id: []}");

        Cut cut = cut(
                stream,
                "[{\"id\":\"1\",\"type\":\"robot\"},{\"id\":\"2\",\"type\":\"person\",\"of\":[]},"
                        + "{\"id\":\"3\",\"of\":[{\"id\":null},{\"id\":\"x\"}]}]",
                "");

        assertThat(cut.rows()).extracting(Row::id).containsExactly("2");
        assertThat(cut.records()).isEqualTo(3);
    }

    @Test
    void aTextIsARecordThatIsItsOwnId() throws Exception {
        StreamDeclaration stream = stream("id: ''");

        Cut cut = cut(stream, "[\"quick win\", \"größer\"]", "");

        assertThat(cut.rows()).extracting(Row::id).containsExactly("quick win", "größer");
        assertThat(cut.rows()).extracting(row -> row.rawTo() - row.rawFrom()).containsExactly(11, 10);
    }

    @Test
    void aTextAmongObjectsIsNoRecord() throws Exception {
        StreamDeclaration stream = stream("");

        assertThatThrownBy(() -> cut(stream, "[{\"id\":\"1\"}, \"2\"]", ""))
                .hasMessage("a record of stream records is not an object");
    }

    private Row row(StreamDeclaration stream, String parent) throws Exception {
        return cut(stream, "[{\"id\":\"1\",\"name\":\"x\"}]", parent).rows().get(0);
    }

    private StreamDeclaration stream(String more) throws Exception {
        Files.writeString(
                directory.resolve("streams/records.yaml"),
                "description: Records.\nlist: {get: '/records'}\n" + more + "\n");
        return new Declarations().read(directory).stream("records");
    }

    private static Cut cut(StreamDeclaration stream, String answer, String parent) throws Exception {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        Cutter cutter = new Cutter(
                stream,
                stream.items(),
                stream.paging(),
                entity -> {
                    throw new IllegalArgumentException(entity);
                },
                Map.of(),
                SomePseudonyms.of(1),
                new Buffers());
        return cutter.cut(bytes, bytes.length, parent);
    }
}
