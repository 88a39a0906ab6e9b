package io.bactrian.simulate.jira;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How large a simulated site is, how it changes and whom it lets in.
 *
 * @param server how it is served as by a Data Center; null serves it as the cloud does
 */
public record JiraSettings(
        int port,
        int issues,
        long seed,
        Duration changeEvery,
        Duration indexLag,
        SiteAccount account,
        Prerendering prerendering,
        int boards,
        @Nullable ServerSettings server) {
    public JiraSettings {
        if (issues < 0) {
            throw new IllegalArgumentException("issues of a simulated site must make sense");
        }
    }

    /** 2,000 issues that stand still, a user in Berlin, an index without lag. */
    public static JiraSettings defaults() {
        return new JiraSettings(
                0, 2_000, 1, Duration.ZERO, Duration.ZERO, SiteAccount.usual(), Prerendering.OFF, 0, null);
    }

    public JiraSettings withPort(int value) {
        return new JiraSettings(value, issues, seed, changeEvery, indexLag, account, prerendering, boards, server);
    }

    public JiraSettings withIssues(int value) {
        return new JiraSettings(port, value, seed, changeEvery, indexLag, account, prerendering, boards, server);
    }

    public JiraSettings withSeed(long value) {
        return new JiraSettings(port, issues, value, changeEvery, indexLag, account, prerendering, boards, server);
    }

    public JiraSettings withChangeEvery(Duration value) {
        return new JiraSettings(port, issues, seed, value, indexLag, account, prerendering, boards, server);
    }

    public JiraSettings withIndexLag(Duration value) {
        return new JiraSettings(port, issues, seed, changeEvery, value, account, prerendering, boards, server);
    }

    public JiraSettings withTimeZone(ZoneId value) {
        return with(account.withTimeZone(value));
    }

    public JiraSettings withUsername(String value) {
        return with(account.withUsername(value));
    }

    public JiraSettings withApiToken(String value) {
        return with(account.withApiToken(value));
    }

    /** A token that only the gateway accepts. */
    public JiraSettings withScopedToken(String value) {
        return with(account.withScopedToken(value));
    }

    public JiraSettings withCloudId(String value) {
        return with(account.withCloudId(value));
    }

    /** Pages put together from templates instead of issues that are held. */
    public JiraSettings withBenchmark(boolean value) {
        return with(new Prerendering(value, parts(), changedPercent()));
    }

    /** What each of the benchmark's issues embeds. */
    public JiraSettings withParts(Parts value) {
        return with(new Prerendering(benchmark(), value, changedPercent()));
    }

    /** How many of the benchmark's issues count as changed from the start. */
    public JiraSettings withChangedPercent(double value) {
        return with(new Prerendering(benchmark(), parts(), value));
    }

    /** Boards of all types in turn, one a project. */
    public JiraSettings withBoards(int value) {
        return new JiraSettings(port, issues, seed, changeEvery, indexLag, account, prerendering, value, server);
    }

    /** Served as by a Jira Data Center. */
    public JiraSettings asDataCenter() {
        return with(ServerSettings.usual());
    }

    /** The most that a page of a search shows, whatever is asked for. */
    public JiraSettings withMostResults(int value) {
        return with(Objects.requireNonNull(server).withMostResults(value));
    }

    /** The last issue of a search that is shown. */
    public JiraSettings withMostFound(int value) {
        return with(Objects.requireNonNull(server).withMostFound(value));
    }

    private JiraSettings with(ServerSettings other) {
        return new JiraSettings(port, issues, seed, changeEvery, indexLag, account, prerendering, boards, other);
    }

    private JiraSettings with(SiteAccount other) {
        return new JiraSettings(port, issues, seed, changeEvery, indexLag, other, prerendering, boards, server);
    }

    private JiraSettings with(Prerendering other) {
        return new JiraSettings(port, issues, seed, changeEvery, indexLag, account, other, boards, server);
    }

    public ZoneId timeZone() {
        return account.timeZone();
    }

    public String username() {
        return account.username();
    }

    public String apiToken() {
        return account.apiToken();
    }

    public String scopedToken() {
        return account.scopedToken();
    }

    public String cloudId() {
        return account.cloudId();
    }

    boolean benchmark() {
        return prerendering.isOn();
    }

    Parts parts() {
        return prerendering.parts();
    }

    double changedPercent() {
        return prerendering.changedPercent();
    }
}
