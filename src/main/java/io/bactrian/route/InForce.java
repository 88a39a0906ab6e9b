package io.bactrian.route;

import io.bactrian.route.flow.BrokenFlow;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.route.flow.FlowPath.Kind;
import io.bactrian.route.flow.FlowText;
import io.bactrian.route.flow.Flows;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What runs of the directory at the moment.
 *
 * @param contents of every file that is in force, flows and declarations
 */
record InForce(Flows flows, SortedMap<FlowPath, byte[]> contents) {
    static final InForce NOTHING = new InForce(Flows.NONE, Collections.emptySortedMap());

    /** What would run with another version of a file; without the file when {@code bytes} is null. */
    InForce with(FlowPath path, byte @Nullable [] bytes) throws BrokenFlow {
        return new InForce(flows(path, bytes), contents(path, bytes));
    }

    /** What would be declared with another version of a file. */
    InForce declaring(FlowPath path, byte[] bytes) {
        return new InForce(flows, contents(path, bytes));
    }

    private Flows flows(FlowPath path, byte @Nullable [] bytes) throws BrokenFlow {
        if (path.kind() != Kind.FLOW) {
            return flows;
        }
        return bytes == null ? flows.without(path) : flows.with(FlowText.read(path, bytes));
    }

    private SortedMap<FlowPath, byte[]> contents(FlowPath path, byte @Nullable [] bytes) {
        SortedMap<FlowPath, byte[]> changed = new TreeMap<>(contents);
        if (bytes == null) {
            changed.remove(path);
        } else {
            changed.put(path, bytes);
        }
        return Collections.unmodifiableSortedMap(changed);
    }

    /** The declarations of a tool by their path in its folder. */
    Map<String, byte[]> declarations(String tool) {
        Map<String, byte[]> declarations = new LinkedHashMap<>();
        contents.forEach((path, bytes) -> {
            if (path.tool().equals(tool) && path.kind() != Kind.FLOW) {
                declarations.put(path.inTool(), bytes);
            }
        });
        return declarations;
    }
}
