package io.bactrian.sync.census;

import io.bactrian.run.Run;
import io.bactrian.store.RecordStore;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tools;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.jdbi.v3.core.Jdbi;

/** Lets go of the streams that an integration's scope no longer names. */
public final class Scopes {
    private final Jdbi jdbi;
    private final RecordStore store;
    private final Tools tools;

    public Scopes(Jdbi jdbi, RecordStore store, Tools tools) {
        this.jdbi = jdbi;
        this.store = store;
        this.tools = tools;
    }

    /** Marks what was read of streams that are outside the scope now. */
    public void settle(@ExchangeProperty("run") Run run) {
        Set<String> known = known(run);
        List<StreamDeclaration> outside = tools.find(run.getTool()).stream()
                .flatMap(tool -> tool.all())
                .filter(stream -> known.contains(stream.name()))
                .filter(stream -> run.destination().tool().find(stream.name()).isEmpty())
                .toList();
        if (!outside.isEmpty()) {
            store.write(
                    run.lease(), handle -> outside.forEach(stream -> OutsideScope.unobserveAll(handle, run, stream)));
        }
    }

    /** Streams of which anything has been read to its end. */
    private Set<String> known(Run run) {
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                "select stream from bactrian.watermarks where integration_id = :integration")
                        .bind("integration", run.integrationId())
                        .mapTo(String.class)
                        .list())
                .stream()
                .collect(Collectors.toSet());
    }
}
