package io.bactrian.simulate.trello;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.simulate.SimulatorClient;
import io.bactrian.simulate.VendorContract;
import org.junit.jupiter.api.Test;

/** Holds every answer of the simulator to the vendor's description of Trello. */
class TrelloConformanceIT {

    @Test
    void everyAnswerIsAsTheVendorDescribesIt() throws Exception {
        VendorContract contract = TrelloContract.load();
        try (SimulatedTrello trello =
                SimulatedTrello.start(TrelloSettings.defaults().withLimits(1000, 1000))) {
            contract.watch(trello.exchanges());

            askEverything(TrelloClient.of(trello), trello.trello());
        }

        assertThat(contract.violations()).isEmpty();
    }

    private static void askEverything(SimulatorClient client, Trello trello) throws Exception {
        for (String path : new String[] {
            "/members/me?fields=id,username,fullName",
            "/members/me/boards?filter=all&fields=all",
            "/members/me/organizations?fields=all",
            "/members/" + trello.ids("members").get(3),
            "/tokens/" + TrelloSettings.defaults().token()
        }) {
            client.send(path);
        }
        String organization = trello.ids("organizations").get(0);
        for (String path : new String[] {"", "/boards?filter=all", "/members", "/memberships"}) {
            client.send("/organizations/" + organization + path);
        }
        String board = trello.ids("boards").get(0);
        for (String path : new String[] {
            "",
            "/cards/all?limit=100&attachments=true&checklists=all&customFieldItems=true",
            "/cards/open",
            "/cards/all?fields=id&limit=1000",
            "/lists?filter=all",
            "/labels?limit=1000",
            "/members",
            "/memberships",
            "/checklists",
            "/customFields",
            "/actions?limit=1000&filter=all"
        }) {
            client.send("/boards/" + board + path);
            client.send("/boards/000000000000000000000000" + path);
        }
        for (String kind : new String[] {"lists", "labels", "checklists", "customFields", "actions", "cards"}) {
            client.send("/" + kind + "/" + trello.ids(kind).get(0));
        }
        String card = trello.ids("cards").get(0);
        for (String path : new String[] {"/actions", "/attachments", "/customFieldItems"}) {
            client.send("/cards/" + card + path);
        }
        client.send("/batch?urls=/cards/" + card + ",/cards/0123456789abcdef01234567");
    }
}
