package io.bactrian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.SimulatedTool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The simulated tool that each test of a class has for itself. */
abstract class ToolSide<S, T extends SimulatedTool> implements BeforeEachCallback, AfterEachCallback {
    private final S usual;
    private final Function<S, T> simulator;
    private T simulated;

    ToolSide(S usual, Function<S, T> simulator) {
        this.usual = usual;
        this.simulator = simulator;
    }

    /** What it lets in with. */
    abstract ObjectNode credentials();

    @Override
    public final void beforeEach(ExtensionContext context) {
        simulated = simulator.apply(usual);
    }

    @Override
    public final void afterEach(ExtensionContext context) {
        simulated.close();
    }

    /** Another one instead of the usual one. */
    final void start(S settings) {
        simulated.close();
        simulated = simulator.apply(settings);
    }

    final T simulated() {
        return simulated;
    }

    /** Connects to it by a tool, ours or one like it. */
    final SyncedTool connect(RunningService running, String tool) {
        return SyncedTool.connect(running, tool, simulated, credentials());
    }

    /** Does something when the tool was asked so many times for what a path ends with. */
    void whenAsked(String path, int times, Runnable then) {
        AtomicInteger seen = new AtomicInteger();
        simulated().exchanges().listen(exchange -> {
            if (exchange.path().endsWith(path) && seen.incrementAndGet() == times) {
                then.run();
            }
        });
    }
}
