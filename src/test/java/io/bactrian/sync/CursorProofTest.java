package io.bactrian.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.failure.ToolFailure;
import io.bactrian.sync.ModelStore.Stored;
import io.bactrian.tool.CursorDeclaration.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cursor engine against a model of tools that show changes late, lose tokens, change while they are read and run on other
 * clocks, with kills at any step: in the end local and external records are equal, version by version.
 */
final class CursorProofTest {
    private static final int CASES = Integer.getInteger("proof.cases", 2000);
    private static final long SEED = Long.getLong("proof.seed", 0);
    private static final int RUNS = 8;

    @Test
    void noRecordIsLostAndNoneStaysOld() {
        List<String> lost = LongStream.range(SEED, SEED + CASES)
                .parallel()
                .mapToObj(seed -> play(seed, EnumSet.allOf(Cure.class)))
                .flatMap(Optional::stream)
                .limit(5)
                .toList();

        assertThat(lost).as("%d cases from seed %d", CASES, SEED).isEmpty();
    }

    /** Drawn from fresh seeds, they lost records: a clock that is set by half an hour, searched by whole hours, bound left out. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_885, 1_054_303, 1_055_205, 1_055_699, 1_065_921, 1_078_771})
    void aCaseThatOnceLostRecordsLosesThemNoMore(long seed) {
        assertThat(play(seed, EnumSet.allOf(Cure.class))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Cure.class)
    void withoutAnyOneCureRecordsAreLost(Cure cure) {
        Optional<String> lost = LongStream.range(0, 20_000)
                .mapToObj(seed -> play(seed, ModelCase.allBut(cure)))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(lost).isPresent();
    }

    /** What is wrong in the end; empty when nothing is. */
    private static Optional<String> play(long seed, Set<Cure> cures) {
        ModelCase rules = ModelCase.of(seed, cures);
        Random random = new Random(~seed);
        ModelTool tool = new ModelTool(rules, random);
        ModelSync sync = new ModelSync(rules, tool, random);
        boolean hadFull = false;
        try {
            for (int run = 0; run < RUNS; run++) {
                boolean isFull = random.nextInt(12) == 0;
                hadFull |= isFull;
                tool.live();
                sync.killAtOneOf(random.nextInt(3) == 0 ? 0 : 2 + random.nextInt(30));
                sync.run(isFull);
            }
            tool.standStill();
            sync.killAtOneOf(0);
            // Not so long that tokens expire, which would cure what a feed had missed.
            for (int run = 0; run < 4; run++) {
                tool.pass(rules.misses() > 0 ? ModelCase.WHOLE_EVERY.dividedBy(3) : Duration.ofMinutes(5));
                sync.run(false);
            }
            tool.pass(Duration.ofMinutes(5));
            sync.run(false);
        } catch (ToolFailure e) {
            return Optional.of(rules + ": " + e);
        }
        if (hadFull || rules.feed() == Kind.TOKEN) {
            sync.takeCensus();
        }
        List<String> wrong = wrong(rules, tool, sync.store());
        return wrong.isEmpty() ? Optional.empty() : Optional.of(rules + ": " + wrong);
    }

    private static List<String> wrong(ModelCase rules, ModelTool tool, ModelStore store) {
        List<String> wrong = new ArrayList<>();
        tool.truth().forEach(item -> {
            Stored local = store.items.get(item.id());
            if (local == null || local.version() != item.version().number()) {
                wrong.add("item " + item + " is " + local);
            }
        });
        if (rules.feed() != null && rules.feed() != Kind.TOKEN) {
            tool.log().stream()
                    .filter(action -> !store.log.containsKey(action.id()))
                    .forEach(action -> wrong.add(action + " is missing"));
        }
        long present =
                store.items.values().stream().filter(item -> item.version() > 0).count();
        if (present != tool.truth().size()) {
            wrong.add(present + " items instead of " + tool.truth().size());
        }
        return wrong;
    }
}
