package io.bactrian.api;

import io.bactrian.access.Role;
import io.bactrian.access.key.NewKey;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body that makes a key. */
record KeyRequest(
        @Nullable String name,
        @Nullable String role,
        @Nullable String expiresAt,
        @Nullable List<@Nullable String> projects) {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PROJECTS = 1000;

    NewKey checked(Instant now) {
        List<Mistake> mistakes = new ArrayList<>();
        checkName(mistakes);
        checkRole(mistakes);
        Instant end = end(mistakes, now);
        checkProjects(mistakes);
        if (!mistakes.isEmpty()) {
            throw Rejected.invalid("The key cannot be made as described.", mistakes);
        }
        return new NewKey(
                Objects.requireNonNull(name),
                Role.of(Objects.requireNonNull(role)),
                projects == null ? null : Set.copyOf(projects),
                end);
    }

    /** It stands in logs and lists, so what would break a line is refused. */
    private void checkName(List<Mistake> mistakes) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            mistakes.add(new Mistake("/name", "is required, with 1 to 200 characters"));
        } else if (name.codePoints().anyMatch(KeyRequest::breaksLines)) {
            mistakes.add(new Mistake("/name", "must not hold control characters or line breaks"));
        }
    }

    private static boolean breaksLines(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }

    private void checkRole(List<Mistake> mistakes) {
        List<String> roles = Arrays.stream(Role.values()).map(Role::word).toList();
        if (role == null || !roles.contains(role)) {
            mistakes.add(new Mistake("/role", "must be one of " + roles));
        }
    }

    private @Nullable Instant end(List<Mistake> mistakes, Instant now) {
        if (expiresAt == null) {
            return null;
        }
        try {
            Instant end = Instant.parse(expiresAt);
            if (end.isAfter(now) && end.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return end;
            }
            mistakes.add(new Mistake("/expiresAt", "must be in the future, before the year 9999"));
        } catch (DateTimeParseException noInstant) {
            mistakes.add(new Mistake("/expiresAt", "must be an instant such as 2030-01-01T00:00:00Z"));
        }
        return null;
    }

    private void checkProjects(List<Mistake> mistakes) {
        if (projects == null) {
            return;
        }
        if (projects.isEmpty() || projects.size() > MOST_PROJECTS) {
            mistakes.add(new Mistake("/projects", "must name 1 to 1000 projects; leave it out for all"));
        }
        for (int index = 0; index < projects.size(); index++) {
            String project = projects.get(index);
            if (project == null || project.isBlank()) {
                mistakes.add(new Mistake("/projects/" + index, "must be text"));
            } else if (project.length() > LONGEST_NAME) {
                mistakes.add(new Mistake("/projects/" + index, "is longer than 200 characters"));
            }
        }
    }
}
