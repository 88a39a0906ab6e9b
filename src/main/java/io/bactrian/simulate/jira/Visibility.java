package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which projects of a site the calling account sees. */
final class Visibility {
    /** What a site shows to strangers. */
    private static final Set<Integer> PUBLIC = Set.of(0);

    private final Set<Integer> archived = ConcurrentHashMap.newKeySet();
    private final Set<Integer> hidden = ConcurrentHashMap.newKeySet();
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();
    private volatile boolean anonymous;

    void archive(int project, boolean is) {
        set(archived, project, is);
    }

    /** Takes the account's permission to browse a project, or gives it back. */
    void hide(int project, boolean is) {
        set(hidden, project, is);
    }

    /** From now on the account's credential counts for nothing, and its calls are answered as a stranger's. */
    void anonymous(boolean is) {
        anonymous = is;
    }

    boolean isAnonymous() {
        return anonymous;
    }

    /** Takes people out of every page of people, which stays as short as that makes it. */
    void withhold(Collection<String> people) {
        withheld.addAll(people);
    }

    boolean showsPerson(ObjectNode person) {
        return !anonymous && !withheld.contains(person.path("accountId").asText());
    }

    boolean isArchived(int project) {
        return archived.contains(project);
    }

    /** Whether the project itself is shown, archived or not. */
    boolean shows(int project) {
        return !hidden.contains(project) && (!anonymous || PUBLIC.contains(project));
    }

    /** Whether the issues of the project are. */
    boolean showsIssuesOf(int project) {
        return shows(project) && !isArchived(project);
    }

    private static void set(Set<Integer> projects, int project, boolean is) {
        if (is) {
            projects.add(project);
        } else {
            projects.remove(project);
        }
    }
}
