package io.bactrian.simulate.jira;

import java.time.ZoneId;

/**
 * Whom a simulated site lets in.
 *
 * @param timeZone of the account's profile, in which the site reads times
 * @param scopedToken a token that only the gateway accepts
 */
public record SiteAccount(ZoneId timeZone, String username, String apiToken, String scopedToken, String cloudId) {
    /** A user in Berlin. */
    static SiteAccount usual() {
        return new SiteAccount(
                ZoneId.of("Europe/Berlin"),
                "dana@bactrian.example",
                "simulated-api-token",
                "simulated-scoped-token",
                "2f1c7a52-3a0e-4a7b-9d55-0c9f4a1e6b77");
    }

    SiteAccount withTimeZone(ZoneId value) {
        return new SiteAccount(value, username, apiToken, scopedToken, cloudId);
    }

    SiteAccount withUsername(String value) {
        return new SiteAccount(timeZone, value, apiToken, scopedToken, cloudId);
    }

    SiteAccount withApiToken(String value) {
        return new SiteAccount(timeZone, username, value, scopedToken, cloudId);
    }

    SiteAccount withScopedToken(String value) {
        return new SiteAccount(timeZone, username, apiToken, value, cloudId);
    }

    SiteAccount withCloudId(String value) {
        return new SiteAccount(timeZone, username, apiToken, scopedToken, value);
    }
}
