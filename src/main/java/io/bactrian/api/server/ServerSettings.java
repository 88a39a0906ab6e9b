package io.bactrian.api.server;

import java.time.Duration;

/**
 * Where the interface listens: {@code server.host} and {@code server.port}; 0 takes any free port.
 *
 * @param https whether callers reach it by https, through a proxy in front
 * @param bodyTimeout how long the body of a request may take to come
 */
public record ServerSettings(String host, int port, boolean https, Duration bodyTimeout) {
    public ServerSettings {
        Ports.check("server.port", port);
        if (bodyTimeout.isZero()) {
            throw new IllegalArgumentException("server.body-timeout must be longer than 0");
        }
    }
}
