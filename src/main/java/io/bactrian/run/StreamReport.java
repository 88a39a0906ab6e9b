package io.bactrian.run;

/** What a run did with one stream so far. */
public record StreamReport(
        String stream,
        long fetched,
        long created,
        long updated,
        long unchanged,
        long absent,
        long quarantined,
        long requests,
        long bytes) {}
