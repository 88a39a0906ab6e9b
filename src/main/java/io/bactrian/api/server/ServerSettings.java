package io.bactrian.api.server;

import java.time.Duration;

/**
 * Where the interface listens: {@code server.host} and {@code server.port}; 0 takes any free port.
 *
 * @param https whether callers reach it by https, through a proxy in front
 * @param bodyTimeout how long the body of a request may take to come
 * @param idleTimeout how long a connection is kept on which nothing is being answered, the head of a request included
 */
public record ServerSettings(String host, int port, boolean https, Duration bodyTimeout, Duration idleTimeout) {
    public ServerSettings {
        Ports.check("server.port", port);
        check("server.body-timeout", bodyTimeout);
        check("server.idle-timeout", idleTimeout);
    }

    private static void check(String key, Duration timeout) {
        if (timeout.isZero()) {
            throw new IllegalArgumentException(key + " must be longer than 0");
        }
    }
}
