package io.bactrian.simulate.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What a simulated GitHub holds, and what people do to it. Issues are named {@code <repository's id>/<number>}. */
public final class Github {
    private static final Instant FIRST = Instant.parse("2025-03-01T08:00:00Z");
    private static final List<String> LOGINS = List.of("octo", "mona", "hubot", "zoë-k", "lin");

    private final String address;
    private final Random chance;
    private final Map<String, Repository> repositories = new LinkedHashMap<>();
    private final List<ObjectNode> people = new ArrayList<>();
    private long made;
    private Instant now = FIRST;

    Github(GithubSettings settings, URI address) {
        this.address = address.toString();
        chance = new Random(settings.seed());
        LOGINS.forEach(login -> people.add(Records.person(++made, login)));
        for (int repository = 0; repository < settings.repositories(); repository++) {
            Repository created = repository();
            for (int issue = 0; issue < settings.issues(); issue++) {
                now = now.plus(11, ChronoUnit.MINUTES);
                issue(created, chance.nextInt(4) == 0);
            }
        }
    }

    /** Does something that people do to an issue or a repository, and tells what it concerns. */
    public synchronized String change(String kind, String id) {
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return switch (kind) {
            case "create" -> name(found(id), issue(found(id), false));
            case "create_pull" -> name(found(id), issue(found(id), true));
            case "disable_issues" -> {
                found(id).document.put("has_issues", false);
                yield id;
            }
            case "hide", "show" -> {
                found(id).isHidden = kind.equals("hide");
                yield id;
            }
            default -> changeIssue(kind, id);
        };
    }

    private String changeIssue(String kind, String id) {
        Repository repository = of(id);
        long number = number(id);
        ObjectNode issue = repository.issue(number);
        switch (kind) {
            case "rename" -> touched(issue).put("title", Words.title(chance) + " " + ++made);
            case "close" -> touched(issue).put("state", "closed").put("closed_at", now.toString());
            case "comment" -> {
                return comment(repository, issue);
            }
            case "edit_comment" -> {
                return editComment(repository, issue);
            }
            case "delete_comment" -> repository.comments.remove(firstComment(repository, issue));
            case "delete" -> remove(repository, number);
            case "transfer" -> {
                return transfer(repository, issue);
            }
            default -> throw new IllegalArgumentException("there is no change " + kind);
        }
        return id;
    }

    /** Some change that people make all day. */
    public void changeSomething() {
        changeSomething(Instant.now());
    }

    synchronized void changeSomething(Instant at) {
        List<String> ids = ids("issues");
        String kind =
                Words.pick(List.of("create", "create_pull", "rename", "close", "comment", "edit_comment"), chance);
        boolean isNew = ids.isEmpty() || kind.startsWith("create");
        change(isNew ? "create" : kind, Words.pick(isNew ? List.copyOf(repositories.keySet()) : ids, chance));
        now = at;
    }

    /** The names of what there is of a kind: repositories, issues, comments. */
    public synchronized List<String> ids(String kind) {
        return switch (kind) {
            case "repositories" -> List.copyOf(repositories.keySet());
            case "issues", "comments" ->
                repositories.values().stream()
                        .flatMap(repository -> (kind.equals("issues") ? repository.issues : repository.comments)
                                .keySet().stream().map(number -> repository.id() + "/" + number))
                        .toList();
            default -> throw new IllegalArgumentException("there are no " + kind);
        };
    }

    /** An issue or a comment as it is now. */
    public synchronized JsonNode truth(String kind, String id) {
        Repository repository = of(id);
        return kind.equals("issues") ? repository.issue(number(id)).deepCopy() : repository.comment(number(id));
    }

    /** How many there are of each kind. */
    public synchronized Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String kind : List.of("repositories", "issues", "comments")) {
            counts.put(kind, ids(kind).size());
        }
        return counts;
    }

    List<ObjectNode> people() {
        return people;
    }

    List<Repository> repositories() {
        return repositories.values().stream()
                .filter(repository -> !repository.isHidden)
                .toList();
    }

    Repository visible(String id) {
        Repository repository = repositories.get(id);
        if (repository == null || repository.isHidden) {
            throw Refusal.of(404, "Not Found");
        }
        return repository;
    }

    private Repository repository() {
        int number = repositories.size() + 1;
        Repository repository = new Repository(Records.repository(++made, address, "repo-" + number, now));
        for (String label : List.of("bug", "good first issue", "größer")) {
            repository.labels.add(Records.label(++made, label));
        }
        for (int milestone = 1; milestone <= 2; milestone++) {
            repository.milestones.add(Records.milestone(++made, milestone, now));
        }
        repositories.put(repository.id(), repository);
        return repository;
    }

    private ObjectNode issue(Repository repository, boolean isPull) {
        long number = repository.nextNumber();
        ObjectNode issue = Records.issue(++made, repository.address(), number, isPull, now)
                .put("title", Words.title(chance))
                .put("body", chance.nextInt(5) == 0 ? null : Words.sentence(chance));
        issue.set("user", Words.pick(people, chance));
        issue.withArray("assignees").add(Words.pick(people, chance));
        issue.withArray("labels").add(Words.pick(repository.labels, chance));
        issue.set("milestone", chance.nextBoolean() ? Words.pick(repository.milestones, chance) : null);
        repository.issues.put(number, issue);
        for (int comments = chance.nextInt(3); comments > 0; comments--) {
            comment(repository, issue);
        }
        return issue;
    }

    private String comment(Repository repository, ObjectNode issue) {
        ObjectNode comment = Records.comment(
                        ++made, repository.address(), issue.path("number").asLong(), now)
                .put("body", Words.sentence(chance));
        comment.set("user", Words.pick(people, chance));
        repository.comments.put(made, comment);
        touched(issue).put("comments", issue.path("comments").asInt() + 1);
        return repository.id() + "/" + made;
    }

    /** Edits the first comment of an issue; without one, writes it. The issue itself does not show it. */
    private String editComment(Repository repository, ObjectNode issue) {
        long first = firstComment(repository, issue);
        if (first == 0) {
            return comment(repository, issue);
        }
        ObjectNode comment = repository.comment(first).deepCopy();
        comment.put("body", Words.sentence(chance) + " (edited)").put("updated_at", now.toString());
        repository.comments.put(first, comment);
        return repository.id() + "/" + first;
    }

    private static long firstComment(Repository repository, ObjectNode issue) {
        return repository.comments.entrySet().stream()
                .filter(comment -> comment.getValue().path("issue_url").equals(issue.path("url")))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static void remove(Repository repository, long number) {
        ObjectNode issue = repository.issue(number);
        repository.issues.remove(number);
        repository
                .comments
                .values()
                .removeIf(comment -> comment.path("issue_url").equals(issue.path("url")));
    }

    /** To the last repository, where it gets a new number. */
    private String transfer(Repository from, ObjectNode issue) {
        Repository to = List.copyOf(repositories.values()).get(repositories.size() - 1);
        ObjectNode there = issue(to, false);
        there.put("title", issue.path("title").asText());
        long number = issue.path("number").asLong();
        remove(from, number);
        from.transferred.put(number, there.path("url").asText());
        return name(to, there);
    }

    private ObjectNode touched(ObjectNode issue) {
        return issue.put("updated_at", now.toString());
    }

    private Repository of(String id) {
        return found(id.substring(0, id.indexOf('/')));
    }

    private Repository found(String id) {
        Repository repository = repositories.get(id);
        if (repository == null) {
            throw new IllegalArgumentException("there is no repository " + id);
        }
        return repository;
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.indexOf('/') + 1));
    }

    private static String name(Repository repository, ObjectNode issue) {
        return repository.id() + "/" + issue.path("number").asText();
    }
}
