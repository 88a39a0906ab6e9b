package io.bactrian.simulate.trello;

import java.time.Duration;

/**
 * How large a simulated Trello is, how it changes, whom it lets in and how much it takes.
 *
 * @param cards cards of each board
 * @param tokenLimit requests of a token in ten seconds; a key has three times as many
 * @param memberLimit requests below {@code /1/members/} in 900 seconds
 * @param mostCards how many cards one request may ask for; what is nested into a card counts as another each
 */
public record TrelloSettings(
        int port,
        int boards,
        int cards,
        int members,
        long seed,
        Duration changeEvery,
        String apiKey,
        String token,
        int tokenLimit,
        int memberLimit,
        int mostCards) {
    public TrelloSettings {
        if (boards < 0 || cards < 0 || members < 1 || tokenLimit < 1 || memberLimit < 1 || mostCards < 1) {
            throw new IllegalArgumentException("the numbers of a simulated Trello must make sense");
        }
    }

    /** 4 boards with 60 cards each that stand still, and Trello's own limits. */
    public static TrelloSettings defaults() {
        return new TrelloSettings(
                0, 4, 60, 12, 1, Duration.ZERO, "5ac3b1e7simulated0key", "ATTAsimulated0token", 100, 100, 1000);
    }

    public TrelloSettings withPort(int value) {
        return new TrelloSettings(
                value, boards, cards, members, seed, changeEvery, apiKey, token, tokenLimit, memberLimit, mostCards);
    }

    public TrelloSettings withBoards(int value) {
        return new TrelloSettings(
                port, value, cards, members, seed, changeEvery, apiKey, token, tokenLimit, memberLimit, mostCards);
    }

    /** Cards of each board. */
    public TrelloSettings withCards(int value) {
        return new TrelloSettings(
                port, boards, value, members, seed, changeEvery, apiKey, token, tokenLimit, memberLimit, mostCards);
    }

    public TrelloSettings withSeed(long value) {
        return new TrelloSettings(
                port, boards, cards, members, value, changeEvery, apiKey, token, tokenLimit, memberLimit, mostCards);
    }

    public TrelloSettings withChangeEvery(Duration value) {
        return new TrelloSettings(
                port, boards, cards, members, seed, value, apiKey, token, tokenLimit, memberLimit, mostCards);
    }

    /** Limits of a token in ten seconds and of members in 900. */
    public TrelloSettings withLimits(int ofToken, int ofMembers) {
        return new TrelloSettings(
                port, boards, cards, members, seed, changeEvery, apiKey, token, ofToken, ofMembers, mostCards);
    }

    public TrelloSettings withMostCards(int value) {
        return new TrelloSettings(
                port, boards, cards, members, seed, changeEvery, apiKey, token, tokenLimit, memberLimit, value);
    }
}
