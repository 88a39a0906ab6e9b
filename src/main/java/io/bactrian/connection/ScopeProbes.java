package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Templates;
import io.bactrian.tool.own.ScopeElement;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/** The calls that tell whether the tool knows what a scope names, for a sync of what nobody can see finds nothing and ends well. */
public final class ScopeProbes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Calls calls;
    private final ConnectionRegistry registry;
    private final Buffers buffers;

    public ScopeProbes(Calls calls, ConnectionRegistry registry, Buffers buffers) {
        this.calls = calls;
        this.registry = registry;
        this.buffers = buffers;
    }

    /** What to ask the tool for, one by one. */
    public List<ScopeElement> elements(@ExchangeProperty("attempt") Attempt attempt) {
        return ScopeElement.of(attempt.declaration(), attempt.request().scope());
    }

    /** Asks for one element; for no more of them once the tool failed to answer. */
    public @Nullable Object askElement(
            @ExchangeProperty("attempt") Attempt attempt,
            @Body ScopeElement element,
            @Headers Map<String, Object> headers)
            throws ToolFailure {
        ScopeTrial trial = attempt.scopeTrial();
        trial.tries(element);
        Map<String, String> values = new HashMap<>(registry.of(attempt.id()).values());
        values.putAll(element.values());
        return calls.put(
                headers, attempt.id(), Templates.page(element.probe().request(), Paging.NONE, null, values, Map.of()));
    }

    /** The tool knows an element, and may tell how many records it has of it. */
    public void counted(@ExchangeProperty("attempt") Attempt attempt, @Body Answer answer) throws ToolFailure {
        String pointer = attempt.scopeTrial().tried().probe().count();
        try {
            attempt.scopeTrial().found(pointer == null ? null : count(answer, pointer));
        } finally {
            buffers.giveBack(answer.bytes());
        }
    }

    /** Whether a failure says that the account sees no such element, which is a mistake of the scope and noted as one. */
    boolean isUnknown(Attempt attempt, ToolFailure failure) {
        FailureCategory category = failure.category();
        if (category != FailureCategory.NOT_FOUND && category != FailureCategory.PERMISSION) {
            attempt.scopeTrial().brokeOff(failure);
            return false;
        }
        attempt.mistaken(List.of(new ConfigProblem(
                attempt.scopeTrial().tried().pointer(), "the tool has none that this account may see")));
        return true;
    }

    private static long count(Answer answer, String pointer) throws ToolFailure {
        try {
            JsonNode count = JSON.readTree(answer.bytes(), 0, answer.length()).at(pointer);
            if (count.canConvertToLong()) {
                return count.longValue();
            }
            throw ToolFailure.of(FailureCategory.INVALID_DATA, "the tool's answer holds no number at " + pointer);
        } catch (IOException e) {
            throw Connections.unreadable("the tool's count");
        }
    }
}
