package io.bactrian.outbound;

import io.bactrian.failure.Classification;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.Report;
import io.bactrian.failure.ReportedError;
import io.bactrian.failure.Scope;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Refusals.Meaning;
import io.bactrian.tool.Tool;
import io.bactrian.tool.Tools;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an error that was met elsewhere as if the tool had answered us so: its own refusals first, then what is usual. */
public final class ReportedErrors implements Report.Reading {
    private static final int LONGEST_MESSAGE = 500;
    private static final int NO_ANSWER = 0;

    private final Destinations destinations;
    private final Tools tools;
    private final Clock clock;

    public ReportedErrors(Destinations destinations, Tools tools, Clock clock) {
        this.destinations = destinations;
        this.tools = tools;
        this.clock = clock;
    }

    @Override
    public ToolFailure read(Report report) {
        ReportedError error = report.error();
        Destination destination = destination(report);
        Tool tool = destination != null
                ? destination.tool()
                : Optional.ofNullable(report.tool()).flatMap(tools::find).orElse(null);
        Meaning meaning = about(report, meaning(error, tool));
        return meaning.failure(
                message(
                        error,
                        destination == null ? "" : destination.signature().value()),
                error.status(),
                meaning.retryAfter(error.status(), error.headers(), clock.instant()));
    }

    private @Nullable Destination destination(Report report) {
        try {
            return report.integrationId() == null ? null : destinations.of(report.integrationId());
        } catch (ToolFailure notConnected) {
            return null;
        }
    }

    private static Meaning meaning(ReportedError error, @Nullable Tool tool) {
        byte[] body = (error.body() == null ? error.message() : error.body()).getBytes(StandardCharsets.UTF_8);
        return Refusals.meaning(tool, error.status(), error.headers(), body, body.length)
                .filter(known -> error.status() != NO_ANSWER || known.isDeclared())
                .or(() -> Classification.byName(error.type()).map(Meaning::usual))
                .orElse(Meaning.usual(FailureCategory.UNEXPECTED));
    }

    /** What failed for one record says nothing about the others, unless the tool declares that it does. */
    private static Meaning about(Report report, Meaning meaning) {
        return report.externalId() == null || meaning.isDeclared()
                ? meaning
                : new Meaning(meaning.category(), Scope.RECORD, meaning.act(), false);
    }

    private static String message(ReportedError error, String signature) {
        String clean = Scrubbed.ofOthers(error.message(), signature);
        return clean.length() > LONGEST_MESSAGE ? clean.substring(0, LONGEST_MESSAGE) : clean;
    }
}
