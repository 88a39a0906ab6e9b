package io.bactrian.simulate.jira;

import io.bactrian.simulate.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decides whether a caller is let in: a classic token everywhere, a scoped one only through the gateway. */
final class Access {

    private final String classic;
    private final String scoped;
    private final String bearer;

    Access(JiraSettings settings) {
        this.classic = basic(settings.username(), settings.apiToken());
        this.scoped = basic(settings.username(), settings.scopedToken());
        this.bearer = "Bearer " + settings.scopedToken();
    }

    boolean admits(Request request, boolean gateway) {
        @Nullable String sent = request.header("Authorization");
        return classic.equals(sent) || gateway && (scoped.equals(sent) || bearer.equals(sent));
    }

    private static String basic(String username, String token) {
        String pair = username + ":" + token;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
