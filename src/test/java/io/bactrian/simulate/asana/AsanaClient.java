package io.bactrian.simulate.asana;

import io.bactrian.simulate.SimulatorClient;

/** Calls a simulated Asana as its user does. */
final class AsanaClient {
    private AsanaClient() {}

    static SimulatorClient of(SimulatedAsana asana) {
        return new SimulatorClient(
                asana.address(), "/api/1.0", "Bearer " + asana.settings().accessToken());
    }
}
