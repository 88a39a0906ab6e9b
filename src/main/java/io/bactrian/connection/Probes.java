package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.outbound.Destination;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.CursorDeclaration;
import io.bactrian.tool.Probe;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Templates;
import io.bactrian.tool.declaration.IntegrationTool;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/** The calls that tell whether a connection works and what it may read. */
public final class Probes {
    /** Exchange property with the deadline of a probe, whatever the calls of its connection may take. */
    public static final String DEADLINE = "probeDeadline";

    private static final int ATTEMPTS = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Calls calls;
    private final ConnectionRegistry registry;
    private final Buffers buffers;

    public Probes(Calls calls, ConnectionRegistry registry, Buffers buffers) {
        this.calls = calls;
        this.registry = registry;
        this.buffers = buffers;
    }

    /** Asks who calls: the one question that a stranger is not answered. A check by the clock is not to take long. */
    public @Nullable Object credential(
            @ExchangeProperty("connectionId") UUID connectionId,
            @ExchangeProperty(DEADLINE) @Nullable Duration deadline,
            @Headers Map<String, Object> headers)
            throws ToolFailure {
        Destination destination = registry.of(connectionId);
        Probe probe = destination.tool().probe();
        Object body = calls.put(
                headers,
                connectionId,
                Templates.page(probe.request(), probe.paging(), null, destination.values(), Map.of()));
        if (deadline != null) {
            Calls.within(headers, deadline, ATTEMPTS);
        }
        return body;
    }

    /** Remembers what the tool told of the account. */
    public Attempt account(@ExchangeProperty("attempt") Attempt attempt, @Body Answer answer) throws ToolFailure {
        attempt.answered(
                read(attempt.declaration().probe(), answer), answer.took().toMillis());
        registry.live().enter(attempt);
        return attempt;
    }

    /** The streams to try. */
    public List<StreamDeclaration> streams(@ExchangeProperty("attempt") Attempt attempt) {
        return List.copyOf(attempt.declaration().streams().values());
    }

    /** Asks for one record of a stream. */
    public @Nullable Object ask(
            @ExchangeProperty("attempt") Attempt attempt,
            @Body StreamDeclaration stream,
            @Headers Map<String, Object> headers)
            throws ToolFailure {
        attempt.tries(stream);
        Map<String, String> values =
                new HashMap<>(stream.cursor().complete(registry.of(attempt.id()).values()));
        values.putAll(attempt.samples().values(attempt.declaration(), stream));
        Object body = calls.put(
                headers,
                attempt.id(),
                Templates.page(stream.list(), stream.paging().of(1), null, values, Map.of()));
        CursorDeclaration.Lost lost = stream.cursor().lost();
        Calls.accept(headers, lost == null ? List.of() : List.of(lost.status()));
        return body;
    }

    /** A stream was answered, with a page that is what its declaration says or not. */
    public void readable(@ExchangeProperty("attempt") Attempt attempt, @Body Answer answer) throws ToolFailure {
        StreamDeclaration stream = attempt.tried();
        if (answer.isRefusal()) {
            // There is no such list, or it hands out a token, which the first sync asks for by itself.
            buffers.giveBack(answer.bytes());
            return;
        }
        FirstPage page = new FirstPage(stream, tree(answer, "the answer for " + stream.name()));
        JsonNode record = page.record();
        if (record != null) {
            attempt.samples().put(stream.name(), record);
        }
        List<ConfigProblem> problems = page.problems();
        if (!problems.isEmpty()) {
            attempt.mistaken(IntegrationTool.inConfig(attempt.config(), stream.name(), problems));
            throw ToolFailure.of(
                    FailureCategory.INVALID_DATA,
                    problems.get(0).message() + ": " + stream.name() + " "
                            + problems.get(0).pointer());
        }
    }

    /** What became of one stream's probe: read, or refused and why. */
    void noteStream(Attempt attempt, StreamDeclaration stream, @Nullable ToolFailure refusal) {
        attempt.permit(
                refusal == null
                        ? new StreamPermission(stream.name(), true, null, null)
                        : new StreamPermission(
                                stream.name(), false, refusal.category().word(), refusal.getMessage()));
    }

    /** The tool answered a health check. */
    public HealthResult healthy(@ExchangeProperty("connectionId") UUID connectionId, @Body Answer answer)
            throws ToolFailure {
        long latency = answer.took().toMillis();
        registry.healthy(connectionId, read(registry.of(connectionId).tool().probe(), answer), latency);
        return HealthResult.well(latency);
    }

    private Map<String, String> read(Probe probe, Answer answer) throws ToolFailure {
        JsonNode account = tree(answer, "what the tool tells of the account");
        Map<String, String> values = new HashMap<>();
        probe.account().forEach((name, pointer) -> {
            JsonNode value = account.at(pointer);
            if (value.isValueNode() && !value.isNull()) {
                values.put(name, value.asText());
            }
        });
        return values;
    }

    private JsonNode tree(Answer answer, String what) throws ToolFailure {
        try {
            return JSON.readTree(answer.bytes(), 0, answer.length());
        } catch (IOException e) {
            throw Connections.unreadable(what);
        } finally {
            buffers.giveBack(answer.bytes());
        }
    }
}
