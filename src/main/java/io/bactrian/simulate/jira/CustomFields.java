package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Fills the custom fields of an issue; each of them is null on some issues. */
final class CustomFields {

    private CustomFields() {}

    static void fill(ObjectNode fields, IssueEntry issue, Catalog catalog, Stamps stamps, RandomGenerator chance) {
        fields.set("customfield_10020", chance.nextInt(3) == 0 ? null : sprints(issue, stamps));
        fields.set("customfield_10016", null);
        if (chance.nextInt(2) == 0) {
            fields.put("customfield_10016", 1.0 + chance.nextInt(13));
        }
        fields.put("customfield_10019", "0|i%05x:".formatted(issue.number));
        fields.put("customfield_10011", issue.number % 12 == 1 ? "Epic " + issue.number : null);
        fields.set(
                "customfield_10021", chance.nextInt(10) == 0 ? Json.array().add(option(10_019, "Impediment")) : null);
        fields.set("customfield_10030", chance.nextInt(3) == 0 ? option(10_101, "Major") : null);
        fields.set(
                "customfield_10031",
                chance.nextInt(3) == 0
                        ? Json.array().add(option(10_111, "Android")).add(option(10_112, "Web"))
                        : null);
        fields.set("customfield_10032", chance.nextInt(4) == 0 ? catalog.person(chance.nextInt(77)) : null);
        fields.put("customfield_10033", chance.nextInt(4) == 0 ? "2026-12-24" : null);
        fields.put("customfield_10034", chance.nextInt(6) == 0 ? stamps.of(issue.created) : null);
        fields.put("customfield_10035", chance.nextInt(4) == 0 ? "https://tickets.example/" + issue.number : null);
        fields.set("customfield_10036", chance.nextInt(4) == 0 ? Prose.document(chance, 1) : null);
        fields.put("customfield_10037", chance.nextInt(2) == 0 ? "K-%06d".formatted(issue.number) : null);
        fields.set(
                "customfield_10038",
                chance.nextInt(4) == 0 ? Json.array().add("vip").add("süd") : null);
        fields.set("customfield_10039", chance.nextInt(5) == 0 ? area() : null);
    }

    private static ArrayNode sprints(IssueEntry issue, Stamps stamps) {
        int sprint = 1 + issue.number % 9;
        ArrayNode sprints = Json.array();
        sprints.addObject()
                .put("id", sprint)
                .put("name", "Sprint " + sprint)
                .put("state", sprint < 8 ? "closed" : sprint == 8 ? "active" : "future")
                .put("boardId", 1 + issue.project())
                .put("goal", "")
                .put("startDate", stamps.of(issue.created))
                .put("endDate", stamps.of(issue.created.plus(Duration.ofDays(14))));
        return sprints;
    }

    private static ObjectNode area() {
        ObjectNode area = option(10_121, "Europe");
        area.set("child", option(10_122, "Norway"));
        return area;
    }

    private static ObjectNode option(int id, String value) {
        return Json.object().put("value", value).put("id", String.valueOf(id));
    }
}
