package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.util.List;

/** Makes the versions and components of projects. */
final class ProjectParts {

    private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0 – Überfahrt");
    private static final List<String> COMPONENTS = List.of("Harness", "Ledger");

    private final String address;
    private final Catalog catalog;

    ProjectParts(String address, Catalog catalog) {
        this.address = address;
        this.catalog = catalog;
    }

    void addTo(References lists) {
        for (int number = 0; number < catalog.projects.size(); number++) {
            ObjectNode project = catalog.projects.get(number);
            String path = "project/" + project.path("id").asText();
            List<ObjectNode> versions = lists.add(path + "/version", false);
            for (int at = 0; at < VERSIONS.size(); at++) {
                versions.add(version(project, number * 10 + at, at));
            }
            List<ObjectNode> components = lists.add(path + "/component", false);
            for (int at = 0; at < COMPONENTS.size(); at++) {
                components.add(component(project, number * 10 + at, at));
            }
        }
    }

    private ObjectNode version(ObjectNode project, int number, int at) {
        String id = String.valueOf(10_000 + number);
        ObjectNode version = Json.object()
                .put("self", address + "/rest/api/3/version/" + id)
                .put("id", id)
                .put("description", at == 0 ? "The first one." : "")
                .put("name", VERSIONS.get(at))
                .put("archived", at == 0)
                .put("released", at < 2)
                .put("startDate", "202%d-01-07".formatted(4 + at));
        if (at < 2) {
            version.put("releaseDate", "202%d-06-30".formatted(4 + at));
        }
        return version.put("projectId", project.path("id").asLong());
    }

    private ObjectNode component(ObjectNode project, int number, int at) {
        String id = String.valueOf(20_000 + number);
        ObjectNode component = Json.object()
                .put("self", address + "/rest/api/3/component/" + id)
                .put("id", id)
                .put("name", COMPONENTS.get(at))
                .put("description", "");
        component.set("lead", catalog.person(number));
        return component
                .put("assigneeType", "PROJECT_LEAD")
                .put("realAssigneeType", "PROJECT_LEAD")
                .put("isAssigneeTypeValid", true)
                .put("project", project.path("key").asText())
                .put("projectId", project.path("id").asLong());
    }
}
