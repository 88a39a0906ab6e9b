package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that is killed while it exchanges a file starts with the one version or the other, whole. {@code
 * -Dreload.kills=20} and {@code -Dreload.kill-seed} set another size.
 */
@Tag("proof")
class KillReloadProofIT {
    private static final int KILLS = Integer.getInteger("reload.kills", 2);
    private static final long SEED = Long.getLong("reload.kill-seed", 1);
    private static final String FILE = "sync/page.camel.yaml";
    private static final Logger LOG = LoggerFactory.getLogger(KillReloadProofIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void afterAKillInTheMiddleOneVersionRunsWhole() throws Exception {
        Map<String, String> settings = settings();
        Random random = new Random(SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            String wanted =
                    Files.readString(at(FILE)).replaceFirst("description: .*", "description: Before kill " + kill);
            String before = Files.readString(at(FILE));
            try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
                HttpClient client = HttpClient.newHttpClient();
                client.sendAsync(put(service, wanted), BodyHandlers.discarding());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
                service.kill();
            }

            try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
                String text = Files.readString(at(FILE));
                JsonNode running = service.client().get("/routes/" + FILE);
                assertThat(text).as("kill " + kill).isIn(before, wanted);
                assertThat(running.at("/running/content").asText()).isEqualTo(text);
                assertThat(running.at("/file/routes")).hasSize(1);
                assertThat(service.client().get("/routes").findValues("problems"))
                        .allSatisfy(problems -> assertThat(problems).isEmpty());
                LOG.info("kill {} of seed {}: the {} version runs", kill, SEED, text.equals(wanted) ? "new" : "old");
                service.kill();
            }
        }
    }

    @Test
    void aFileThatIsBrokenAtTheStartGivesWayToTheOneThatRanLast() throws Exception {
        Map<String, String> settings = settings();
        String sound = Files.readString(at(FILE));
        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            service.kill();
        }
        Files.writeString(at(FILE), sound.substring(0, sound.length() / 2));

        try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
            JsonNode running = service.client().get("/routes/" + FILE);

            assertThat(running.at("/running/content").asText()).isEqualTo(sound);
            assertThat(running.at("/file/routes")).hasSize(1);
            assertThat(running.at("/file/problems")).isNotEmpty();
        }
    }

    private static HttpRequest put(ServiceProcess service, String content) throws IOException {
        return HttpRequest.newBuilder(URI.create(service.address() + "/api/v1/routes/" + FILE))
                .header("Authorization", "Bearer " + ServiceProcess.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("content", content))))
                .build();
    }

    private Map<String, String> settings() throws IOException {
        Path ours = Path.of("routes");
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file : files.toList()) {
                Files.copy(file, at(ours.relativize(file).toString()));
            }
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("data.directory", directory.resolve("data").toString());
        settings.put("routes.directory", directory.resolve("routes").toString());
        settings.put("security.admin-key", ServiceProcess.ADMIN_KEY);
        settings.put("server.port", "0");
        settings.put("management.port", "0");
        return settings;
    }

    private Path at(String file) {
        return directory.resolve("routes").resolve(file);
    }
}
