package io.bactrian.simulate.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.simulate.Json;
import java.util.Locale;

/** Shows what a site has as a Data Center does: people by name and key, texts in wiki markup, addresses under its path. */
final class ServerShapes {
    private static final int FIRST_USER = 10_100;
    private static final int NUMBER = 4;

    private final String address;
    private final String path;

    ServerShapes(String address, String path) {
        this.address = address;
        this.path = path;
    }

    JsonNode of(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(moved(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode shown = Json.array();
            node.forEach(element -> shown.add(of(element)));
            return shown;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.path("type").asText().equals("doc")) {
            return TextNode.valueOf(wiki(node));
        }
        ObjectNode shown = Json.object();
        node.properties().forEach(entry -> shown.set(entry.getKey(), of(entry.getValue())));
        return node.has("accountId") ? person(shown) : shown;
    }

    private String moved(String text) {
        return text.startsWith(address)
                ? address + path + text.substring(address.length()).replaceFirst("^/rest/api/3/", "/rest/api/2/")
                : text;
    }

    private ObjectNode person(ObjectNode shown) {
        // An account's id begins with the same four digits and its number.
        String account = shown.path("accountId").asText();
        int number = Integer.parseInt(account.substring(NUMBER, account.indexOf(':')));
        String name = number == 0
                ? "dana"
                : shown.path("displayName").asText().toLowerCase(Locale.ROOT).replace(' ', '.') + number;
        shown.remove("accountId");
        shown.remove("accountType");
        return shown.put("self", address + path + "/rest/api/2/user?username=" + name)
                .put("key", "JIRAUSER" + (FIRST_USER + number))
                .put("name", name);
    }

    private static String wiki(JsonNode document) {
        StringBuilder text = new StringBuilder();
        for (JsonNode paragraph : document.path("content")) {
            text.append(text.isEmpty() ? "" : "\n\n");
            for (JsonNode part : paragraph.path("content")) {
                String words = part.path("text").asText();
                text.append(part.has("marks") ? "*" + words.strip() + "* " : words);
            }
        }
        return text.toString();
    }
}
