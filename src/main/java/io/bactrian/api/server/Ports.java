package io.bactrian.api.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports as the settings name them, tried before the server starts. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    static void check(String key, int port) {
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException(key + " must be 0 to " + HIGHEST + ", not " + port);
        }
    }

    /** The port that is to be opened; Camel gives two servers on port 0 one router, so a free one is chosen here. */
    static int choose(String key, String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException busy) {
            throw new PortBusy(key, host, port, busy);
        }
    }
}
