package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Calls;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.Paging;
import io.bactrian.tool.Templates;
import io.bactrian.tool.Tools;
import io.bactrian.tool.Variants;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/** The call that tells of which kind an account is, where the tool has kinds that cannot be asked the same. */
public final class VariantProbe {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Calls calls;
    private final ConnectionRegistry registry;
    private final Buffers buffers;
    private final IntegrationCheck check;

    /** @param tables canonical tables by name */
    public VariantProbe(
            Calls calls,
            ConnectionRegistry registry,
            Buffers buffers,
            Tools tools,
            Function<String, EntityTable> tables) {
        this.calls = calls;
        this.registry = registry;
        this.buffers = buffers;
        this.check = new IntegrationCheck(tools, tables);
    }

    /** Whether the tool has kinds of accounts. */
    public boolean isNeeded(@ExchangeProperty("attempt") Attempt attempt) {
        return attempt.declared().variants() != null;
    }

    /** Asks for the kind; what answers a stranger may choose what is asked from then on, but proves no credential. */
    public @Nullable Object ask(@ExchangeProperty("attempt") Attempt attempt, @Headers Map<String, Object> headers)
            throws ToolFailure {
        Map<String, String> values = registry.of(attempt.id()).values();
        return calls.put(
                headers,
                attempt.id(),
                Templates.page(variants(attempt).request(), Paging.NONE, null, values, Map.of()));
    }

    /** From now on the tool is asked what accounts of that kind are asked; what does not fit them is a mistake. */
    public Attempt told(@ExchangeProperty("attempt") Attempt attempt, @Body Answer answer) throws ToolFailure {
        Variants variants = variants(attempt);
        attempt.told(Map.of(variants.as(), tree(answer).at(variants.at()).asText()));
        attempt.mistaken(check.ofAccount(attempt));
        registry.live().enter(attempt);
        return attempt;
    }

    private static Variants variants(Attempt attempt) {
        return Objects.requireNonNull(attempt.declared().variants(), "the tool has no kinds of accounts");
    }

    private JsonNode tree(Answer answer) throws ToolFailure {
        try {
            return JSON.readTree(answer.bytes(), 0, answer.length());
        } catch (IOException e) {
            throw Connections.unreadable("what the tool tells of the kind of the account");
        } finally {
            buffers.giveBack(answer.bytes());
        }
    }
}
