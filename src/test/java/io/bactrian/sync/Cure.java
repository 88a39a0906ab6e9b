package io.bactrian.sync;

/** What keeps records from being lost; each can be left out, to see that they are lost then. */
enum Cure {
    /** The next reading begins before the watermark by as much as the tool is late. */
    OVERLAP,
    /** What changed at the very bound is read again where the tool leaves it out. */
    BOUND,
    /** Each partition goes on from when its own reading began. */
    OWN_WATERMARK,
    /** The watermark is when a reading began, not when it ended. */
    BEGIN_OF_READING,
    /** The watermark is a time of the tool's clock, not of ours. */
    CLOCK_OF_THE_TOOL,
    /** Times are written in the zone of the account. */
    ZONE,
    /** In the hour that is repeated when summer time ends the bound goes back to before that hour. */
    REPEATED_HOUR,
    /** Records without an instant of change are fetched by id. */
    UNVERSIONED_BY_ID,
    /** A token and what it led to are stored together. */
    TOKEN_WITH_ITS_NEWS,
    /** What a feed tells of is read whole when the feed begins anew. */
    WHOLE_WHEN_ANEW,
    /** Everything is read again from time to time, as feeds miss things. */
    WHOLE_NOW_AND_THEN
}
