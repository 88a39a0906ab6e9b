package io.bactrian.simulate.jira;

import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Lets callers of a Data Center in, by password or personal access token, and tells the others in its own ways. */
final class ServerLogins {
    private static final String REASON = "X-Seraph-LoginReason";

    private final String basic;
    private final String bearer;
    private volatile ServerMood mood = ServerMood.USUAL;

    ServerLogins(ServerSettings settings) {
        String pair = settings.username() + ":" + settings.password();
        this.basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        this.bearer = "Bearer " + settings.token();
    }

    void be(ServerMood other) {
        mood = other;
    }

    /** How a caller is turned away; null for one who is let in. */
    @Nullable
    Answer refusal(Request request) {
        return switch (mood) {
            case CAPTCHA ->
                new Refusal(403, "Basic Authentication Failure - Reason : AUTHENTICATION_DENIED")
                        .answer()
                        .with(REASON, "AUTHENTICATION_DENIED")
                        .with(
                                "X-Authentication-Denied-Reason",
                                "CAPTCHA_CHALLENGE; login-url=http://127.0.0.1/login.jsp");
            case CAPTCHA_UNSAID ->
                new Refusal(403, "Forbidden")
                        .answer()
                        .with(
                                "X-Authentication-Denied-Reason",
                                "CAPTCHA_CHALLENGE; login-url=http://127.0.0.1/login.jsp");
            case EMPTY -> Answer.json(200, "").with(REASON, "AUTHENTICATED_FAILED");
            case USUAL -> isKnown(request) ? null : unauthorized();
        };
    }

    private boolean isKnown(Request request) {
        String sent = request.header("Authorization");
        return basic.equals(sent) || bearer.equals(sent);
    }

    private static Answer unauthorized() {
        return new Refusal(401, "You are not authenticated. Authentication required to perform this operation.")
                .answer()
                .with(REASON, "AUTHENTICATED_FAILED");
    }
}
