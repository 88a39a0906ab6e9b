package io.bactrian.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each operation needs, as {@code roles.csv} says; what is not listed there does not exist. */
final class AccessRules {
    private static final String TABLE = "/roles.csv";
    private static final String PUBLIC = "public";

    /** Encoded separators mean one thing to a router and another to a file server: never public. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i).*(%2f|%5c|%00|%2e|\\\\|;|//|/\\.\\.?(/|$)).*");

    /** No name of anything; the database would refuse it. */
    private static final Pattern UNSTORABLE = Pattern.compile("(?i).*(%00|\\x00).*");

    private final List<Rule> rules;

    private AccessRules(List<Rule> rules) {
        this.rules = rules;
    }

    static AccessRules load() {
        try (InputStream table = Objects.requireNonNull(AccessRules.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return new AccessRules(lines.lines().skip(1).map(Rule::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE + " cannot be read", e);
        }
    }

    /** Decided on the normalised path that dispatch uses too. */
    Access access(String method, String path) {
        String verb = method.equals("HEAD") ? "GET" : method;
        if (UNSTORABLE.matcher(path).matches()) {
            return new Access.NoPath();
        }
        List<Rule> known = rules.stream()
                .filter(rule -> rule.path().matcher(path).matches())
                .toList();
        Rule rule =
                known.stream().filter(r -> r.verb().equals(verb)).findFirst().orElse(null);
        if (rule == null) {
            return known.isEmpty() ? new Access.NoPath() : new Access.NoVerb();
        }
        if (rule.role() != null) {
            return new Access.Needs(rule.role());
        }
        return AMBIGUOUS.matcher(path).matches() ? new Access.NoPath() : new Access.Open();
    }

    /** What is decided about a request. */
    sealed interface Access {
        /** Anybody may. */
        record Open() implements Access {}

        /** The holder of a key of this role or a higher one may. */
        record Needs(Role role) implements Access {}

        /** The path knows other verbs. */
        record NoVerb() implements Access {}

        /** There is nothing at the path. */
        record NoPath() implements Access {}
    }

    /** A line of the table; without a role it is public. */
    private record Rule(String verb, Pattern path, @Nullable Role role) {
        static Rule of(String line) {
            String[] cells = line.split(",");
            Role role = cells[2].equals(PUBLIC) ? null : Role.of(cells[2]);
            // The router takes a last slash for nothing; what is public is public as it is written only.
            return new Rule(cells[0], Pattern.compile(steps(cells[1]) + (role == null ? "" : "/?")), role);
        }

        /** {@code {name}} is one step of a path, {@code *} is all that follows. */
        private static String steps(String path) {
            return path.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+").replace("*", ".*");
        }
    }
}
