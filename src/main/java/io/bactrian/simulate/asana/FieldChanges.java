package io.bactrian.simulate.asana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/** What people do to the fields that projects give their tasks. */
final class FieldChanges {
    private final Domain domain;

    FieldChanges(Domain domain) {
        this.domain = domain;
    }

    /** A field of the workspace that no project has yet. */
    ObjectNode make(String name, String type) {
        ObjectNode field = domain.make("custom_field", name)
                .put("resource_subtype", type)
                .put("type", type)
                .put("description", "")
                .put("is_global_to_workspace", true)
                .put("created_at", domain.now().toString());
        field.set(
                "workspace",
                Domain.reference(
                        domain.get("workspace", domain.gids("workspace").get(0))));
        if (type.equals("enum")) {
            for (String value : List.of("High", "Low")) {
                field.withArray("enum_options")
                        .add(domain.make("enum_option", value)
                                .put("color", "red")
                                .put("enabled", true));
            }
        }
        return domain.put(field);
    }

    void give(ObjectNode project, ObjectNode field) {
        ObjectNode setting = domain.make("custom_field_setting", "").put("is_important", true);
        setting.set("project", Domain.reference(project));
        setting.set("parent", Domain.reference(project));
        setting.set("custom_field", Domain.reference(field));
        domain.put(setting);
    }

    void rename(String gid, String name) {
        domain.change("custom_field", gid, node -> node.put("name", name));
        onTasks(gid, value -> value.put("name", name));
    }

    /** Tasks lose what they have in it, and do not say that they were modified. */
    void remove(String gid) {
        domain.remove(
                "custom_field_setting",
                setting -> Domain.gid(setting.path("custom_field")).equals(gid));
        domain.remove("custom_field", field -> Domain.gid(field).equals(gid));
        onTasks(gid, value -> null);
    }

    private void onTasks(String gid, UnaryOperator<ObjectNode> change) {
        for (ObjectNode task : domain.every(
                "task", one -> one.path("custom_fields").findValuesAsText("gid").contains(gid))) {
            domain.change("task", Domain.gid(task), node -> node.set("custom_fields", changed(node, gid, change)));
        }
    }

    private static ArrayNode changed(ObjectNode task, String gid, UnaryOperator<ObjectNode> change) {
        ArrayNode values = task.arrayNode();
        for (JsonNode value : task.path("custom_fields")) {
            JsonNode now = Domain.gid(value).equals(gid) ? change.apply((ObjectNode) value) : value;
            if (now != null) {
                values.add(now);
            }
        }
        return values;
    }
}
