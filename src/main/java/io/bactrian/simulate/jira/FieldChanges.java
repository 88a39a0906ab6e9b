package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What administrators do to the custom fields of a site, and people to what issues have in them. */
public final class FieldChanges {
    private static final int FIRST = 10_100;

    private final AtomicInteger next = new AtomicInteger(FIRST);
    private final Catalog catalog;
    private final References references;
    private final IssueChanges changes;
    private final HeldIssues issues;

    FieldChanges(Catalog catalog, References references, IssueChanges changes, HeldIssues issues) {
        this.catalog = catalog;
        this.references = references;
        this.changes = changes;
        this.issues = issues;
    }

    /**
     * Adds a custom field; its id.
     *
     * @param type as in a field's schema: {@code number}
     */
    public String add(String name, String type) {
        ObjectNode field = FieldCatalog.custom(name, next.getAndIncrement(), type);
        catalog.fields.add(field);
        FieldContexts.add(references, field);
        return field.path("id").asText();
    }

    public void rename(String id, String name) {
        replace(id, field(id).deepCopy().put("name", name));
    }

    public void retype(String id, String type) {
        ObjectNode field = field(id).deepCopy();
        ((ObjectNode) field.path("schema")).put("type", type);
        replace(id, field);
    }

    /** Issues lose what they have in it, and do not say that they were updated. */
    public void remove(String id) {
        catalog.fields.remove(field(id));
        issues.existing().forEach(issue -> changes.forget(String.valueOf(issue.id), id));
    }

    public void fill(String issue, String id, JsonNode value) {
        changes.fill(issue, id, value);
    }

    /** As the site shows them, those of the system included. */
    public List<ObjectNode> all() {
        return List.copyOf(catalog.fields);
    }

    /** The custom ones there are. */
    public List<String> ids() {
        return catalog.fields.stream()
                .filter(field -> field.path("custom").asBoolean())
                .map(field -> field.path("id").asText())
                .toList();
    }

    private void replace(String id, ObjectNode field) {
        catalog.fields.replaceAll(known -> known.path("id").asText().equals(id) ? field : known);
    }

    private ObjectNode field(String id) {
        return catalog.fields.stream()
                .filter(known -> known.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the site has no field " + id));
    }
}
