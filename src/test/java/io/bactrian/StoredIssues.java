package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** What the database must hold of a simulated Jira, asked in SQL while no service runs. */
final class StoredIssues {
    private StoredIssues() {}

    /** Whatever lies before a stored position is stored, asked in SQL while no service runs. */
    static void assertNoCursorIsAhead(Jdbi jdbi, ServedPages served) {
        List<String> positions = jdbi.withHandle(handle -> handle.select(
                        "select position from bactrian.walks where stream = 'issues' and position is not null")
                .mapTo(String.class)
                .list());
        Set<String> stored = ids(jdbi);
        for (String position : positions) {
            assertThat(stored).containsAll(served.before(position));
        }
    }

    static void assertEverythingIsThereOnce(Jdbi jdbi, int issues) {
        assertThat(number(jdbi, "select count(*) from work.records where stream = 'issues'"))
                .isEqualTo(issues);
        assertThat(number(
                        jdbi, "select count(distinct raw::jsonb ->> 'key') from work.records where stream = 'issues'"))
                .isEqualTo(issues);
        assertThat(number(jdbi, "select count(*) from work.items where stream = 'issues'"))
                .isEqualTo(issues);
        assertThat(number(jdbi, """
                        select count(*) from work.records r
                        full join work.comments c using (integration_id, stream, external_id)
                        where coalesce(r.stream, c.stream) = 'comments'
                            and (r.external_id is null or c.external_id is null)""")).isZero();
        assertThat(number(jdbi, """
                        select coalesce(sum((raw::jsonb #>> '{fields,comment,total}')::int), 0)
                            - (select count(*) from work.comments)
                        from work.records where stream = 'issues'""")).isZero();
        assertThat(number(jdbi, "select count(*) from bactrian.walks")).isZero();
        assertThat(number(jdbi, "select count(*) from bactrian.quarantined_records"))
                .isZero();
    }

    private static Set<String> ids(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.select("select external_id from work.records where stream = 'issues'")
                .mapTo(String.class)
                .set());
    }

    private static int number(Jdbi jdbi, String query) {
        return jdbi.withHandle(
                handle -> handle.select(query).mapTo(Integer.class).one());
    }
}
