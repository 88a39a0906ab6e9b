package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Revision.Credential;
import io.bactrian.credential.Credentials;
import io.bactrian.failure.ToolFailure;
import io.bactrian.store.EntityTable;
import io.bactrian.tool.Tools;
import io.bactrian.tool.own.ScopeElement;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/** The steps of changing an integration: check what it would become, try it, and only then store it. */
public final class Changes {
    private final ConnectionRegistry registry;
    private final Credentials credentials;
    private final IntegrationCheck check;

    /** @param tables canonical tables by name */
    public Changes(
            Tools tools, ConnectionRegistry registry, Credentials credentials, Function<String, EntityTable> tables) {
        this.registry = registry;
        this.credentials = credentials;
        this.check = new IntegrationCheck(tools, tables);
    }

    /** Checks what an integration would become as a whole; a credential goes to no other address than it was given for. */
    public Revision check(@Body IntegrationChange.Request request, @Header(Connections.CALLER) Caller caller)
            throws ToolFailure {
        Integration before = registry.stored(request.id());
        request.precondition().check(before);
        IntegrationChange change = request.change();
        JsonNode stored = credentials.find(before.id()).orElse(MissingNode.getInstance());
        NewIntegration asked = change.on(before, change.credentials() == null ? stored : change.credentials());
        if (change.credentials() != null) {
            return revision(request, before, check.check(asked, caller), Credential.REPLACED);
        }
        Attempt attempt = check.checkWithoutCredential(asked, caller).spendingOf(before.id());
        boolean stays = stored.isMissingNode()
                || DestinationFactory.sameAddress(
                        registry.live().tool(before.tool()), before.config(), attempt.config());
        return revision(request, before, attempt, stays ? Credential.KEPT : Credential.LOST);
    }

    private static Revision revision(
            IntegrationChange.Request request, Integration before, Attempt attempt, Credential credential) {
        boolean differs = credential == Credential.REPLACED
                || !attempt.config().equals(before.config())
                || !ScopeElement.same(
                        attempt.declaration(), before.scope(), attempt.request().scope());
        boolean canTry = credential != Credential.LOST
                && !attempt.request().credentials().isMissingNode();
        return new Revision(before, request.change(), attempt, credential, differs && canTry && request.connect());
    }

    /** Stores what was checked, and tried where it had to be; from then on calls go by it. */
    public Integration store(@ExchangeProperty("revision") Revision revision) throws ToolFailure {
        registry.live().leave(revision.attempt().id());
        if (!revision.isToBeTried()) {
            registry.live().checkAddress(revision.attempt());
        }
        return registry.revise(revision);
    }
}
