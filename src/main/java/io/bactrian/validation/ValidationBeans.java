package io.bactrian.validation;

import io.bactrian.run.Runs;
import io.bactrian.store.RecordStore;
import io.bactrian.sync.WalkFactory;
import io.bactrian.sync.census.Census;
import io.bactrian.sync.census.CensusIds;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The beans that the routes of validation and repair name. */
public final class ValidationBeans {
    private ValidationBeans() {}

    /** Each bean under the name the routes know it by. */
    public static Map<String, Object> make(Jdbi jdbi, RecordStore store, WalkFactory factory, Runs runs) {
        Census census = new Census(factory, store, new CensusIds(jdbi), jdbi, runs);
        Validations validations = new Validations(factory, store, jdbi, census, runs);
        return Map.of("validations", validations, "repairs", new Repairs(factory, store, jdbi, validations, runs));
    }
}
