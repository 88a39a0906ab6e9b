package io.bactrian.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bactrian.access.Caller;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.canary.CanaryPage;
import io.bactrian.route.flow.FlowPath;
import io.bactrian.tool.declaration.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of routes as they run: what there is, what another version would come to, and bringing one in. */
public interface RouteFiles {
    /** All files, with what runs of each and what is wrong with what lies on disk. */
    List<FlowFile> files();

    /** One file; empty when there is none. */
    Optional<FlowFile> file(FlowPath path);

    /** The version of a file that runs. */
    Optional<Revision> running(FlowPath path);

    /** The newest first, those before a number. */
    List<Revision> revisions(FlowPath path, int limit, @Nullable Long before);

    /** What a version would come to; nothing of it runs. */
    Preview preview(Caller caller, FlowPath path, String content);

    /** One page of an integration as a sound version would read and map it; nothing of it is stored. */
    CanaryPage look(Caller caller, FlowPath path, String content, Sample sample) throws ToolFailure;

    /** Brings a version in, or says why not. */
    Outcome deploy(Caller caller, FlowPath path, String content);

    /** Brings an earlier version back; empty when there is none of this number that can be. */
    Optional<Outcome> rollBack(Caller caller, FlowPath path, long revision);

    /**
     * What a version would come to.
     *
     * @param ends routes that end, or end as they are
     * @param begins routes that begin, or begin as they are said now
     * @param rests whether runs have to rest meanwhile
     * @param diff against what runs, as unified diff
     * @param page read by it, where an integration was named
     */
    record Preview(
            List<Problem> problems,
            List<String> ends,
            List<String> begins,
            boolean rests,
            String diff,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CanaryPage page) {
        public Preview(List<Problem> problems, List<String> ends, List<String> begins, boolean rests, String diff) {
            this(problems, ends, begins, rests, diff, null);
        }

        public Preview with(CanaryPage page) {
            return new Preview(problems, ends, begins, rests, diff, page);
        }
    }

    /**
     * What is looked at.
     *
     * @param tool of the integration
     * @param stream null for the one that the file declares, or the tool's first
     */
    record Sample(UUID integrationId, String tool, @Nullable String stream) {}
}
