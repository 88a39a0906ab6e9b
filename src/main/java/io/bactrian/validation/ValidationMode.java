package io.bactrian.validation;

import io.bactrian.run.RunKind;
import io.bactrian.run.RunMode;
import io.bactrian.run.Wanted;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How closely a validation looks. */
public enum ValidationMode {
    /** At the ids of both sides. */
    CENSUS,
    /** At the ids, and at some records in depth. */
    SAMPLE,
    /** At every record in depth. */
    FULL;

    /** The word used in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param sample how many records of each stream; null leaves it to the service */
    public Wanted of(UUID integrationId, @Nullable Integer sample) {
        return new Wanted(integrationId, RunKind.VALIDATION, RunMode.of(word()), List.of(), sample);
    }
}
