package io.bactrian.sync.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of custom fields are named so that a query means one thing, today and tomorrow. */
class ColumnNamesTest {
    private static final UUID ACCOUNT = new UUID(0, 1);

    private final Map<String, NamedField> fields = new LinkedHashMap<>();
    private final Map<String, KnownField> known = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource({"Story Points, story_points", "Größe (cm), größe_cm", "__a--b__, a_b", "工数, 工数", "№ 7, 7"})
    void aColumnIsCalledLikeItsField(String title, String column) {
        given("f1", title);

        assertThat(assigned()).containsEntry("f1", column);
    }

    @Test
    void aFieldWhoseTitleHasNoLetterIsCalledByItsId() {
        given("customfield_1", "***");

        assertThat(assigned()).containsEntry("customfield_1", "customfield_1");
    }

    @Test
    void aNameThatAnotherColumnHasIsNotTaken() {
        given("f1", "Status");

        assertThat(assigned()).containsEntry("f1", "status_f1");
    }

    @Test
    void twoFieldsThatCameAtOnceUnderOneTitleHaveBothTheirIdInTheirName() {
        given("f1", "Team");
        given("f2", "team");

        assertThat(assigned()).containsEntry("f1", "team_f1").containsEntry("f2", "team_f2");
    }

    @Test
    void aLaterFieldDoesNotTakeTheNameOfAnEarlierOne() {
        known("f2", "Team", "team");
        given("f1", "Team");
        given("f2", "Team");

        assertThat(assigned()).containsEntry("f2", "team").containsEntry("f1", "team_f1");
    }

    @Test
    void aNameWithAnIdIsNotTakenFromAFieldThatIsCalledSo() {
        known("f2", "Team f1", "team_f1");
        known("f3", "Team", "team");
        given("f1", "Team");
        given("f2", "Team f1");
        given("f3", "Team");

        assertThat(assigned().values()).doesNotHaveDuplicates().contains("team", "team_f1", "team_f1_");
    }

    @Test
    void aRenamedFieldIsCalledByItsNewTitleAndLeavesItsOldNameToOthers() {
        known("f1", "Team", "team");
        given("f1", "Squad");
        given("f2", "Team");

        assertThat(assigned()).containsEntry("f1", "squad").containsEntry("f2", "team");
    }

    @Test
    void aFieldThatWasMadeAnewSharesTheColumnOfTheRemovedOne() {
        known("f1", "Team", "team");
        fields.put("f1", new NamedField("f1", "Team", "", Set.of(), Map.of(), true));
        given("f2", "Team");

        assertThat(assigned()).containsEntry("f1", "team").containsEntry("f2", "team");
    }

    @Test
    void fieldsOfDifferentBoardsShareAColumn() {
        fields.put("f1", new NamedField("f1", "Team", "", Set.of("a"), Map.of(), false));
        fields.put("f2", new NamedField("f2", "Team", "", Set.of("b"), Map.of(), false));
        fields.put("f3", new NamedField("f3", "Size", "", Set.of("a", "b"), Map.of(), false));
        fields.put("f4", new NamedField("f4", "Size", "", Set.of("b", "c"), Map.of(), false));

        assertThat(assigned())
                .containsEntry("f1", "team")
                .containsEntry("f2", "team")
                .containsEntry("f3", "size_f3")
                .containsEntry("f4", "size_f4");
    }

    @Test
    void aNameIsNoLongerThanPostgreSqlKeepsIt() {
        given("customfield_1", "ü".repeat(40));
        given("customfield_2", "ü".repeat(50));
        given("customfield_3", "😀x".repeat(40));

        Map<String, String> columns = assigned();

        assertThat(columns.values())
                .doesNotHaveDuplicates()
                .allMatch(column -> column.getBytes(StandardCharsets.UTF_8).length <= 63)
                .noneMatch(column -> column.contains("?"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noNameEverStandsForTwoFieldsOfOneRecord(long seed) {
        RandomGenerator chance = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            change(chance);

            Map<String, String> columns = assigned();

            assertThat(columns.keySet()).as("seed %s, round %s", seed, round).isEqualTo(fields.keySet());
            for (NamedField one : fields.values()) {
                for (NamedField other : fields.values()) {
                    if (!one.id().equals(other.id()) && one.meets(other)) {
                        assertThat(columns.get(one.id()))
                                .as("seed %s, round %s", seed, round)
                                .isNotEqualTo(columns.get(other.id()));
                    }
                }
            }
            fields.values().forEach(field -> {
                KnownField before = known.get(field.id());
                if (isStill(before, field) && field.within().isEmpty()) {
                    assertThat(columns).as("seed %s", seed).containsEntry(field.id(), before.columnName());
                }
                known.put(field.id(), KnownField.of(ACCOUNT, field, columns.get(field.id())));
            });
        }
    }

    private static boolean isStill(@Nullable KnownField before, NamedField now) {
        return before != null
                && !before.isRemoved()
                && !now.isRemoved()
                && before.title().equals(now.title());
    }

    private void change(RandomGenerator chance) {
        String id = "f" + chance.nextInt(12);
        String title =
                List.of("Team", "Team f1", "Team_f2", "Size", "Status", "*").get(chance.nextInt(6));
        fields.put(id, new NamedField(id, title, "", Set.of(), Map.of(), chance.nextInt(5) == 0));
        IntStream.range(0, 2).forEach(at -> {
            String local = "g" + chance.nextInt(12);
            fields.put(
                    local,
                    new NamedField(
                            local, title, "", Set.of("board" + chance.nextInt(3)), Map.of(), chance.nextInt(5) == 0));
        });
    }

    private void given(String id, String title) {
        fields.put(id, new NamedField(id, title, "", Set.of(), Map.of(), false));
    }

    private void known(String id, String title, String column) {
        known.put(id, new KnownField(ACCOUNT, id, title, "", column, Set.of(), Map.of(), false));
    }

    private Map<String, String> assigned() {
        return ColumnNames.assign(fields, known, Set.of("status", "raw"));
    }
}
