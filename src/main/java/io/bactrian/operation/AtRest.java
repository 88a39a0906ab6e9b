package io.bactrian.operation;

import io.bactrian.connection.Integration;
import java.util.List;

/** Refuses what would ask a tool that is to be left alone. */
final class AtRest {
    private AtRest() {}

    /** A run would wait for a person then, and whoever asked for it would wait for the run. */
    static void refuse(Integration integration) {
        switch (integration.status()) {
            case PAUSED -> throw Rejected.invalid("the integration is paused: resume it first", List.of());
            case DISCONNECTED -> throw Rejected.invalid("the integration is disconnected: connect it first", List.of());
            case CONNECTING, CONNECTED, REAUTHORIZE, FAILING -> {}
        }
    }
}
