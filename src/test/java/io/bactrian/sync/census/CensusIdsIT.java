package io.bactrian.sync.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.FreshDatabase;
import io.bactrian.sync.census.CensusIds.Listed;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparing what a tool lists with what is held. */
class CensusIdsIT {
    private static final String STREAM = "issues";

    private FreshDatabase fresh;
    private UUID integration;
    private CensusIds ids;

    @BeforeEach
    void create() {
        fresh = FreshDatabase.create();
        integration = fresh.integration();
        ids = new CensusIds(fresh.jdbi());
    }

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void anIdThatTwoPagesListCountsOnce() {
        hold("1", "2");
        list("1", "2", "3");
        list("2", "3");

        CensusIds.Tally tally = ids.tally(integration, STREAM);

        assertThat(tally).isEqualTo(new CensusIds.Tally(3, 2, 1, 0));
    }

    @Test
    void aListingOfJustWhatIsHeldIsKnownWithoutLookingAtEachId() {
        hold("1", "2", "3");
        list("3", "1");
        list("2");

        assertThat(ids.heldAsListed(integration, STREAM)).contains(3L);
    }

    @Test
    void nothingListedOfNothingHeldIsEqual() {
        assertThat(ids.heldAsListed(integration, STREAM)).contains(0L);
    }

    @Test
    void aListingThatSwapsOneIdForAnotherIsNotTakenForWhatIsHeld() {
        hold("1", "2");
        list("1", "3");

        assertThat(ids.heldAsListed(integration, STREAM)).isEmpty();
    }

    @Test
    void anIdListedTwiceInPlaceOfAnotherIsNotTakenForWhatIsHeld() {
        hold("1", "2", "3");
        list("1", "1", "2");

        assertThat(ids.heldAsListed(integration, STREAM)).isEmpty();
    }

    @Test
    void whatIsAbsentAndListedIsNotTakenForWhatIsHeld() {
        hold("1", "2");
        list("1", "2");
        fresh.jdbi()
                .useHandle(
                        handle -> handle.execute("update work.records set absence = 'gone' where external_id = '2'"));

        assertThat(ids.heldAsListed(integration, STREAM)).isEmpty();
    }

    @Test
    void whatOneSideListsComesInItsOrderAndPartByPart() {
        hold("1", "2", "5");
        list("3", "2", "4", "4");

        List<Listed> first = ids.oneSided(integration, STREAM, "", 2);
        List<Listed> second = ids.oneSided(integration, STREAM, "3", 2);

        assertThat(first).extracting(Listed::externalId).containsExactly("1", "3");
        assertThat(second).extracting(Listed::externalId).containsExactly("4", "5");
    }

    @Test
    void whatTheDatabaseRefusedIsNotMissing() {
        hold("1");
        list("1", "2");
        fresh.jdbi().useHandle(handle -> handle.execute("""
                insert into bactrian.quarantined_records (integration_id, stream, external_id, raw, reason, noted_at)
                values (?, ?, '2', '', 'absurd', now())
                """, integration, STREAM));

        CensusIds.Tally tally = ids.tally(integration, STREAM);

        assertThat(tally).isEqualTo(new CensusIds.Tally(1, 1, 0, 0));
    }

    @Test
    void aListingThatIsClearedLeavesThoseOfOtherStreams() {
        list("1");
        fresh.jdbi().useHandle(handle -> ids.add(handle, integration, "boards", "", List.of("7")));

        fresh.jdbi().useHandle(handle -> ids.clear(handle, integration, STREAM));

        assertThat(ids.listed(integration, STREAM, List.of("1", "7"))).isEmpty();
        assertThat(ids.listed(integration, "boards", List.of("1", "7"))).containsExactly("7");
    }

    private void list(String... page) {
        fresh.jdbi().useHandle(handle -> ids.add(handle, integration, STREAM, "", List.of(page)));
    }

    private void hold(String... external) {
        fresh.jdbi().useHandle(handle -> List.of(external).forEach(id -> insert(handle, id)));
    }

    private void insert(Handle handle, String id) {
        handle.execute("""
                insert into work.records (integration_id, stream, external_id, raw, hash, synced_at)
                values (?, ?, ?, '{}', gen_random_uuid(), now())
                """, integration, STREAM, id);
    }
}
