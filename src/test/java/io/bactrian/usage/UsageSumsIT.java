package io.bactrian.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bactrian.outbound.Destination;
import io.bactrian.outbound.Signature;
import io.bactrian.store.FreshDatabase;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Probe;
import io.bactrian.tool.RequestTemplate;
import io.bactrian.tool.Tool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageSumsIT {
    private static final String TOTALS =
            "select count(*) || ' ' || sum(requests) || ' ' || sum(bytes) from bactrian.usage";

    private FreshDatabase database;

    @BeforeEach
    void create() {
        database = FreshDatabase.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private String totals() {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery(TOTALS).mapTo(String.class).one());
    }

    private void add(int times, int keys) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        insert into bactrian.usage (day, tool, integration_id, requests, bytes)
                        select current_date, 'jira', case key when 0 then null else md5(key::text)::uuid end, 1, 10
                        from generate_series(1, :times), generate_series(0, :keys - 1) key
                        """)
                        .bind("times", times)
                        .bind("keys", keys)
                        .execute());
    }

    private UsageSums sums() {
        return new UsageSums(database.jdbi(), Clock.systemUTC());
    }

    @Test
    void rowsOfOneDayToolAndIntegrationBecomeOne() {
        add(3, 1500);

        sums().sumUp();

        assertThat(totals()).isEqualTo("1500 4500 45000");
    }

    @Test
    void twoWhoSumUpWhileOthersAddLoseNothing() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(3);
        List<Future<?>> done = new ArrayList<>();
        for (int who = 0; who < 2; who++) {
            done.add(both.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    sums().sumUp();
                }
            }));
        }
        done.add(both.submit(() -> {
            for (int i = 0; i < 40; i++) {
                add(2, 50);
            }
        }));
        for (Future<?> one : done) {
            one.get(120, TimeUnit.SECONDS);
        }
        both.shutdown();

        sums().sumUp();

        assertThat(totals()).isEqualTo("50 4000 40000");
    }

    @Test
    void whatIsBeingSummedUpByAnotherIsNotWaitedFor() {
        add(2, 2);

        try (Handle other = database.jdbi().open()) {
            other.begin();
            other.execute("select from bactrian.usage where integration_id is null for update");
            sums().sumUp();
            other.rollback();
        }

        assertThat(totals()).isEqualTo("3 4 40");
    }

    @Test
    void whatCannotBeWrittenIsCountedLater() {
        Traffic traffic = new Traffic(database.jdbi(), Clock.systemUTC());
        traffic.asked(destination());
        traffic.answered(destination(), 7);
        database.database().owner().useHandle(handle -> handle.execute("alter table bactrian.usage rename to away"));
        assertThatThrownBy(traffic::write).hasMessageContaining("usage");
        traffic.asked(destination());

        database.database().owner().useHandle(handle -> handle.execute("alter table bactrian.away rename to usage"));
        traffic.write();
        traffic.write();

        assertThat(totals()).isEqualTo("1 2 7");
    }

    private static Destination destination() {
        Probe probe = new Probe(
                new RequestTemplate(RequestTemplate.Method.GET, "/me", Map.of(), null), Paging.NONE, Map.of());
        Tool tool = new Tool(
                "fake",
                "Fake",
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                probe,
                Map.of(),
                false,
                false,
                null);
        return new Destination(
                new UUID(0, 1),
                tool,
                URI.create("https://fake.example"),
                Map.of(),
                Map.of(),
                new Signature.Header("Authorization", "x"),
                Duration.ofSeconds(1),
                0);
    }
}
