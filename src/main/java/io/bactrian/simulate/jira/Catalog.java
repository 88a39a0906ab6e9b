package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a site has besides issues: projects, users, statuses and the parts that issues refer to. */
final class Catalog {

    private static final List<String> PROJECTS =
            List.of("Caravan", "Desert Mail", "Oasis", "Saddlery", "Trade Routes", "Water Ledger", "Night Watch");
    private static final List<String> FIRST = List.of(
            "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hanna", "Imre", "Jorun", "Kofi", "Léa");
    private static final List<String> LAST = List.of(
            "Albers", "Brandt", "Castell", "Dvorak", "Eriksen", "Falk", "Gruber", "Holm", "Ivanova", "Jansen",
            "Königs");
    private static final int USERS = 77;

    private final String address;
    private final JiraSettings settings;
    final List<ObjectNode> users = new ArrayList<>();
    final List<ObjectNode> projects = new ArrayList<>();
    final List<ObjectNode> statuses = new ArrayList<>();
    final List<ObjectNode> types = new ArrayList<>();
    final List<ObjectNode> priorities = new ArrayList<>();
    final List<ObjectNode> fields = new CopyOnWriteArrayList<>(FieldCatalog.all());
    final Boards boards;

    Catalog(URI address, JiraSettings settings) {
        this.address = address.toString();
        this.settings = settings;
        SplittableRandom chance = new SplittableRandom(settings.seed());
        for (int number = 0; number < USERS; number++) {
            users.add(user(number, chance));
        }
        for (int number = 0; number < PROJECTS.size(); number++) {
            projects.add(project(number));
        }
        boards = new Boards(this.address, settings, projects);
        statuses();
        types();
        for (String name : List.of("Highest", "High", "Medium", "Low", "Lowest")) {
            String id = String.valueOf(priorities.size() + 1);
            priorities.add(part("priority", id).put("name", name).put("id", id));
        }
    }

    ObjectNode resolution() {
        return part("resolution", "10000")
                .put("id", "10000")
                .put("description", "")
                .put("name", "Done");
    }

    /** The account that calls. */
    ObjectNode caller() {
        return users.get(0);
    }

    /** A user as issues show them. */
    ObjectNode person(int number) {
        ObjectNode person = users.get(number % users.size()).deepCopy();
        person.remove("locale");
        return person;
    }

    /** A project that nobody sees any more, but in the trash. */
    ObjectNode trashed() {
        ObjectNode project = part("project", "10900")
                .put("id", "10900")
                .put("key", "OLDC")
                .put("name", "Old Caravan")
                .put("projectTypeKey", "software")
                .put("deleted", true)
                .put("deletedDate", "2026-10-20T09:00:00.000+0000")
                .put("retentionTillDate", "2026-12-19T09:00:00.000+0000");
        project.set("deletedBy", person(0));
        return project;
    }

    /** A project as issues show it. */
    ObjectNode shortProject(int number) {
        ObjectNode project = projects.get(number);
        ObjectNode shown = Json.object().put("self", project.path("self").asText());
        for (String name : List.of("id", "key", "name", "projectTypeKey")) {
            shown.set(name, project.get(name));
        }
        shown.put("simplified", false).set("avatarUrls", avatars("project/avatar/" + number));
        return shown;
    }

    private ObjectNode user(int number, SplittableRandom chance) {
        boolean app = number % 11 == 10;
        String accountId = "7120%02d:%08x-%04x".formatted(number, chance.nextInt(), chance.nextInt(0x10000));
        String name = app
                ? "Relay " + number
                : FIRST.get(number % FIRST.size()) + " " + LAST.get(number / FIRST.size() % LAST.size());
        ObjectNode user = Json.object()
                .put("self", address + "/rest/api/3/user?accountId=" + accountId.replace(":", "%3A"))
                .put("accountId", accountId)
                .put("accountType", app ? "app" : number % 29 == 28 ? "customer" : "atlassian");
        if (number == 0) {
            user.put("emailAddress", settings.username());
        } else if (!app && number % 3 != 1) {
            user.put("emailAddress", "person" + number + "@bactrian.example");
        }
        user.set("avatarUrls", avatars("avatar/" + number));
        return user.put("displayName", number == 0 ? "Dana Ostrow" : name)
                .put("active", number % 9 != 8)
                .put("timeZone", number % 2 == 0 ? settings.timeZone().getId() : "America/New_York")
                .put("locale", "en_US");
    }

    private ObjectNode project(int number) {
        String name = PROJECTS.get(number);
        String key = name.replaceAll("[^A-Za-z]", "").substring(0, 4).toUpperCase(Locale.ROOT);
        ObjectNode project = part("project", String.valueOf(10_000 + number))
                .put("expand", "description,lead,issueTypes,url,projectKeys,permissions,insight")
                .put("id", String.valueOf(10_000 + number))
                .put("key", key)
                .put("description", number % 3 == 2 ? "" : "All that concerns " + name + ".");
        project.set("lead", person(number * 3));
        project.set("avatarUrls", avatars("project/avatar/" + number));
        return project.put("name", name)
                .put("projectTypeKey", number % 4 == 3 ? "service_desk" : "software")
                .put("simplified", number % 2 == 1)
                .put("style", number % 2 == 1 ? "next-gen" : "classic")
                .put("isPrivate", false);
    }

    private void statuses() {
        List.of("To Do:2:new:blue-gray:To Do", "Backlog:2:new:blue-gray:To Do").forEach(this::status);
        List.of("In Progress:4:indeterminate:yellow:In Progress", "In Review:4:indeterminate:yellow:In Progress")
                .forEach(this::status);
        List.of("Blocked:4:indeterminate:yellow:In Progress", "Done:3:done:green:Done", "Won’t do:3:done:green:Done")
                .forEach(this::status);
    }

    private void status(String line) {
        String[] words = line.split(":");
        String id = String.valueOf(10_001 + statuses.size());
        ObjectNode status = part("status", id).put("description", "").put("iconUrl", address + "/images/status.png");
        status.put("name", words[0]).put("id", id);
        status.set(
                "statusCategory",
                part("statuscategory", words[1])
                        .put("id", Integer.parseInt(words[1]))
                        .put("key", words[2])
                        .put("colorName", words[3])
                        .put("name", words[4]));
        statuses.add(status);
    }

    private void types() {
        for (String name : List.of("Story", "Task", "Bug", "Epic", "Sub-task")) {
            String id = String.valueOf(10_100 + types.size());
            types.add(part("issuetype", id)
                    .put("id", id)
                    .put("description", "A kind of work.")
                    .put("iconUrl", address + "/images/" + id + ".svg")
                    .put("name", name)
                    .put("subtask", "Sub-task".equals(name))
                    .put("avatarId", 10_300 + types.size())
                    .put("hierarchyLevel", "Epic".equals(name) ? 1 : "Sub-task".equals(name) ? -1 : 0));
        }
    }

    private ObjectNode part(String kind, String id) {
        return Json.object().put("self", address + "/rest/api/3/" + kind + "/" + id);
    }

    private ObjectNode avatars(String path) {
        return Json.object()
                .put("48x48", address + "/" + path + "?size=48")
                .put("24x24", address + "/" + path + "?size=24")
                .put("16x16", address + "/" + path + "?size=16")
                .put("32x32", address + "/" + path + "?size=32");
    }
}
