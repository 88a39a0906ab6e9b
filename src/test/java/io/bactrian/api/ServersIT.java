package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.api.repeat.Answers;
import io.bactrian.api.server.ManagementSettings;
import io.bactrian.api.server.PortBusy;
import io.bactrian.api.server.ServerSettings;
import io.bactrian.api.server.Servers;
import io.bactrian.tool.declaration.Declarations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers, each on its port, or a start that says why not. */
final class ServersIT {
    private static final String HOST = "127.0.0.1";

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/metrics"})
    void theManagementPortTellsHealthAndMetrics(String path) throws Exception {
        try (RunningApi api = new RunningApi(10)) {
            HttpResponse<String> answer = api.send(
                    HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + api.servers.managementPort() + path)));

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tools", "/q/dev", "/q/info", "/q/jolokia", "/q/send/", "/openapi.yaml"})
    void theManagementPortTellsNothingElse(String path) throws Exception {
        try (RunningApi api = new RunningApi(10)) {
            HttpResponse<String> answer = api.send(
                    HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + api.servers.managementPort() + path)));

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aBusyPortIsNamedWithItsKey() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> RunningApi.servers(busy.getLocalPort(), 0))
                    .isInstanceOf(PortBusy.class)
                    .hasMessageContaining("server.port: 127.0.0.1:" + busy.getLocalPort());
            assertThatThrownBy(() -> RunningApi.servers(0, busy.getLocalPort()))
                    .isInstanceOf(PortBusy.class)
                    .hasMessageContaining("management.port: 127.0.0.1:" + busy.getLocalPort());
        }
    }

    @Test
    void aPortTakenJustBeforeTheStartIsNoticed() throws Exception {
        Servers servers = RunningApi.servers(0, 0);
        Main main = new Main();
        try (ServerSocket busy = new ServerSocket(servers.serverPort(), 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> RunningApi.start(
                            main, servers, new Answers(Jdbi.create(() -> null), Clock.systemUTC()), operations()))
                    .isInstanceOf(PortBusy.class)
                    .hasMessageContaining("server.port: 127.0.0.1:" + busy.getLocalPort());
        } finally {
            main.stop();
        }
    }

    @Test
    void onePortForBothIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunningApi.servers(18080, 18080))
                .withMessageContaining("server.port and management.port");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ServerSettings(HOST, 65_536, false, Duration.ofSeconds(30), Duration.ofSeconds(30)))
                .withMessageContaining("server.port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagementSettings(HOST, -1))
                .withMessageContaining("management.port");
    }

    /** Asks without pause from before the port opens until the service runs: no answer may come from behind the handler. */
    @Test
    void noRequestComesTooEarlyToBeRefused() throws Exception {
        Servers servers = RunningApi.servers(0, 0);
        Main main = new Main();
        ExecutorService asking = Executors.newSingleThreadExecutor();
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch refusedOnce = new CountDownLatch(1);
        try {
            Future<Set<Integer>> seen = asking.submit(() -> ask(servers.serverPort(), done, refusedOnce));

            RunningApi.start(main, servers, new Answers(Jdbi.create(() -> null), Clock.systemUTC()), operations());
            refusedOnce.await();
            done.set(true);

            assertThat(seen.get()).containsExactly(401);
        } finally {
            done.set(true);
            asking.shutdownNow();
            main.stop();
        }
    }

    private static Set<Integer> ask(int port, AtomicBoolean done, CountDownLatch refusedOnce)
            throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/api/v1/tools"))
                .build();
        Set<Integer> seen = new ConcurrentSkipListSet<>();
        while (!done.get()) {
            try {
                seen.add(client.send(request, BodyHandlers.discarding()).statusCode());
                refusedOnce.countDown();
            } catch (ConnectException closed) {
                Thread.onSpinWait();
            } catch (IOException broken) {
                seen.add(-1);
            }
        }
        return seen;
    }

    private static List<Operations> operations() throws Exception {
        return List.of(new ToolOperations(new FakeIntegrationService(new Declarations().read(Path.of("routes/jira")))));
    }
}
