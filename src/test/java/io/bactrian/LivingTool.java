package io.bactrian;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.SimulatedTool;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/** A simulated tool in which something happens whenever it is told to, drawn by chance. */
abstract class LivingTool implements AutoCloseable {
    private final String tool;
    private final SimulatedTool simulated;
    private final Set<String> toggled = new HashSet<>();

    LivingTool(String tool, SimulatedTool simulated) {
        this.tool = tool;
        this.simulated = simulated;
    }

    /** Something that people do. */
    abstract void happen(Random chance);

    abstract ObjectNode credentials();

    /** What the tool itself knows that it shows. */
    abstract List<ShownRecords> shown();

    /** Whether there is a record that no list of the tool shows, so that only who knew it before can know it. */
    boolean isUnlisted(String stream, String id) {
        return false;
    }

    String tool() {
        return tool;
    }

    /** What requests begin with. */
    URI address() {
        return simulated.address();
    }

    /** What the tool tells of the kind of the account. */
    Map<String, String> account() {
        return Map.of();
    }

    /** What the configuration says besides the address. */
    ObjectNode config() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Puts one of some into a state, or takes it out again. */
    final void toggle(String state, List<String> ids, Random chance, BiConsumer<String, Boolean> change) {
        if (!ids.isEmpty()) {
            String id = pick(ids, chance);
            boolean isIn = toggled.remove(state + id) || !toggled.add(state + id);
            change.accept(id, !isIn);
        }
    }

    static String pick(List<String> ids, Random chance) {
        return ids.get(chance.nextInt(ids.size()));
    }

    @Override
    public void close() {
        simulated.close();
    }

    @Override
    public String toString() {
        return tool;
    }
}
