package io.bactrian.sync.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.store.FreshDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told to be refused is what PostgreSQL refuses as jsonb, no more and no less. */
class RefusalsIT {
    private static FreshDatabase database;

    @BeforeAll
    static void open() {
        database = FreshDatabase.create();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"plain\"",
                "\"\\\\u0000\"",
                "\"\\ud83d\\ude00\"",
                "\"\\u0001\\n\\\"\"",
                "\"a long text before the escape \\u00e9\"",
                "\"ends with a backslash \\\\\"",
                "1e131071",
                "1e-16383",
                "123456789012345678901234567890.5"
            })
    void whatIsStorableIsStored(String json) throws BrokenJson {
        assertThat(isStorable(json)).isTrue();
        store(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0000\"",
                "\"\\\\\\u0000\"",
                "\"\\ud83d\"",
                "\"\\ud83d x\"",
                "\"\\ud83d\\u0041\"",
                "\"\\ude00\"",
                "\"some text before \\ude00\\ud83d\"",
                "1e131073",
                "1e-16384",
                "1e999999999999"
            })
    void whatIsUnstorableIsRefusedByTheDatabaseToo(String json) throws BrokenJson {
        assertThat(isStorable(json)).isFalse();
        assertThatThrownBy(() -> store(json)).isInstanceOf(JdbiException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anyMixOfEscapesIsJudgedAsTheDatabaseDoes(long seed) throws BrokenJson {
        String[] parts = {"\\u0000", "\\ud83d", "\\ude00", "\\\\", "\\n", "x", "12345678", "\\u00e9", "\\\""};
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("\"");
            for (int part = random.nextInt(8); part >= 0; part--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String json = text.append('"').toString();

            assertThat(isStorable(json))
                    .as("seed %d, case %d: %s", seed, i, json)
                    .isEqualTo(isStored(json));
        }
    }

    private static boolean isStorable(String json) throws BrokenJson {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
        scanner.skip();
        scanner.end();
        return scanner.refusals() == 0;
    }

    private static boolean isStored(String json) {
        try {
            store(json);
            return true;
        } catch (JdbiException refused) {
            return false;
        }
    }

    private static void store(String json) {
        database.jdbi()
                .withHandle(handle -> handle.select("select ?::jsonb::text", json)
                        .mapTo(String.class)
                        .one());
    }
}
