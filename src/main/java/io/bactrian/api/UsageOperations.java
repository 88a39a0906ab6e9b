package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.request.Query;
import io.bactrian.operation.IntegrationService.Slice;
import io.bactrian.usage.Grouping;
import io.bactrian.usage.UsageReport;
import io.bactrian.usage.UsageReport.Days;
import io.bactrian.usage.UsageReport.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** How much is asked of the tools, and what it brings. */
public final class UsageOperations implements Operations {
    private static final int USUAL_DAYS = 30;
    private static final Set<String> GROUPINGS =
            Arrays.stream(Grouping.values()).map(Grouping::word).collect(Collectors.toUnmodifiableSet());

    private final UsageReport usage;
    private final Clock clock;

    public UsageOperations(UsageReport usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public List<Operation> all() {
        return List.of(Operation.get("/usage", "listUsage", "Shows what was used by day, tool or integration", this));
    }

    public String listUsage(
            @ExchangeProperty(CallOf.CALLER) Caller caller, @Header(Exchange.HTTP_RAW_QUERY) @Nullable String raw) {
        Query query = Query.of(raw, Set.of("from", "to", "groupBy", "limit", "next"));
        Grouping grouping =
                Grouping.of(Objects.requireNonNullElse(query.word("groupBy", GROUPINGS), Grouping.DAY.word()));
        int limit = query.limit();
        return Json.write(slice(usage.list(days(query), grouping, caller, limit + 1, query.text("next")), limit));
    }

    /** Every day that lies between the two instants, at least with a part of it. */
    private Days days(Query query) {
        Instant end = Objects.requireNonNullElseGet(query.begin("to"), clock::instant);
        LocalDate last = day(end.minusNanos(1));
        Instant from = query.begin("from");
        if (from != null && !from.isBefore(end)) {
            throw Query.bad(query.text("to") == null ? "from" : "to", "from must lie before to");
        }
        return new Days(from == null ? last.minusDays(USUAL_DAYS - 1) : day(from), last.plusDays(1));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Slice<Entry> slice(List<Entry> found, int limit) {
        return found.size() <= limit
                ? new Slice<>(found, null)
                : new Slice<>(found.subList(0, limit), found.get(limit - 1).position());
    }
}
