package io.bactrian.connection;

import io.bactrian.connection.ConnectionTest.ScopeCount;
import io.bactrian.failure.ToolFailure;
import io.bactrian.tool.own.ScopeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far an attempt has come with the elements of its scope. */
final class ScopeTrial {
    private final List<ScopeCount> counts = new ArrayList<>();
    private @Nullable ScopeElement tried;
    private @Nullable ToolFailure failure;

    /** Notes which element is asked for next; throws what kept the tool from answering for one before. */
    void tries(ScopeElement element) throws ToolFailure {
        if (failure != null) {
            throw failure;
        }
        tried = element;
    }

    ScopeElement tried() {
        return Objects.requireNonNull(tried, "no element is being tried");
    }

    void found(@Nullable Long count) {
        counts.add(new ScopeCount(tried().pointer(), tried().text(), count));
    }

    void brokeOff(ToolFailure cause) {
        failure = cause;
    }

    List<ScopeCount> counts() {
        return List.copyOf(counts);
    }
}
