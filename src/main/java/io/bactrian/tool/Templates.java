package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Fills request templates: encoded in addresses, as JSON in bodies, and never with a place left open. */
public final class Templates {

    private Templates() {}

    /** A template without paging, filled. */
    public static Request fill(RequestTemplate template, Map<String, String> values, Map<String, List<String>> lists)
            throws ToolFailure {
        return new Filling(template, values, lists).request(Map.of());
    }

    /**
     * A template filled to ask for one page.
     *
     * @param position what the page before named as the next position, or the count of records read; null asks for the first page
     */
    public static Request page(
            RequestTemplate template,
            Paging paging,
            @Nullable String position,
            Map<String, String> values,
            Map<String, List<String>> lists)
            throws ToolFailure {
        Filling filling = new Filling(template, values, lists);
        return position != null && paging.byAddress() ? filling.at(position) : filling.request(paging.parts(position));
    }

    /** A text with {@code {name}} places, filled as it stands. */
    public static String text(String template, Map<String, String> values) throws ToolFailure {
        requireKnown(template, values);
        return Places.fill(template, name -> values.getOrDefault(name, ""));
    }

    /** Whether all places of a text have a value. */
    public static boolean known(String template, Map<String, String> values) {
        return values.keySet().containsAll(Places.in(template));
    }

    /** The names of the places of a text. */
    public static Set<String> places(String template) {
        return Places.in(template);
    }

    private static void requireKnown(String template, Map<String, ?> values) throws ToolFailure {
        for (String name : Places.in(template)) {
            if (!values.containsKey(name) && !Places.optional(template).contains(name)) {
                throw ToolFailure.of(
                        FailureCategory.CONFIGURATION, "the place {" + name + "} of \"" + template + "\" has no value");
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** One template on its way to a request. */
    private record Filling(RequestTemplate template, Map<String, String> values, Map<String, List<String>> lists) {

        private Request request(Map<String, Object> parts) throws ToolFailure {
            requireFilled(template.path());
            String path = Places.fill(template.path(), name -> encoded(value(name)));
            String query = query(parts);
            JsonNode body = template.body() == null ? null : new BodyFilling(values, lists).fill(template.body());
            if (body instanceof ObjectNode object) {
                parts.forEach((name, part) -> placeInBody(object, name, part));
            }
            String separator = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
            return new Request(template.method(), path + separator + query, body == null ? null : body.toString());
        }

        /** The same body to another address. */
        private Request at(String address) throws ToolFailure {
            return new Request(template.method(), address, request(Map.of()).body());
        }

        private String query(Map<String, Object> parts) throws ToolFailure {
            StringJoiner query = new StringJoiner("&");
            for (Map.Entry<String, String> entry : template.query().entrySet()) {
                if (!isLeftOut(entry.getValue()) && !parts.containsKey(entry.getKey())) {
                    query.add(encoded(entry.getKey()) + "=" + encoded(filled(entry.getValue())));
                }
            }
            parts.forEach((name, part) -> {
                if (!name.startsWith("/")) {
                    query.add(encoded(name) + "=" + encoded(part.toString()));
                }
            });
            return query.toString();
        }

        private boolean isLeftOut(String text) {
            return Places.optional(text).stream().anyMatch(name -> value(name).isEmpty());
        }

        private String filled(String text) throws ToolFailure {
            requireFilled(text);
            return Places.fill(text, this::value);
        }

        private void requireFilled(String text) throws ToolFailure {
            Map<String, Object> known = new HashMap<>(values);
            known.putAll(lists);
            requireKnown(text, known);
        }

        private String value(String name) {
            List<String> list = lists.get(name);
            return list == null ? values.getOrDefault(name, "") : String.join(",", list);
        }

        private static void placeInBody(ObjectNode body, String name, Object part) {
            if (!name.startsWith("/")) {
                return;
            }
            int end = name.lastIndexOf('/');
            ObjectNode parent = end == 0 ? body : body.withObject(name.substring(0, end));
            parent.putPOJO(name.substring(end + 1), part);
        }
    }
}
