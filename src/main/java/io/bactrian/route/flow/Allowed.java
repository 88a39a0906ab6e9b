package io.bactrian.route.flow;

import io.bactrian.tool.Spelling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What files may name of the service, by kind; whatever is not listed may not be named. */
final class Allowed {
    private static final String TABLE = "/flows.csv";

    private final Map<String, Set<String>> names;

    private Allowed(Map<String, Set<String>> names) {
        this.names = names;
    }

    static Allowed load() {
        try (InputStream table = Objects.requireNonNull(Allowed.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            Map<String, Set<String>> names = new HashMap<>();
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 3))
                    .forEach(cells -> names.computeIfAbsent(cells[0], kind -> new TreeSet<>())
                            .add(cells[1]));
            return new Allowed(names);
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE + " cannot be read", e);
        }
    }

    boolean is(String kind, String name) {
        return names(kind).contains(name);
    }

    /** Why a name is refused, with what was probably meant; empty for one that is allowed. */
    Optional<String> refusal(String kind, String name) {
        return is(kind, name)
                ? Optional.empty()
                : Optional.of("no flow may name the " + kind + " " + name
                        + Spelling.nearest(name, names(kind))
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""));
    }

    Set<String> names(String kind) {
        return names.getOrDefault(kind, Set.of());
    }
}
