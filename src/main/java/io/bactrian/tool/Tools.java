package io.bactrian.tool;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The tools that are known at the moment, by name; a tool whose flows are not all loaded is known but not available. */
public final class Tools {
    private final Map<String, Tool> tools = new ConcurrentSkipListMap<>();
    private final Map<String, String> unavailable = new ConcurrentSkipListMap<>();

    /** The tool of a name; {@link IllegalArgumentException} when there is none. */
    public Tool get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("there is no tool " + name));
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** All tools, by name, the unavailable ones included. */
    public Collection<Tool> all() {
        return tools.values();
    }

    /** Makes a tool known, or replaces what was known of it. */
    public void replace(Tool tool) {
        tools.put(tool.name(), tool);
    }

    /** Forgets a tool whose declaration is gone. */
    public void remove(String name) {
        tools.remove(name);
    }

    /** Says why a tool cannot be used at the moment. */
    public void disable(String name, String reason) {
        unavailable.put(name, reason);
    }

    /** Says that a tool can be used again. */
    public void enable(String name) {
        unavailable.remove(name);
    }

    /** Why a tool cannot be used at the moment; empty when it can, or when nothing was said of it. */
    public Optional<String> unavailable(String name) {
        return Optional.ofNullable(unavailable.get(name));
    }
}
