package io.bactrian.simulate.trello;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.simulate.SimulatorClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulated Trello promises to whoever syncs from it. */
class SimulatedTrelloIT {
    private SimulatedTrello simulated;
    private Trello trello;
    private SimulatorClient client;
    private String board;

    @BeforeEach
    void start() {
        simulated = SimulatedTrello.start(TrelloSettings.defaults().withBoards(2));
        trello = simulated.trello();
        client = TrelloClient.of(simulated);
        board = trello.ids("boards").get(0);
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void keyAndTokenAreTakenFromTheHeaderOnly() throws Exception {
        TrelloSettings settings = simulated.settings();
        SimulatorClient stranger =
                new SimulatorClient(simulated.address(), "/1", TrelloClient.header(settings.apiKey(), "ATTAanother"));
        SimulatorClient bare = new SimulatorClient(simulated.address(), "/1", "");

        HttpResponse<String> known = client.send("/members/me");
        HttpResponse<String> unknown = stranger.send("/members/me");
        HttpResponse<String> inAddress =
                bare.send("/members/me?key=" + settings.apiKey() + "&token=" + settings.token());

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo("invalid token");
        assertThat(unknown.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(inAddress.statusCode()).isEqualTo(400);
    }

    @Test
    void archivedCardsAreOnlyListedWhenAskedFor() throws Exception {
        JsonNode open = client.get("/boards/" + board + "/cards");
        JsonNode closed = client.get("/boards/" + board + "/cards/closed");
        JsonNode all = client.get("/boards/" + board + "/cards/all");

        assertThat(open).isNotEmpty().noneMatch(card -> card.path("closed").asBoolean());
        assertThat(closed).isNotEmpty().allMatch(card -> card.path("closed").asBoolean());
        assertThat(all).hasSize(open.size() + closed.size()).hasSize(60);
    }

    @Test
    void cardsAreReadInWindowsOfIds() throws Exception {
        TreeSet<String> found = new TreeSet<>();
        String before = "";
        JsonNode page;
        do {
            page = client.get("/boards/" + board + "/cards/all?fields=id&limit=25" + before);
            page.forEach(card -> found.add(card.path("id").asText()));
            before = "&before=" + found.first();
        } while (page.size() == 25);

        assertThat(found).hasSize(60);
    }

    @Test
    void tooManyCardsAreRefused() throws Exception {
        try (SimulatedTrello small =
                SimulatedTrello.start(TrelloSettings.defaults().withMostCards(100))) {
            SimulatorClient of = TrelloClient.of(small);
            String path = "/boards/" + small.trello().ids("boards").get(0) + "/cards/all?checklists=all&limit=";

            HttpResponse<String> refused = of.send(path + 60);

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("API_TOO_MANY_CARDS_REQUESTED");
            assertThat(of.send(path + 50).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCopiedCardLooksOlderThanItIs() throws Exception {
        String source = trello.ids("cards").get(0);

        JsonNode copy = client.get("/cards/" + trello.change("copy", source));

        assertThat(copy.path("dateLastActivity"))
                .isEqualTo(trello.truth("cards", source).path("dateLastActivity"));
        assertThat(Instant.parse(copy.path("dateLastActivity").asText()))
                .isBefore(ObjectIds.created(copy.path("id").asText()));
    }

    @Test
    void someChangesAreNeitherWrittenDownNorShownByTheCardsActivity() throws Exception {
        String card = trello.ids("cards").get(0);
        JsonNode before = trello.truth("cards", card);
        int actions = trello.ids("actions").size();

        trello.change("reposition", card);
        trello.change("rename_label", board);

        assertThat(trello.ids("actions")).hasSize(actions);
        assertThat(trello.truth("cards", card).path("dateLastActivity")).isEqualTo(before.path("dateLastActivity"));
        assertThat(trello.truth("cards", card).path("pos")).isNotEqualTo(before.path("pos"));
    }

    @Test
    void actionsComeNewestFirstAndFromTheirWindow() throws Exception {
        String card = trello.ids("cards").get(0);
        String since =
                client.get("/boards/" + board + "/actions?limit=1").at("/0/id").asText();
        trello.change("rename", card);
        trello.change("comment", card);

        JsonNode all = client.get("/boards/" + board + "/actions?limit=1000");
        JsonNode after = client.get("/boards/" + board + "/actions?limit=1000&since=" + since);
        JsonNode comments = client.get("/boards/" + board + "/actions?limit=1000&filter=commentCard");

        assertThat(ids(all)).hasSizeGreaterThan(60).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(after)
                .extracting(action -> action.path("type").asText())
                .containsExactlyInAnyOrder("commentCard", "updateCard");
        assertThat(comments)
                .isNotEmpty()
                .allMatch(action -> action.path("type").asText().equals("commentCard"));
    }

    @Test
    void anEditedCommentKeepsItsDateAndIsToldOfByAnotherAction() throws Exception {
        String card = trello.ids("cards").get(0);
        String comment = trello.change("comment", card);
        trello.change("edit_comment", card);
        trello.change("delete", trello.ids("cards").get(1));

        JsonNode edits = client.get("/boards/" + board + "/actions?filter=updateComment");
        JsonNode edited = client.get("/actions/" + edits.at("/0/data/action/id").asText());

        assertThat(edited.at("/data/text")).isEqualTo(edits.at("/0/data/action/text"));
        assertThat(edited.at("/data/dateLastEdited").asText()).isNotEmpty();
        assertThat(trello.ids("actions")).contains(comment);
        assertThat(client.get("/boards/" + board + "/actions?filter=deleteCard")
                        .at("/0/data/card")
                        .has("name"))
                .isFalse();
    }

    @Test
    void aRemovedCommentIsAnActionLessAndAnActionMore() throws Exception {
        String card = trello.ids("cards").get(0);
        trello.change("comment", card);
        String first = client.get("/cards/" + card + "/actions?filter=commentCard&limit=1000")
                .findValuesAsText("id")
                .get(0);
        JsonNode comments = client.get("/cards/" + card + "/actions?filter=commentCard");

        trello.change("delete_comment", card);

        assertThat(first).isNotEmpty();
        assertThat(client.get("/cards/" + card + "/actions?filter=commentCard")).hasSize(comments.size() - 1);
        assertThat(client.get("/boards/" + board + "/actions?filter=deleteComment"))
                .hasSize(1);
    }

    @Test
    void aBoardThatMayNoLongerBeSeenIsRefusedInPlainText() throws Exception {
        String card = client.get("/boards/" + board + "/cards").at("/0/id").asText();
        client.change("{\"kind\":\"hide_board\",\"id\":\"" + board + "\"}");

        HttpResponse<String> refused = client.send("/cards/" + card);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("unauthorized card permission requested");
        assertThat(client.get("/members/me/boards")).hasSize(1);
        assertThat(client.send("/boards/" + board + "/lists").statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNoIdIsInvalid() throws Exception {
        HttpResponse<String> absent = client.send("/cards/0123456789abcdef01234567");
        HttpResponse<String> invalid = client.send("/cards/seven");

        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).isEqualTo("The requested resource was not found.");
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(invalid.body()).isEqualTo("invalid id");
    }

    @Test
    void everyAnswerTellsWhatIsLeftAndOneTooManyIsRefused() throws Exception {
        try (SimulatedTrello tight =
                SimulatedTrello.start(TrelloSettings.defaults().withLimits(4, 2))) {
            SimulatorClient of = TrelloClient.of(tight);
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (int at = 0; at < 3; at++) {
                answers.add(of.send("/members/me"));
            }
            for (int at = 0; at < 5; at++) {
                answers.add(of.send("/boards/0123456789abcdef01234567"));
            }

            assertThat(answers)
                    .allMatch(answer ->
                            answer.headers().firstValue("X-Server-Time").isPresent());
            assertThat(answers.get(0).headers().firstValue("x-rate-limit-api-token-remaining"))
                    .contains("3");
            assertThat(answers.get(2).body()).contains("RATE_LIMIT_EXCEEDED", "Exceeded rate limit to /1/member");
            assertThat(answers.get(7).statusCode()).isEqualTo(429);
            assertThat(answers.get(7).body()).contains("API_TOKEN_LIMIT_EXCEEDED");
            assertThat(answers.get(7).headers().firstValue("Retry-After")).isEmpty();
        }
    }

    @Test
    void aBatchTellsOfEachReadInItsPlace() throws Exception {
        String card = trello.ids("cards").get(0);

        JsonNode answers = client.get("/batch?urls=/cards/" + card + ",/cards/0123456789abcdef01234567");

        assertThat(answers.at("/0/200/id").asText()).isEqualTo(card);
        assertThat(answers.at("/1/statusCode").asInt()).isEqualTo(404);
        assertThat(client.send("/batch?urls=" + "/cards/1,".repeat(10) + "/cards/1")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theSameSeedMakesTheSameTrello() {
        try (SimulatedTrello another =
                SimulatedTrello.start(TrelloSettings.defaults().withBoards(2))) {
            assertThat(another.trello().ids("actions")).isEqualTo(trello.ids("actions"));
            assertThat(another.trello().truth("cards", trello.ids("cards").get(17)))
                    .isEqualTo(trello.truth("cards", trello.ids("cards").get(17)));
        }
    }

    private static List<String> ids(JsonNode actions) {
        List<String> ids = new ArrayList<>();
        actions.forEach(action -> ids.add(action.path("id").asText()));
        return ids;
    }
}
