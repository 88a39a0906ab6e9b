package io.bactrian.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as trees and as the maps, lists and values that expressions work on. */
public final class PlainJson {
    private PlainJson() {}

    /** The tree as maps, lists and values. */
    public static @Nullable Object plain(JsonNode tree) {
        if (tree.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            tree.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (tree.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            tree.forEach(element -> list.add(plain(element)));
            return list;
        }
        return scalar(tree);
    }

    private static @Nullable Object scalar(JsonNode tree) {
        if (tree.isNumber()) {
            return tree.isIntegralNumber() ? tree.numberValue() : (Object) tree.doubleValue();
        }
        return tree.isNull() ? null : tree.isBoolean() ? (Object) tree.booleanValue() : tree.asText();
    }

    /** The result of an expression as a tree; null for nothing, refused when it is no JSON. */
    public static @Nullable JsonNode tree(@Nullable Object plain) throws ValueRefused {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (plain == null) {
            return null;
        }
        if (plain instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                object.set(String.valueOf(member.getKey()), orNull(tree(member.getValue())));
            }
            return object;
        }
        if (plain instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            for (Object element : list) {
                array.add(orNull(tree(element)));
            }
            return array;
        }
        if (plain instanceof String text) {
            return nodes.textNode(text);
        }
        if (plain instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        return number(plain);
    }

    private static JsonNode orNull(@Nullable JsonNode tree) {
        return tree == null ? JsonNodeFactory.instance.nullNode() : tree;
    }

    private static JsonNode number(Object plain) throws ValueRefused {
        if (plain instanceof Integer || plain instanceof Long) {
            return JsonNodeFactory.instance.numberNode(((Number) plain).longValue());
        }
        if (plain instanceof BigInteger whole) {
            return JsonNodeFactory.instance.numberNode(whole);
        }
        if (plain instanceof BigDecimal || plain instanceof Double || plain instanceof Float) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(plain.toString()));
        }
        throw new ValueRefused("the expression makes a value that is no JSON");
    }

    /** What a pointer leads to; a {@code *} step collects what is there of every element of an array. */
    public static @Nullable JsonNode at(JsonNode tree, String pointer) {
        int star = pointer.indexOf("/*");
        if (star < 0) {
            JsonNode found = tree.at(pointer);
            return found.isMissingNode() ? null : found;
        }
        JsonNode array = tree.at(pointer.substring(0, star));
        if (!array.isArray()) {
            return null;
        }
        ArrayNode collected = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : array) {
            JsonNode found = at(element, pointer.substring(star + 2));
            if (found != null) {
                collected.add(found);
            }
        }
        return collected;
    }
}
