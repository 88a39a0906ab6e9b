package io.bactrian.tool.own;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with the scope and the mapping of an integration before anything is sent or stored. */
public final class OwnToolCheck {
    private final Function<String, EntityTable> tables;

    /** @param tables canonical tables by name */
    public OwnToolCheck(Function<String, EntityTable> tables) {
        this.tables = tables;
    }

    /**
     * What is wrong with an integration's scope and mapping, with pointers into the request; empty when nothing is.
     *
     * @param tool with the streams that the integration declares itself
     */
    public List<ConfigProblem> check(Tool tool, @Nullable JsonNode scope, @Nullable JsonNode mapping) {
        List<ConfigProblem> problems = new ArrayList<>();
        problems.addAll(new ScopeCheck(tool, OwnTool.orEmpty(scope), tables).problems());
        problems.addAll(new MappingCheck(tool, OwnTool.orNone(mapping), tables).problems());
        return problems;
    }
}
