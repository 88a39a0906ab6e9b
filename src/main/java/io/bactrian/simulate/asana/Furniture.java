package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Words;
import java.util.List;
import java.util.Random;

/** What an Asana has before anybody works in it: people, teams, projects with their sections and fields. */
final class Furniture {
    private static final String SITE = "https://app.asana.com/0/";

    private final Domain domain;
    private final FieldChanges fields;
    private final Random chance;

    Furniture(Domain domain, FieldChanges fields, Random chance) {
        this.domain = domain;
        this.fields = fields;
        this.chance = chance;
    }

    void workspace(int users) {
        ObjectNode workspace = domain.put(domain.make("workspace", "Acme").put("is_organization", true));
        workspace.putArray("email_domains").add("acme.example");
        for (int number = 1; number <= users; number++) {
            ObjectNode user = domain.make("user", "User " + number)
                    .put("email", "user" + number + "@acme.example")
                    .putNull("photo");
            user.putArray("workspaces").add(Domain.reference(workspace));
            domain.put(user);
        }
        for (String name : List.of("Product", "Operations")) {
            ObjectNode team = domain.make("team", name).put("description", "We are " + name + ".");
            team.put("visibility", "public").set("organization", Domain.reference(workspace));
            domain.put(team);
        }
        for (String color : List.of("dark-pink", "light-green", "none")) {
            ObjectNode tag = owned(domain.make("tag", "is " + color)).put("notes", "");
            domain.put(color.equals("none") ? tag.putNull("color") : tag.put("color", color));
        }
        for (String type : List.of("text", "number", "enum", "date")) {
            fields.make("A " + type, type);
        }
    }

    String project() {
        int number = domain.gids("project").size() + 1;
        ObjectNode project = owned(domain.make("project", Words.title(chance) + " " + number))
                .put("archived", number % 7 == 0)
                .put("color", "light-green")
                .put("notes", Words.sentence(chance))
                .put("default_view", "board")
                .put("privacy_setting", "public_to_workspace")
                .put("completed", false)
                .putNull("due_on")
                .putNull("start_on");
        project.put("modified_at", domain.now().toString());
        project.set("owner", person());
        project.set("team", Domain.reference(some("team")));
        domain.put(project);
        for (String name : List.of("To do", "Doing", "Done")) {
            section(project, name);
        }
        domain.gids("custom_field").forEach(gid -> fields.give(project, domain.get("custom_field", gid)));
        for (int member = 0; member < 3; member++) {
            membership(project);
        }
        portfolio(project, number);
        return Domain.gid(project);
    }

    private void section(ObjectNode project, String name) {
        ObjectNode section =
                domain.make("section", name).put("created_at", domain.now().toString());
        section.set("project", Domain.reference(project));
        domain.put(section);
    }

    private void membership(ObjectNode project) {
        ObjectNode membership = domain.make("membership", "")
                .put("resource_subtype", "project_membership")
                .put("access_level", "editor");
        membership.set("parent", Domain.reference(project));
        membership.set("member", person());
        domain.put(membership);
    }

    /** Every third project begins a portfolio and a goal; the others are put into the last one. */
    private void portfolio(ObjectNode project, int number) {
        if (number % 3 == 1) {
            ObjectNode portfolio =
                    owned(domain.make("portfolio", "Portfolio " + number)).put("color", "light-blue");
            portfolio.set(
                    "owner",
                    Domain.reference(domain.get("user", domain.gids("user").get(0))));
            portfolio.putArray("items").add(Domain.reference(project));
            domain.put(portfolio);
            ObjectNode goal = owned(domain.make("goal", "Goal " + number))
                    .put("notes", "")
                    .put("status", "green")
                    .put("is_workspace_level", true)
                    .put("due_on", "2026-12-31")
                    .putNull("start_on");
            goal.remove(List.of("created_at", "permalink_url"));
            goal.set("owner", person());
            domain.put(goal);
        } else {
            List<String> portfolios = domain.gids("portfolio");
            domain.change(
                    "portfolio",
                    portfolios.get(portfolios.size() - 1),
                    node -> node.withArray("items").add(Domain.reference(project)));
        }
    }

    /** Of the workspace, made now. */
    private ObjectNode owned(ObjectNode record) {
        record.set(
                "workspace",
                Domain.reference(
                        domain.get("workspace", domain.gids("workspace").get(0))));
        return record.put("created_at", domain.now().toString()).put("permalink_url", SITE + Domain.gid(record));
    }

    ObjectNode person() {
        return Domain.reference(some("user"));
    }

    JsonNode some(String type) {
        return domain.get(type, Words.pick(domain.gids(type), chance));
    }
}
