package io.bactrian.access.session;

import java.time.Duration;

/**
 * How long a browser stays known, and how its cookie travels.
 *
 * @param idleTimeout a session that is not used for so long is over
 * @param absoluteTimeout no session lasts longer
 * @param https whether callers reach the service by https, which cookies then insist on
 */
public record SessionSettings(Duration idleTimeout, Duration absoluteTimeout, boolean https) {
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);

    public SessionSettings {
        if (idleTimeout.compareTo(SHORTEST_IDLE) < 0) {
            throw new IllegalArgumentException("session.idle-timeout must be 2m or longer");
        }
        if (absoluteTimeout.compareTo(idleTimeout) < 0) {
            throw new IllegalArgumentException(
                    "session.absolute-timeout must not be shorter than session.idle-timeout");
        }
    }

    /** With this prefix browsers take it only by https, for this host alone. */
    public String cookieName() {
        return (https ? "__Host-" : "") + "bactrian_session";
    }

    /** The header that gives a browser its cookie. */
    public String cookie(String secret) {
        return cookie(secret, absoluteTimeout);
    }

    /** The header that takes the cookie away. */
    public String noCookie() {
        return cookie("", Duration.ZERO);
    }

    private String cookie(String value, Duration age) {
        return cookieName() + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (https ? "; Secure" : "");
    }
}
