package io.bactrian.sync.cut;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.Unstorable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of what an answer held that cannot be stored, what is left with a part of its records. */
class CutTest {
    private final Cut cut = new Cut(
            2,
            List.of(),
            null,
            -1,
            null,
            List.of(),
            List.of(bad("issues", "1", null), bad("comments", "11", "1"), bad("comments", "21", "2")),
            List.of(),
            new byte[0]);

    @Test
    void withoutThePartsOfARecordTheRecordIsStillThere() {
        assertThat(cut.withoutPartsOf("issues", Set.of("1")).unstorable())
                .extracting(Unstorable::id)
                .containsExactly("1", "21");
    }

    @Test
    void ofSomeRecordsAloneTheirPartsAreThere() {
        assertThat(cut.only("issues", Set.of("2")).unstorable())
                .extracting(Unstorable::id)
                .containsExactly("21");
    }

    private static Unstorable bad(String stream, String id, String parent) {
        return new Unstorable(stream, id, parent, null, new byte[0], "bad on purpose");
    }
}
