package io.bactrian.api;

import io.bactrian.api.request.RequestBody;
import io.bactrian.failure.Report;
import io.bactrian.failure.ReportedError;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body that describes an error which somebody met. */
record FailureRequest(
        @Nullable ErrorRequest error,
        @Nullable UUID integrationId,
        @Nullable String tool,
        @Nullable String stream,
        @Nullable String externalId,
        @Nullable Boolean act) {
    private static final int LONGEST = 10_000;
    private static final int LONGEST_BODY = 100_000;
    private static final int LONGEST_HEADER = 8_000;
    private static final int LONGEST_NAME = 200;

    /** The error itself. */
    record ErrorRequest(
            @Nullable String type,
            @Nullable String message,
            @Nullable Integer status,
            @Nullable Map<String, String> headers,
            @Nullable String body) {}

    boolean isToAct() {
        return Boolean.TRUE.equals(act);
    }

    /** What it is about, for the audit log. */
    String subject() {
        return String.valueOf(integrationId);
    }

    Report report() {
        if (error == null) {
            throw RequestBody.meaning("/error", "must be an object");
        }
        RequestBody.limit(tool, LONGEST_NAME, "/tool");
        RequestBody.limit(stream, LONGEST_NAME, "/stream");
        RequestBody.limit(externalId, LONGEST_NAME, "/externalId");
        RequestBody.limit(error.type(), LONGEST_NAME, "/error/type");
        RequestBody.limit(error.body(), LONGEST_BODY, "/error/body");
        if (error.headers() != null) {
            error.headers()
                    .forEach((name, value) ->
                            RequestBody.limit(value, LONGEST_HEADER, RequestBody.at("/error/headers", name)));
        }
        String message = error.message();
        if (message == null || message.isBlank() || message.length() > LONGEST) {
            throw RequestBody.meaning("/error/message", "must be text of 1 to " + LONGEST + " characters");
        }
        return new Report(
                new ReportedError(
                        error.type(), message, status(error.status()), headers(error.headers()), error.body()),
                integrationId,
                tool,
                stream,
                externalId);
    }

    private static int status(@Nullable Integer status) {
        if (status != null && status != 0 && (status < 100 || status > 599)) {
            throw RequestBody.meaning("/error/status", "must be a status of HTTP, or 0 without an answer");
        }
        return status == null ? 0 : status;
    }

    private static Map<String, String> headers(@Nullable Map<String, String> headers) {
        return headers == null
                ? Map.of()
                : headers.entrySet().stream()
                        .filter(header -> header.getValue() != null)
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                Map.Entry::getValue,
                                (first, next) -> first + "," + next));
    }
}
