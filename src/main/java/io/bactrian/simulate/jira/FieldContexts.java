package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.util.List;

/** Makes the contexts of custom fields, and the options that may be chosen in them. */
final class FieldContexts {

    private static final List<String> OPTIONS = List.of("First", "Second", "Dritte – größte");

    private FieldContexts() {}

    static void addTo(References lists, List<ObjectNode> fields) {
        for (ObjectNode field : fields) {
            if (field.path("custom").asBoolean()) {
                add(lists, field);
            }
        }
    }

    static void add(References lists, ObjectNode field) {
        String custom = field.at("/schema/customId").asText();
        String path = "field/" + field.path("id").asText() + "/context";
        lists.add(path, true)
                .add(Json.object()
                        .put("id", custom + "1")
                        .put("name", "Default context of " + field.path("name").asText())
                        .put("description", "")
                        .put("isGlobalContext", true)
                        .put("isAnyIssueType", true));
        List<ObjectNode> options = lists.add(path + "/" + custom + "1/option", true);
        if (field.path("schema").toString().contains("option")) {
            for (int at = 0; at < OPTIONS.size(); at++) {
                options.add(Json.object()
                        .put("id", custom + "0" + at)
                        .put("value", OPTIONS.get(at))
                        .put("disabled", at == 1));
            }
        }
    }
}
