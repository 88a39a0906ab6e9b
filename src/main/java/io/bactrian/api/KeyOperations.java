package io.bactrian.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.bactrian.access.Caller;
import io.bactrian.access.key.BeyondOwnRights;
import io.bactrian.access.key.IssuedKey;
import io.bactrian.access.key.KeyRegister;
import io.bactrian.access.key.KeyRegister.MadeKey;
import io.bactrian.access.key.LastAdministrator;
import io.bactrian.access.key.NewKey;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.api.request.RequestBody;
import io.bactrian.audit.AuditLog;
import io.bactrian.event.Events;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.IntegrationService.Slice;
import io.bactrian.operation.Rejected;
import io.bactrian.store.Alongside;
import io.bactrian.store.ListPosition;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** The keys of callers: made, listed and withdrawn by administrators. */
public final class KeyOperations implements Operations {
    private final KeyRegister register;
    private final Clock clock;

    public KeyOperations(KeyRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/api-keys", "listApiKeys", "Lists the keys, newest first", this),
                Operation.post("/api-keys", "createApiKey", "Makes a key and shows it this once", this)
                        .withBody()
                        .hiding("key")
                        .answering(201),
                Operation.delete("/api-keys/{id}", "deleteApiKey", "Withdraws a key", this));
    }

    public String listApiKeys(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("limit", "next"));
        int limit = query.limit();
        List<IssuedKey> found = register.list(caller, limit + 1, query.position());
        return Json.write(Slice.of(found, limit, last -> new ListPosition(last.createdAt(), last.id()).text()));
    }

    public String createApiKey(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Body byte @Nullable [] body,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        NewKey wanted = RequestBody.read(body, KeyRequest.class).checked(clock.instant());
        try {
            return Json.write(Shown.of(register.make(caller, wanted, id -> made(caller, id, wanted))));
        } catch (BeyondOwnRights beyond) {
            throw new Rejected(403, FailureCategory.PERMISSION, String.valueOf(beyond.getMessage()), List.of())
                    .wayOut("Ask for a lower role or fewer projects, or use a key that has them.");
        }
    }

    public String deleteApiKey(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query.of(raw, Set.of());
        UUID key = Query.path("key", id);
        try {
            if (!register.withdraw(caller, key, withdrawn(caller, key))) {
                throw Rejected.notFound("There is no key with this id.");
            }
        } catch (LastAdministrator last) {
            throw new Rejected(409, FailureCategory.INVALID_DATA, String.valueOf(last.getMessage()), List.of())
                    .wayOut("Make another administrator's key without expiry and projects first.");
        }
        return "";
    }

    private static Alongside made(Caller caller, UUID id, NewKey wanted) {
        return noted(caller, "createApiKey", id, "key.created", Map.of("keyId", id, "role", wanted.role()));
    }

    private static Alongside withdrawn(Caller caller, UUID id) {
        return noted(caller, "deleteApiKey", id, "key.deleted", Map.of("keyId", id));
    }

    private static Alongside noted(Caller caller, String action, UUID id, String event, Map<String, ?> data) {
        return handle -> {
            AuditLog.done(caller, action, id.toString(), null).write(handle);
            Events.add(handle, event, null, data);
        };
    }

    /** A key with what it is, shown once. */
    record Shown(@JsonUnwrapped IssuedKey issued, String key) {
        static Shown of(MadeKey made) {
            return new Shown(made.issued(), made.key());
        }

        @Override
        public String toString() {
            return issued.toString();
        }
    }
}
