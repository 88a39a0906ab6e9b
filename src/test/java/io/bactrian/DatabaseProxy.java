package io.bactrian;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Stands between a service and its database and, as networks do, lets nothing through for a while. */
final class DatabaseProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private boolean severed;

    private DatabaseProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** A proxy of a database that listens on a port of this machine. */
    static DatabaseProxy before(int port) throws IOException {
        DatabaseProxy proxy = new DatabaseProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start(proxy::accept);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing comes through, and nobody is told why. */
    synchronized void sever() {
        severed = true;
    }

    /** Lets through what has piled up and all that follows. */
    synchronized void mend() {
        severed = false;
        notifyAll();
    }

    private synchronized void pass() throws InterruptedException {
        while (severed) {
            wait();
        }
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            start(() -> {
                pass();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> pump(client, database));
                pump(database, client);
            });
        }
    }

    private void pump(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass();
                out.write(buffer, 0, read);
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SocketException e) {
                        // One side is gone, which the other one is told by the end of its own connection.
                        Thread.currentThread().setName("database-proxy-ended");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "database-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        mend();
    }
}
