package io.bactrian.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.command.ExitCode;
import io.bactrian.command.Table;
import io.bactrian.command.Text;
import java.io.PrintWriter;
import java.util.Locale;

/** What a run did and proved, as a person reads it. */
public final class RunText {
    private static final Table CERTIFICATE =
            Table.of("stream", "census", "external", "local", "equal", "differing", "confidence");

    private RunText() {}

    /** Outcome, certificate and gaps of a run that is over. */
    public static void print(JsonNode run, PrintWriter out) {
        JsonNode certificate = run.path("certificate");
        out.println("Outcome: " + Text.of(run.path("outcome")) + confidence(certificate));
        JsonNode failure = run.path("failure");
        if (failure.isObject()) {
            out.println(Text.of(failure.path("category")) + ": " + Text.of(failure.path("message")));
            out.println("Way out: " + Text.of(failure.path("wayOut")));
        }
        if (certificate.isObject()) {
            out.println(CERTIFICATE.of(certificate.path("streams")).indent(2).stripTrailing());
            certificate.path("streams").forEach(stream -> gaps(stream, out));
        }
    }

    private static String confidence(JsonNode certificate) {
        return certificate.isObject()
                ? String.format(
                        Locale.ROOT,
                        ", confidence %.4f",
                        certificate.path("confidence").asDouble())
                : "";
    }

    private static void gaps(JsonNode stream, PrintWriter out) {
        stream.path("gaps")
                .forEach(gap -> out.println("  not looked at in " + Text.of(stream.path("stream")) + ": "
                        + Text.of(gap.path("count")) + " " + Text.of(gap.path("kind")) + " ("
                        + Text.of(gap.path("reason")) + ")"));
    }

    /** Differences, gaps and failures are told to the shell; so is a run that somebody ended. */
    static int exitCode(JsonNode run) {
        return switch (run.path("outcome").asText()) {
            case "in_sync", "unverified" -> ExitCode.OK;
            default -> ExitCode.DIFFERENT;
        };
    }
}
