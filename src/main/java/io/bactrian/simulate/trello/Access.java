package io.bactrian.simulate.trello;

import io.bactrian.simulate.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets callers in that send key and token in the header; in an address both would stand in logs, so they are refused there. */
final class Access {
    private static final Pattern HEADER =
            Pattern.compile("OAuth oauth_consumer_key=\"([^\"]*)\", ?oauth_token=\"([^\"]*)\"");

    private final TrelloSettings settings;
    private volatile boolean revoked;

    Access(TrelloSettings settings) {
        this.settings = settings;
    }

    /** The member takes the token back. */
    void revoke() {
        revoked = true;
    }

    void require(Request request) {
        if (request.parameter("key") != null || request.parameter("token") != null) {
            throw new Refusal(400, "key and token belong into the header");
        }
        Matcher sent = HEADER.matcher(String.valueOf(request.header("Authorization")));
        if (!sent.matches() || !sent.group(1).equals(settings.apiKey())) {
            throw new Refusal(401, "invalid key");
        }
        if (revoked || !sent.group(2).equals(settings.token())) {
            throw new Refusal(401, "invalid token");
        }
    }
}
