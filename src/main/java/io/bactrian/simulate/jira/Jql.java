package io.bactrian.simulate.jira;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of JQL that the site understands: comparisons of {@code created} and {@code updated}, {@code project},
 * {@code id}, {@code key}, {@code sprint} and {@code filter}, joined by {@code and} and {@code or}, in parentheses if need be, with an order. Dates have minutes at most and are read in the zone
 * of the calling user.
 */
final class Jql {

    private static final Pattern ORDER = Pattern.compile("(?i)(?:^|\\s)order\\s+by\\s+(.*)$");
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'";
    private static final Pattern CLAUSE =
            Pattern.compile("(?i)([a-z]+)\\s*(>=|<=|!=|=|>|<|\\s+not\\s+in\\b|\\s+in\\b)\\s*(\\((?:" + QUOTED
                    + "|[^)\"'])*+\\)|" + QUOTED + "|[^\\s()]+)");
    private static final Pattern ELEMENT = Pattern.compile(QUOTED + "|[^,\\s]+");
    private static final Set<String> ORDERABLE = Set.of("created", "updated", "id", "key", "issuekey");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm");

    private final Catalog catalog;
    private final ZoneId zone;
    private Predicate<Searchable> condition = issue -> true;
    private String text = "";
    private int at;
    private String orderedBy = "created";
    private boolean ascending = true;

    private Jql(Catalog catalog, ZoneId zone) {
        this.catalog = catalog;
        this.zone = zone;
    }

    static Jql read(String text, Catalog catalog, ZoneId zone) {
        Jql jql = new Jql(catalog, zone);
        Matcher order = ORDER.matcher(text);
        String conditions = text;
        if (order.find()) {
            conditions = text.substring(0, order.start());
            jql.order(order.group(1));
        }
        if (conditions.isBlank()) {
            throw new Refusal(
                    400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        }
        jql.conditions(conditions);
        return jql;
    }

    boolean matches(Searchable issue) {
        return condition.test(issue);
    }

    /** What the result is ordered by first; the id decides between equals. */
    long rank(Searchable issue) {
        return switch (orderedBy) {
            case "created" -> issue.created().toEpochMilli();
            case "updated" -> issue.updated().toEpochMilli();
            default -> issue.id();
        };
    }

    /** Whether the order is that in which issues were created. */
    boolean byCreation() {
        return ascending && !orderedBy.equals("updated");
    }

    boolean ascending() {
        return ascending;
    }

    private void order(String text) {
        String[] parts = text.split(",");
        if (parts.length > 7) {
            throw new Refusal(400, "A query can be ordered by 7 fields at most.");
        }
        for (int at = parts.length - 1; at >= 0; at--) {
            String[] words = parts[at].strip().toLowerCase(Locale.ROOT).split("\\s+");
            if (!ORDERABLE.contains(words[0])) {
                throw new Refusal(400, "Not able to sort using field '" + words[0] + "'.");
            }
            orderedBy = words[0];
            ascending = words.length < 2 || !words[1].equals("desc");
        }
    }

    private void conditions(String conditions) {
        text = conditions;
        condition = alternatives();
        if (at < text.length()) {
            throw new Refusal(400, "Error in the JQL Query: expecting 'AND' (line 1, character " + (at + 1) + ").");
        }
    }

    private Predicate<Searchable> alternatives() {
        Predicate<Searchable> any = together();
        while (takes("or\\b")) {
            any = any.or(together());
        }
        return any;
    }

    private Predicate<Searchable> together() {
        Predicate<Searchable> all = one();
        while (takes("and\\b")) {
            all = all.and(one());
        }
        return all;
    }

    private Predicate<Searchable> one() {
        takes("");
        if (takes("\\(")) {
            Predicate<Searchable> inner = alternatives();
            if (!takes("\\)")) {
                throw unexpected();
            }
            return inner;
        }
        Matcher clause = CLAUSE.matcher(text).region(at, text.length());
        if (!clause.lookingAt()) {
            throw unexpected();
        }
        at = clause.end();
        takes("");
        return condition(
                clause.group(1).toLowerCase(Locale.ROOT),
                clause.group(2).strip().toLowerCase(Locale.ROOT),
                clause.group(3));
    }

    /** Steps over a word and the blanks around it, where it stands next. */
    private boolean takes(String word) {
        Matcher next = Pattern.compile("(?i)\\s*" + word + "\\s*").matcher(text).region(at, text.length());
        boolean found = next.lookingAt();
        at = found ? next.end() : at;
        return found;
    }

    private Refusal unexpected() {
        return new Refusal(400, "Error in the JQL Query: unexpected text (line 1, character " + (at + 1) + ").");
    }

    private Predicate<Searchable> condition(String field, String operator, String value) {
        return switch (field) {
            case "created" -> {
                Instant limit = instant(field, unquoted(value));
                yield issue -> compare(issue.created(), operator, limit);
            }
            case "updated" -> {
                Instant limit = instant(field, unquoted(value));
                yield issue -> compare(issue.updated(), operator, limit);
            }
            case "project" -> {
                Set<Integer> wanted =
                        Set.copyOf(values(value).stream().map(this::project).toList());
                yield issue -> member(operator, wanted.contains(issue.project()));
            }
            case "id", "key", "issue", "issuekey" -> {
                Set<String> wanted = Set.copyOf(values(value));
                yield issue ->
                        member(operator, wanted.contains(issue.key()) || wanted.contains(String.valueOf(issue.id())));
            }
            case "sprint" -> {
                String sprint = unquoted(value);
                require(catalog.boards.hasSprint(sprint), "Sprint with name '" + sprint + "' does not exist.");
                yield issue -> member(operator, issue.isInSprint(sprint));
            }
            case "filter" -> {
                int project = catalog.boards.projectOfFilter(unquoted(value));
                require(project >= 0, "A value with ID '" + value + "' does not exist for the field 'filter'.");
                yield issue -> member(operator, issue.project() == project);
            }
            default ->
                throw new Refusal(
                        400, "Field '" + field + "' does not exist or you do not have permission to view it.");
        };
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refusal(400, otherwise);
        }
    }

    private static boolean compare(Instant value, String operator, Instant limit) {
        return switch (operator) {
            case ">=" -> !value.isBefore(limit);
            case ">" -> value.isAfter(limit);
            case "<=" -> !value.isAfter(limit);
            case "<" -> value.isBefore(limit);
            default -> throw new Refusal(400, "The operator '" + operator + "' is not supported for dates here.");
        };
    }

    private static boolean member(String operator, boolean contained) {
        return switch (operator) {
            case "=", "in" -> contained;
            case "!=", "not in" -> !contained;
            default -> throw new Refusal(400, "The operator '" + operator + "' is not supported by this field.");
        };
    }

    private Instant instant(String field, String text) {
        String date = text.replace('/', '-');
        try {
            return (date.length() <= 10 ? LocalDate.parse(date).atStartOfDay() : LocalDateTime.parse(date, MINUTE))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new Refusal(
                    400,
                    "Date value '" + text + "' for field '" + field
                            + "' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm',"
                            + " 'yyyy/MM/dd', 'yyyy-MM-dd'.");
        }
    }

    private int project(String name) {
        for (int at = 0; at < catalog.projects.size(); at++) {
            var project = catalog.projects.get(at);
            if (name.equals(project.path("id").asText())
                    || name.equalsIgnoreCase(project.path("key").asText())
                    || name.equalsIgnoreCase(project.path("name").asText())) {
                return at;
            }
        }
        throw new Refusal(400, "The value '" + name + "' does not exist for the field 'project'.");
    }

    private static List<String> values(String text) {
        String inner = text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
        return ELEMENT.matcher(inner)
                .results()
                .map(element -> unquoted(element.group()))
                .toList();
    }

    private static String unquoted(String text) {
        String value = text.strip();
        boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }
}
