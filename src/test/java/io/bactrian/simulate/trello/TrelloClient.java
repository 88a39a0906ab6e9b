package io.bactrian.simulate.trello;

import io.bactrian.simulate.SimulatorClient;

/** Calls a simulated Trello as its member does. */
final class TrelloClient {
    private TrelloClient() {}

    static SimulatorClient of(SimulatedTrello trello) {
        TrelloSettings settings = trello.settings();
        return new SimulatorClient(trello.address(), "/1", header(settings.apiKey(), settings.token()));
    }

    static String header(String key, String token) {
        return "OAuth oauth_consumer_key=\"" + key + "\", oauth_token=\"" + token + "\"";
    }
}
