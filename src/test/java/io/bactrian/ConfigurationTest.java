package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.wiring.ServiceSettings;
import io.bactrian.wiring.SettingRefused;
import io.bactrian.wiring.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting has a value, a place in the README, and no unknown neighbour. */
class ConfigurationTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z][a-z0-9.-]*)}}");

    @TempDir
    Path directory;

    @Test
    void everyPlaceholderOfARouteHasAValue() throws IOException {
        Set<String> known =
                new TreeSet<>(new ServiceSettings(settings(Map.of())).camel().keySet());
        known.addAll(keys());

        assertThat(placeholders(Path.of("routes"))).isSubsetOf(known);
        assertThat(placeholders(Path.of("src/main/java"))).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void everyKeyIsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(keys()).isNotEmpty().allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }

    @Test
    void anUnknownKeyIsRefusedWithTheOneThatWasMeant() throws IOException {
        Path file = Files.writeString(directory.resolve("x.properties"), "server.prot = 1");

        assertThatThrownBy(() -> Settings.read(file, Map.of(), Map.of()))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("server.prot")
                .hasMessageContaining("server.port");
    }

    @Test
    void theEnvironmentGoesBeforeTheFileAndOverridesBeforeBoth() throws IOException {
        Path file = Files.writeString(directory.resolve("x.properties"), "server.port = 1\nhealth.interval = 1m");

        Settings settings =
                Settings.read(file, Map.of("SERVER_PORT", "2", "HEALTH_INTERVAL", "2m"), Map.of("server.port", "3"));

        assertThat(settings.number("server.port")).isEqualTo(3);
        assertThat(settings.duration("health.interval")).hasMinutes(2);
    }

    private static Settings settings(Map<String, String> overrides) {
        return Settings.read(Settings.usualFile(), Map.of(), overrides);
    }

    private static Set<String> keys() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames();
    }

    private static Set<String> placeholders(Path root) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = PLACEHOLDER.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
