package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.connection.Integration;
import io.bactrian.operation.IntegrationService;
import io.bactrian.operation.IntegrationService.Slice;
import io.bactrian.operation.Rejected;
import io.bactrian.sync.mirror.Mirror;
import io.bactrian.sync.mirror.MirroredRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** The local copy of the tools' records, labelled with its age; a single record as its tool has it, too. */
public final class RecordOperations implements Operations {
    private static final String FRESH = "fresh";

    private final IntegrationService service;
    private final Mirror mirror;
    private final LiveReader live;

    public RecordOperations(IntegrationService service, Mirror mirror, LiveReader live) {
        this.service = service;
        this.mirror = mirror;
        this.live = live;
    }

    @Override
    public List<Operation> all() {
        String stream = "/integrations/{id}/records/{stream}";
        return List.of(
                Operation.get(stream, "listRecords", "Lists the local copies of a stream's records", this),
                Operation.get(
                        stream + "/{externalId}",
                        "getRecord",
                        "Shows the local copy of one record, or the record as its tool has it",
                        this));
    }

    public String listRecords(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header("stream") String stream,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("limit", "next", FRESH));
        if (query.flag(FRESH, false)) {
            throw Rejected.invalid(
                            "A list is not read live: the tool's pages are of another order and size.", List.of())
                    .wayOut("Run a sync, POST .../sync?wait=60, and list then; or ask for one record by its id.");
        }
        UUID integration = seen(caller, id).id();
        String after = query.position(RecordOperations::after);
        List<MirroredRecord> found =
                mirror.list(integration, name(stream), query.limit() + 1, after == null ? "" : after);
        return Json.write(Slice.of(found, query.limit(), last -> next(last.externalId())));
    }

    public String getRecord(
            @ExchangeProperty(CallOf.CALLER) Caller caller,
            @Header("id") String id,
            @Header("stream") String stream,
            @Header("externalId") String externalId,
            @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of(FRESH));
        Integration integration = seen(caller, id);
        if (query.flag(FRESH, false)) {
            return Json.write(live.read(caller, integration, name(stream), name(externalId)));
        }
        return mirror.find(integration.id(), name(stream), name(externalId))
                .map(Json::write)
                .orElseThrow(() -> Rejected.notFound("No record of " + stream + " with this id is stored."));
    }

    private static String name(String text) {
        return Query.name("record", text);
    }

    private Integration seen(Caller caller, String id) {
        return service.integration(caller, Query.path("integration", id));
    }

    /** Opaque to callers, and good for a query whatever the id holds. */
    private static String next(String externalId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(externalId.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> after(String text) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))
                    .filter(id -> id.indexOf(0) < 0);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
