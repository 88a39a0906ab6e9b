package io.bactrian.route.canary;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.consistency.document.Difference;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One page as a version of a file would read it; nothing of it is stored.
 *
 * @param stream whose list was asked for
 * @param request method and address, without anything secret
 * @param through ids of the routes that the page went through
 * @param streams what the page held, the stream's own records first
 * @param rows some of the records, those that would differ first
 */
public record CanaryPage(
        String stream, String request, List<String> through, List<Held> streams, List<CanaryRow> rows) {
    /**
     * What the page held of one stream.
     *
     * @param added records that are not stored
     * @param different stored ones that would be changed
     * @param equal stored ones that would stay as they are
     * @param quarantined records that the database would refuse
     */
    public record Held(String stream, int records, int added, int different, int equal, int quarantined) {}

    /**
     * One record of the page.
     *
     * @param columns as its canonical table would hold it; null when the stream is not mapped
     * @param columnDifferences between its row as it is stored and as it would be
     * @param recordDifferences between the raw record as it is stored and as the tool told it
     */
    public record CanaryRow(
            String stream,
            String externalId,
            State state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode columns,

            List<Difference> columnDifferences,
            List<Difference> recordDifferences) {}

    /** How a record of the page stands to what is stored. */
    public enum State {
        ADDED,
        DIFFERENT,
        EQUAL;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
