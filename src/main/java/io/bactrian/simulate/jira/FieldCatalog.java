package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.util.ArrayList;
import java.util.List;

/** The fields of issues: those of the system and custom ones of many types. */
final class FieldCatalog {

    /** Name, id, type, and either the system's name or the custom type; items after a slash. */
    private static final List<String> SYSTEM = List.of(
            "Summary|summary|string",
            "Description|description|string",
            "Status|status|status",
            "Issue Type|issuetype|issuetype",
            "Priority|priority|priority",
            "Assignee|assignee|user",
            "Reporter|reporter|user",
            "Creator|creator|user",
            "Project|project|project",
            "Parent|parent|issuelink",
            "Labels|labels|array/string",
            "Components|components|array/component",
            "Fix versions|fixVersions|array/version",
            "Affects versions|versions|array/version",
            "Created|created|datetime",
            "Updated|updated|datetime",
            "Resolved|resolutiondate|datetime",
            "Resolution|resolution|resolution",
            "Due date|duedate|date",
            "Time tracking|timetracking|timetracking",
            "Attachment|attachment|array/attachment",
            "Linked Issues|issuelinks|array/issuelinks",
            "Sub-tasks|subtasks|array/issuelinks",
            "Comment|comment|comments-page",
            "Log Work|worklog|array/worklog",
            "Last Viewed|lastViewed|datetime");

    private static final String STANDARD = "com.atlassian.jira.plugin.system.customfieldtypes:";
    private static final List<String> CUSTOM = List.of(
            "Sprint|10020|array/json|com.pyxis.greenhopper.jira:gh-sprint",
            "Story Points|10016|number|" + STANDARD + "float",
            "Rank|10019|any|com.pyxis.greenhopper.jira:gh-lexo-rank",
            "Epic Name|10011|string|com.pyxis.greenhopper.jira:gh-epic-label",
            "Flagged|10021|array/option|" + STANDARD + "multicheckboxes",
            "Severity|10030|option|" + STANDARD + "select",
            "Platforms|10031|array/option|" + STANDARD + "multiselect",
            "Approver|10032|user|" + STANDARD + "userpicker",
            "Target date|10033|date|" + STANDARD + "datepicker",
            "Escalated at|10034|datetime|" + STANDARD + "datetime",
            "Ticket link|10035|string|" + STANDARD + "url",
            "Release note|10036|string|" + STANDARD + "textarea",
            "Customer no.|10037|string|" + STANDARD + "textfield",
            "Topics|10038|array/string|" + STANDARD + "labels",
            "Area|10039|option-with-child|" + STANDARD + "cascadingselect");

    private FieldCatalog() {}

    static List<ObjectNode> all() {
        List<ObjectNode> fields = new ArrayList<>();
        fields.add(field("issuekey", "Key", false));
        SYSTEM.forEach(line -> fields.add(system(line.split("\\|"))));
        CUSTOM.forEach(line -> fields.add(custom(line.split("\\|"))));
        return fields;
    }

    private static ObjectNode system(String[] words) {
        ObjectNode field = field(words[1], words[0], false);
        field.withArray("clauseNames").add(words[1]);
        field.set("schema", schema(words[2]).put("system", words[1]));
        return field;
    }

    /** A custom field. */
    static ObjectNode custom(String name, int number, String type) {
        return custom(new String[] {name, String.valueOf(number), type, STANDARD + type});
    }

    private static ObjectNode custom(String[] words) {
        ObjectNode field = field("customfield_" + words[1], words[0], true);
        field.withArray("clauseNames").add("cf[" + words[1] + "]").add(words[0]);
        field.set("schema", schema(words[2]).put("custom", words[3]).put("customId", Integer.parseInt(words[1])));
        return field;
    }

    private static ObjectNode field(String id, String name, boolean custom) {
        ObjectNode field = Json.object()
                .put("id", id)
                .put("key", id)
                .put("name", name)
                .put("custom", custom)
                .put("orderable", true)
                .put("navigable", !"comment".equals(id) && !"worklog".equals(id))
                .put("searchable", true);
        field.putArray("clauseNames");
        return field;
    }

    private static ObjectNode schema(String type) {
        String[] parts = type.split("/");
        ObjectNode schema = Json.object().put("type", parts[0]);
        return parts.length > 1 ? schema.put("items", parts[1]) : schema;
    }
}
