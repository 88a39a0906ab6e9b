package io.bactrian.api.server;

/** Where health and metrics are told: {@code management.host} and {@code management.port}; 0 takes any free port. */
public record ManagementSettings(String host, int port) {
    public ManagementSettings {
        Ports.check("management.port", port);
    }
}
