package io.bactrian.simulate.jira;

/**
 * How a simulated site is served that is no cloud's but a Data Center's.
 *
 * @param path under which it is served
 * @param username of the account that calls
 * @param password of that account
 * @param token a personal access token of that account
 * @param mostResults the most that a page of a search shows, whatever is asked for
 * @param mostFound the last issue of a search that is shown
 */
public record ServerSettings(
        String path, String username, String password, String token, int mostResults, int mostFound) {
    static ServerSettings usual() {
        return new ServerSettings("/jira", "dana", "simulated-password", "simulated-personal-token", 1_000, 10_000);
    }

    ServerSettings withMostResults(int value) {
        return new ServerSettings(path, username, password, token, value, mostFound);
    }

    ServerSettings withMostFound(int value) {
        return new ServerSettings(path, username, password, token, mostResults, value);
    }
}
