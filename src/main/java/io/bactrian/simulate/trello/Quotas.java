package io.bactrian.simulate.trello;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts requests against the limits of Trello and tells on every answer what is left of them. */
final class Quotas {
    private final Quota token;
    private final Quota key;
    private final Quota member;
    private final Quota members;

    Quotas(TrelloSettings settings) {
        Duration usual = Duration.ofSeconds(10);
        token = new Quota("api-token", usual, settings.tokenLimit());
        key = new Quota("api-key", usual, 3 * settings.tokenLimit());
        member = new Quota("member", usual, 375 * settings.tokenLimit() / 100);
        members = new Quota("members", Duration.ofSeconds(900), settings.memberLimit());
    }

    /** Counts a request; one too many is refused, and counts as well. */
    synchronized void take(Request request, Instant now) {
        boolean ofMembers =
                request.path().startsWith("/1/members/") || request.path().startsWith("/1/search");
        if (ofMembers && !members.take(now)) {
            throw Refusal.limit("RATE_LIMIT_EXCEEDED", "Exceeded rate limit to /1/member");
        }
        if (!key.take(now)) {
            throw Refusal.limit("API_KEY_LIMIT_EXCEEDED", "Rate limit exceeded");
        }
        if (!token.take(now) || !member.take(now)) {
            throw Refusal.limit("API_TOKEN_LIMIT_EXCEEDED", "Rate limit exceeded");
        }
    }

    synchronized Answer told(Answer answer, Instant now) {
        Answer told = answer.with("X-Server-Time", Long.toString(now.toEpochMilli()))
                .with("x-rate-limit-db-query-time-interval-ms", "600000")
                .with("x-rate-limit-db-query-time-max", "7200000")
                .with("x-rate-limit-db-query-time-remaining", "7199000");
        for (Quota quota : List.of(token, key, member)) {
            String name = "x-rate-limit-" + quota.name;
            told = told.with(name + "-interval-ms", Long.toString(quota.interval.toMillis()))
                    .with(name + "-max", Integer.toString(quota.most))
                    .with(name + "-remaining", Integer.toString(Math.max(0, quota.most - quota.taken)));
        }
        return told;
    }

    private static final class Quota {
        private final String name;
        private final Duration interval;
        private final int most;
        private Instant since = Instant.EPOCH;
        private int taken;

        Quota(String name, Duration interval, int most) {
            this.name = name;
            this.interval = interval;
            this.most = most;
        }

        boolean take(Instant now) {
            if (!now.isBefore(since.plus(interval))) {
                since = now;
                taken = 0;
            }
            return ++taken <= most;
        }
    }
}
