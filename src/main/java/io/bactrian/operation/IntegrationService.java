package io.bactrian.operation;

import io.bactrian.access.Caller;
import io.bactrian.connection.ConnectionTest;
import io.bactrian.connection.Integration;
import io.bactrian.connection.IntegrationChange;
import io.bactrian.connection.NewIntegration;
import io.bactrian.connection.Precondition;
import io.bactrian.failure.Handled;
import io.bactrian.failure.Report;
import io.bactrian.run.RunReport;
import io.bactrian.run.RunSummary;
import io.bactrian.run.SyncMode;
import io.bactrian.tool.Tool;
import io.bactrian.validation.Inconsistency;
import io.bactrian.validation.InconsistencyFilter;
import io.bactrian.validation.ValidationMode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the product does, for the REST interface and the command line alike. Every method throws {@link Rejected} when the
 * request cannot be met; what the caller may not see is {@link Rejected#notFound not found}.
 */
public interface IntegrationService {
    /** All tools that are loaded, by name. */
    List<Tool> tools();

    Tool tool(String name);

    /**
     * Tests the credential, probes what it may read and stores the integration as connected.
     *
     * @param connect false stores it disconnected, without a call to the tool
     */
    Integration connectToTool(Caller caller, NewIntegration integration, boolean connect);

    Integration integration(Caller caller, UUID id);

    /** Newest first; {@code next} of the slice before, or null to begin. */
    Slice<Integration> integrations(Caller caller, IntegrationFilter filter, int limit, @Nullable String next);

    /**
     * Changes an integration; what its calls depend on is tried first.
     *
     * @param connect false stores it untried
     */
    Integration updateIntegration(
            Caller caller, UUID id, IntegrationChange change, Precondition precondition, boolean connect);

    /** Ends its runs and removes it with all its rows. */
    void deleteIntegration(Caller caller, UUID id, Precondition precondition);

    /** Tries what is stored; a failure is a result, too. */
    ConnectionTest testIntegration(Caller caller, UUID id);

    /** Lets calls be made again, if the tool answers. */
    Integration connectIntegration(Caller caller, UUID id);

    /** Lets no more calls be made; the credential stays. */
    Integration disconnectIntegration(Caller caller, UUID id);

    /**
     * Starts a sync, or returns the one that is already under way.
     *
     * @param streams only these; empty for all
     * @param wait how long to wait for its end before returning; zero returns at once
     */
    RunReport syncData(Caller caller, UUID integrationId, SyncMode mode, List<String> streams, Duration wait);

    /**
     * Starts a validation, or returns the one that is already under way; it goes on when whoever writes the records is done.
     *
     * @param sample how many records of each stream a sample compares; null leaves it to the service
     */
    RunReport validateDataConsistency(
            Caller caller, UUID integrationId, ValidationMode mode, @Nullable Integer sample, Duration wait);

    /**
     * Starts a repair of the inconsistencies that are open, or returns the one that is already under way.
     *
     * @param dryRun whether it only tells what it would do
     */
    RunReport repair(Caller caller, UUID integrationId, boolean dryRun, Duration wait);

    /** Newest first; {@code next} of the slice before, or null to begin. */
    Slice<Inconsistency> inconsistencies(Caller caller, InconsistencyFilter filter, int limit, @Nullable String next);

    /**
     * Says what an error is and what is done about it.
     *
     * @param act whether it is done, and recorded
     */
    Handled handleIntegrationFailure(Caller caller, Report report, boolean act);

    RunReport run(Caller caller, UUID id);

    Slice<RunSummary> runs(Caller caller, RunFilter filter, int limit, @Nullable String next);

    /** Asks a run to stop at its next page. */
    RunReport cancelRun(Caller caller, UUID id);

    /** Answers a run that stopped and asks whether what vanished is to be marked absent. */
    RunReport confirmRun(Caller caller, UUID id, boolean accepted);

    /** Filter of integrations; null matches any. */
    record IntegrationFilter(
            @Nullable String projectId,
            @Nullable String tool,
            @Nullable String status) {}

    /** Filter of runs; null matches any. */
    record RunFilter(
            @Nullable UUID integrationId,
            @Nullable String kind,
            @Nullable String outcome) {}

    /** Part of a list, and where the next part begins; null at the end. */
    record Slice<T>(List<T> items, @Nullable String next) {
        /** Of what was found when one more than the limit was asked for, so that the end is known. */
        public static <T> Slice<T> of(List<T> found, int limit, Function<T, String> position) {
            if (found.size() <= limit) {
                return new Slice<>(found, null);
            }
            List<T> items = found.subList(0, limit);
            return new Slice<>(items, position.apply(items.get(limit - 1)));
        }
    }
}
