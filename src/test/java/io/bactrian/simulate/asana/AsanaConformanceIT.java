package io.bactrian.simulate.asana;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.simulate.SimulatorClient;
import io.bactrian.simulate.VendorContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds every answer of the simulator to the vendor's description of Asana. */
class AsanaConformanceIT {

    @Test
    void everyAnswerIsAsTheVendorDescribesIt() throws Exception {
        VendorContract contract = AsanaContract.load();
        try (SimulatedAsana asana = SimulatedAsana.start(AsanaSettings.defaults())) {
            contract.watch(asana.exchanges());

            askEverything(AsanaClient.of(asana), asana.asana());
        }

        assertThat(contract.violations()).isEmpty();
    }

    private static void askEverything(SimulatorClient client, Asana asana) throws Exception {
        String workspace = asana.gids("workspace").get(0);
        String project = asana.gids("project").get(0);
        String task = asana.gids("task").get(3);
        asana.change("update_status", project);
        asana.change("attach", task);
        asana.change("book_time", task);
        asana.change("fill", task);
        for (String list : List.of(
                "users?workspace=" + workspace,
                "workspaces?",
                "workspaces/" + workspace + "/teams?",
                "workspaces/" + workspace + "/users?",
                "workspaces/" + workspace + "/projects?",
                "workspaces/" + workspace + "/tags?",
                "workspaces/" + workspace + "/custom_fields?",
                "projects?workspace=" + workspace,
                "tags?workspace=" + workspace,
                "projects/" + project + "/sections?",
                "projects/" + project + "/custom_field_settings?",
                "projects/" + project + "/tasks?",
                "memberships?parent=" + project,
                "status_updates?parent=" + project,
                "portfolios?owner=me&workspace=" + workspace,
                "portfolios/" + asana.gids("portfolio").get(0) + "/items?",
                "goals?workspace=" + workspace,
                "tasks?project=" + project,
                "tasks?modified_since=2024-01-01T00:00:00.000Z&project=" + project,
                "tasks?assignee=me&workspace=" + workspace,
                "tasks/" + task + "/subtasks?",
                "tasks/" + task + "/stories?",
                "tasks/" + task + "/dependencies?",
                "tasks/" + task + "/time_tracking_entries?",
                "attachments?parent=" + task)) {
            client.send("/" + list.replaceFirst("\\?$", ""));
            String more = "/" + list + (list.endsWith("?") ? "" : "&");
            client.send(more + "limit=5");
            client.send(more + "limit=100&opt_fields=gid,name,created_at,memberships.project.gid");
        }
        for (String single :
                List.of("workspace", "team", "project", "section", "tag", "portfolio", "goal", "task", "user")) {
            client.send("/" + single + "s/" + asana.gids(single).get(0));
            client.send("/" + single + "s/7");
        }
        client.send("/stories/" + asana.gids("story").get(0));
        client.send("/attachments/" + asana.gids("attachment").get(0));
        client.send("/custom_fields/" + asana.gids("custom_field").get(0));
        client.send("/users/me");
        client.send("/workspaces/" + workspace + "/tasks/search?sort_by=created_at");
        String sync = client.get("/events?resource=" + project).path("sync").asText();
        asana.change("create", project);
        client.send("/events?resource=" + project + "&sync=" + sync);
        client.post(
                "/batch",
                "{\"data\":{\"actions\":[{\"relative_path\":\"/tasks/" + task
                        + "\",\"method\":\"get\",\"options\":{\"fields\":[\"name\"]}}]}}");
    }
}
