package io.bactrian.failure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of thing went wrong, which decides what is done about it and what a person is told. */
public enum FailureCategory {
    AUTHENTICATION("Renew the credential of the integration and connect it again."),
    PERMISSION("Grant the account the missing permission in the tool, or leave the stream out of the scope."),
    RATE_LIMIT("Nothing to do: the call is repeated when the tool allows it. Lower the sync frequency if it recurs."),
    TIMEOUT("Nothing to do if it passes; raise the integration's timeout if the tool is slow by nature."),
    NETWORK("Check name, port, proxy and certificate of the tool's address."),
    TOOL_OUTAGE("Nothing to do: the tool is failing and the call is repeated. See the tool's status page."),
    NOT_FOUND("Check the id or address: it does not exist, or the account may not see it."),
    INVALID_DATA("Correct the request as the errors say."),
    CONFIGURATION("Correct the named setting."),
    STORAGE("Check the database: space, connections and reachability."),
    UNEXPECTED("Report it with the instance id; the log has the details.");

    private final String wayOut;

    FailureCategory(String wayOut) {
        this.wayOut = wayOut;
    }

    /** The word used in JSON, SQL, metrics and properties: lower snake case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same call may go well a moment later; all others are never repeated, whatever the settings say. */
    public boolean isRepeated() {
        return switch (this) {
            case RATE_LIMIT, TIMEOUT, NETWORK, TOOL_OUTAGE, STORAGE -> true;
            case AUTHENTICATION, PERMISSION, NOT_FOUND, INVALID_DATA, CONFIGURATION, UNEXPECTED -> false;
        };
    }

    /** What the person who sees this failure can do. */
    public String wayOut() {
        return wayOut;
    }

    /** The category of a word as written by {@link #word()}. */
    public static FailureCategory of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
