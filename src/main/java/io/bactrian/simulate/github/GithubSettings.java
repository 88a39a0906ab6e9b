package io.bactrian.simulate.github;

import java.time.Duration;

/**
 * How large a simulated GitHub is, how it changes, whom it lets in and how much it takes.
 *
 * @param issues issues and pull requests of each repository
 * @param hourly requests of a token in an hour
 */
public record GithubSettings(
        int port, int repositories, int issues, long seed, Duration changeEvery, String token, int hourly) {
    public GithubSettings {
        if (repositories < 0 || issues < 0 || hourly < 1) {
            throw new IllegalArgumentException("the numbers of a simulated GitHub must make sense");
        }
    }

    /** 3 repositories with 40 issues each that stand still, and the limit of a personal access token. */
    public static GithubSettings defaults() {
        return new GithubSettings(0, 3, 40, 1, Duration.ZERO, "github_pat_simulated", 5000);
    }

    public GithubSettings withPort(int value) {
        return new GithubSettings(value, repositories, issues, seed, changeEvery, token, hourly);
    }

    public GithubSettings withRepositories(int value) {
        return new GithubSettings(port, value, issues, seed, changeEvery, token, hourly);
    }

    /** Issues and pull requests of each repository. */
    public GithubSettings withIssues(int value) {
        return new GithubSettings(port, repositories, value, seed, changeEvery, token, hourly);
    }

    public GithubSettings withSeed(long value) {
        return new GithubSettings(port, repositories, issues, value, changeEvery, token, hourly);
    }

    public GithubSettings withChangeEvery(Duration value) {
        return new GithubSettings(port, repositories, issues, seed, value, token, hourly);
    }

    public GithubSettings withHourly(int value) {
        return new GithubSettings(port, repositories, issues, seed, changeEvery, token, value);
    }
}
