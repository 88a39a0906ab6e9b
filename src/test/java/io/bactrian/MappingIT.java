package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration;
import io.bactrian.consistency.Gap;
import io.bactrian.run.RunOutcome;
import io.bactrian.run.RunReport;
import io.bactrian.run.SyncMode;
import io.bactrian.simulate.Exchanges;
import io.bactrian.simulate.jira.JiraSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An integration maps columns and fields its own way, from the tool and from what is stored already. */
class MappingIT {
    private static final int ISSUES = 25;
    private static final String MAPPING = """
            [{'stream': 'issues', 'expression': '$uppercase(fields.summary)', 'to': 'items.title'},
             {'stream': 'issues', 'from': '/fields/comment/comments/*/id', 'to': 'items.iteration_ids'},
             {'stream': 'issues', 'from': '/fields/nothing', 'to': 'items.priority', 'default': 'none'},
             {'stream': 'issues', 'expression': '$count(fields.comment.comments)', 'to': 'fields.comments', 'type': 'number'},
             {'stream': 'issues', 'from': '/fields/created', 'to': 'fields.born', 'type': 'timestamp'},
             {'stream': 'issues', 'from': '/fields/status', 'to': 'fields.status', 'type': 'json'},
             {'stream': 'comments', 'from': '/author/active', 'to': 'fields.active', 'type': 'boolean'}]
            """;

    @TempDir
    Path directory;

    private RunningService running;

    @BeforeEach
    void start() {
        running = RunningService.start(directory, JiraSettings.defaults().withIssues(ISSUES), Map.of());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void columnsAndFieldsAreMappedAsTheIntegrationSays() {
        RunReport run = running.sync(running.connect("{}", MAPPING), SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertMapped();
    }

    @Test
    void whatCannotBeMappedIsANamedGapAndTheRecordIsKept() {
        Integration integration = running.connect("{}", """
                [{'stream': 'issues', 'expression': 'fields.summary + 1', 'to': 'items.title'},
                 {'stream': 'issues', 'from': '/fields/summary', 'to': 'fields.points', 'type': 'number', 'default': 1}]
                """);

        RunReport run = running.sync(integration, SyncMode.FULL);

        assertThat(run.outcome()).as(run.toString()).isEqualTo(RunOutcome.INCOMPLETE);
        assertThat(run.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .flatExtracting(stream -> stream.gaps())
                .containsExactlyInAnyOrder(
                        new Gap("unmapped", ISSUES, "title: it fails with T2001"),
                        new Gap(
                                "unmapped",
                                ISSUES,
                                "fields.points: a number was expected and something else stands there"));
        assertThat(running.number("select count(*) from work.items where title is null and key is not null"))
                .isEqualTo(ISSUES);
    }

    @Test
    void aChangedMappingIsAppliedToWhatIsStoredWithoutARequest() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);
        long usual = requests(() -> running.sync(integration, SyncMode.INCREMENTAL));

        running.change("{}", MAPPING);
        long remapping = requests(() -> running.sync(integration, SyncMode.INCREMENTAL));

        assertThat(remapping).isEqualTo(usual);
        assertMapped();

        running.change("{}", "[]");
        RunReport back = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(back.outcome()).as(back.toString()).isEqualTo(RunOutcome.IN_SYNC);
        assertThat(running.number("select count(*) from work.field_values")).isZero();
        assertThat(running.texts("select title from work.items where external_id = '" + some() + "'"))
                .containsExactly(issue(some()).at("/fields/summary").asText());
    }

    @Test
    void whatIsAbsentStaysAbsentAndWhatIsEmbeddedKeepsItsParent() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);
        running.jdbi().useHandle(handle -> {
            handle.execute(
                    "update work.records set absence = 'gone', deleted_at = now() where external_id = ?", some());
            handle.execute("update work.items set deleted_at = now() where external_id = ?", some());
        });
        List<String> parents = running.texts("select external_id || ' ' || item_id from work.comments order by 1");

        running.change("{'streams': ['issues']}", MAPPING);
        RunReport run = running.operations()
                .syncData(
                        Caller.SYSTEM,
                        integration.id(),
                        SyncMode.INCREMENTAL,
                        List.of("issues"),
                        Duration.ofSeconds(60));

        assertThat(run.timeline()).extracting(step -> step.step()).contains("remapped");
        assertThat(running.texts("select external_id || ' ' || item_id from work.comments order by 1"))
                .isEqualTo(parents);
        assertThat(running.number(
                        "select count(*) from work.field_values where stream = 'comments' and boolean is not null"))
                .isEqualTo(parents.size());
    }

    @Test
    void aReMappingThatWasInterruptedIsBroughtToItsEnd() {
        Integration integration = running.connect("{}", MAPPING);
        running.sync(integration, SyncMode.FULL);
        running.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "update bactrian.mapped_streams set next_mapping = mapping, mapping = '' where stream = 'issues'"));

        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.timeline()).extracting(step -> step.step()).contains("remapped");
        assertThat(running.number("select count(*) from bactrian.mapped_streams where next_mapping is not null"))
                .isZero();
    }

    @Test
    void whatCannotBeMappedAnewIsANamedGap() {
        Integration integration = running.connect("{}", "[]");
        running.sync(integration, SyncMode.FULL);

        running.change("{}", "[{'stream': 'issues', 'expression': 'fields.summary + 1', 'to': 'items.title'}]");
        RunReport run = running.sync(integration, SyncMode.INCREMENTAL);

        assertThat(run.certificate().streams())
                .filteredOn(stream -> stream.stream().equals("issues"))
                .flatExtracting(stream -> stream.gaps())
                .extracting(Gap::kind)
                .contains("unmapped");
        assertThat(running.number("select count(*) from work.records where stream = 'issues'"))
                .isEqualTo(ISSUES);
    }

    private void assertMapped() {
        ObjectNode issue = issue(some());
        assertThat(running.texts(
                        "select title || '|' || priority from work.items where external_id = '" + some() + "'"))
                .containsExactly(issue.at("/fields/summary").asText().toUpperCase(Locale.ROOT) + "|none");
        assertThat(running.number("select sum(cardinality(iteration_ids)) from work.items"))
                .isEqualTo(running.number("select sum(number) from work.field_values where field = 'comments'"))
                .isPositive();
        assertThat(running.number("""
                        select count(*) from work.field_values f join work.items i
                            on i.integration_id = f.integration_id and i.stream = f.stream and i.external_id = f.item_id
                        where f.field = 'born' and f.type = 'timestamp' and f.timestamp = i.created_at""")).isEqualTo(ISSUES);
        assertThat(running.number("""
                        select count(*) from work.field_values f join work.items i on i.external_id = f.item_id
                        where f.field = 'status' and f.json ->> 'name' = i.status""")).isEqualTo(ISSUES);
        assertThat(running.number(
                        "select count(*) from work.field_values where field = 'active' and boolean is not null"))
                .isEqualTo(running.number("select count(*) from work.comments"));
    }

    private String some() {
        return running.jira().site().ids().get(7);
    }

    private ObjectNode issue(String id) {
        return running.jira().site().truth(id);
    }

    private long requests(Runnable work) {
        long before = requests();
        work.run();
        return requests() - before;
    }

    /** But for those of health checks, which come when they are due. */
    private long requests() {
        Exchanges exchanges = running.jira().exchanges();
        return exchanges.count("/rest/") - exchanges.count("/myself");
    }
}
