package io.bactrian.route.canary;

import io.bactrian.connection.Rehearsals.Rehearsal;
import io.bactrian.sync.Page;
import io.bactrian.sync.Walk;

/** A look at one page that is under way. */
public final class Look {
    private final CanaryRequest request;
    private final Rehearsal rehearsal;
    private final Walk walk;
    private final PageLook found;
    private String asked = "";

    Look(CanaryRequest request, Rehearsal rehearsal, Walk walk, PageLook found) {
        this.request = request;
        this.rehearsal = rehearsal;
        this.walk = walk;
        this.found = found;
    }

    Candidate candidate() {
        return request.candidate();
    }

    Rehearsal rehearsal() {
        return rehearsal;
    }

    Walk walk() {
        return walk;
    }

    void asked(Page page) {
        asked = page.request();
    }

    CanaryPage result() {
        return new CanaryPage(walk.stream(), asked, candidate().routes(), found.held(), found.rows());
    }
}
