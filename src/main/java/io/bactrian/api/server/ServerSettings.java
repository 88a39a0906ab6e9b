package io.bactrian.api.server;

/** Where the interface listens: {@code server.host} and {@code server.port}; 0 takes any free port. */
public record ServerSettings(String host, int port) {
    public ServerSettings {
        Ports.check("server.port", port);
    }
}
