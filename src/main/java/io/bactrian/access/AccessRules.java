package io.bactrian.access;

import java.util.Set;
import java.util.regex.Pattern;

/** What each path needs, decided on the normalised path that dispatch uses too; whatever is not named here needs a key. */
final class AccessRules {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern OPERATING = Pattern.compile("/api/v1/(integrations/[^/]+/sync|runs/[^/]+/cancel)/?");

    /** Encoded separators mean one thing to a router and another to a file server: never public. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i).*(%2f|%5c|%00|%2e|\\\\|;|//|/\\.\\.?(/|$)).*");

    private AccessRules() {}

    static boolean isPublic(String method, String path) {
        return READING.contains(method)
                && !AMBIGUOUS.matcher(path).matches()
                && (path.equals("/openapi.yaml") || path.equals("/docs") || path.startsWith("/docs/"));
    }

    static Role needed(String method, String path) {
        if (READING.contains(method)) {
            return Role.VIEWER;
        }
        return OPERATING.matcher(path).matches() ? Role.OPERATOR : Role.ENGINEER;
    }
}
