package io.bactrian.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.credential.SomePseudonyms;
import io.bactrian.outbound.Buffers;
import io.bactrian.store.FreshDatabase;
import io.bactrian.store.Lease;
import io.bactrian.store.Leases;
import io.bactrian.store.Merged;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.cut.Cut;
import io.bactrian.sync.cut.Cutter;
import io.bactrian.tool.Paging;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.declaration.Declarations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A record whose text is no UTF-8 is set aside by the database alone, and costs the others of its page nothing. */
class BrokenTextIT {
    @Test
    void onlyTheRecordWithBrokenTextIsSetAside() throws Exception {
        try (FreshDatabase database = FreshDatabase.create()) {
            UUID integration = database.integration();
            Leases leases = new Leases(database.jdbi());
            Lease lease =
                    leases.take(integration, "test", Duration.ofMinutes(5)).orElseThrow();
            byte[] page =
                    "[{\"id\":\"1\",\"name\":\"To do\"},{\"id\":\"2\",\"name\":\"#(\"},{\"id\":\"3\",\"name\":\"Fertig, größer\"}]"
                            .getBytes(StandardCharsets.UTF_8);
            // A byte that begins a character of two, and no second one.
            page[new String(page, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xC3;

            Cut cut = cutter(database).cut(page, page.length, "");
            Merged merged = new RecordStore(database.jdbi(), leases).merge(lease, cut.slabs(), (handle, written) -> {});

            assertThat(cut.records()).isEqualTo(3);
            assertThat(merged.of("statuses")).isEqualTo(new Merged.Counts(2, 0, 0, 1));
            assertThat(database.count("bactrian.quarantined_records where external_id = '2' and reason like '%22021'"))
                    .isEqualTo(1);
        }
    }

    private static Cutter cutter(FreshDatabase database) throws Exception {
        StreamDeclaration statuses = new Declarations().read(Path.of("routes/jira")).stream("statuses");
        return new Cutter(
                statuses,
                "",
                Paging.NONE,
                database.database()::entity,
                Map.of("baseUrl", "https://jira.example"),
                SomePseudonyms.of(1),
                new Buffers());
    }
}
