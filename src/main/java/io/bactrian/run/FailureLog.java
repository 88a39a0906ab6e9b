package io.bactrian.run;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what went wrong in a run and is neither the tool's nor a person's to put right. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private FailureLog() {}

    /** A failure of one stream: what nobody foresaw in full, and why the database refused. */
    static void of(Run run, String stream, ToolFailure failure, Throwable thrown) {
        if (failure.category() == FailureCategory.UNEXPECTED) {
            LOG.error("{} failed on {} in a way nobody foresaw", run, stream, thrown);
        } else if (failure.category() == FailureCategory.STORAGE) {
            LOG.warn("{} failed on {}: {}", run, stream, failure.getMessage());
        }
    }

    /** The end of a run whose flow broke outside of any stream. */
    static void broke(Run run, ToolFailure failure, Throwable thrown) {
        LOG.error("the flow of {} broke: {}", run, failure.getMessage(), thrown);
    }
}
