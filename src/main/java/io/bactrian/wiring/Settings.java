package io.bactrian.wiring;

import io.bactrian.tool.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of this process: the defaults that come along, over them the file, over that the environment. Every key that is
 * not known is refused, since a misspelt one would be ignored in silence.
 */
public final class Settings {
    private static final String FILE = "application.properties";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the settings.
     *
     * @param file the file; one that does not exist leaves the defaults, unless it was asked for
     * @param overrides keys set by the caller, over everything else
     */
    public static Settings read(Path file, Map<String, String> environment, Map<String, String> overrides) {
        Map<String, String> values = new TreeMap<>(defaults());
        List<String> known = List.copyOf(values.keySet());
        Map<String, String> given = new HashMap<>(fromFile(file));
        for (String key : known) {
            String value = environment.get(
                    key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
            if (value != null) {
                given.put(key, value);
            }
        }
        given.putAll(overrides);
        given.forEach((key, value) -> {
            if (!values.containsKey(key)) {
                throw new SettingRefused(Spelling.nearest(key, known)
                        .map(meant -> "unknown setting " + key + ", did you mean " + meant + "?")
                        .orElse("unknown setting " + key));
            }
            values.put(key, value.trim());
        });
        return new Settings(values);
    }

    public static Path usualFile() {
        return Path.of(FILE);
    }

    private static Map<String, String> fromFile(Path file) {
        if (!Files.exists(file)) {
            if (!file.equals(usualFile())) {
                throw new SettingRefused("there is no file " + file);
            }
            return Map.of();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties properties = new Properties();
            properties.load(reader);
            return texts(properties);
        } catch (IOException e) {
            throw new SettingRefused(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The file that comes with the product says every key and its default. */
    public static Map<String, String> defaults() {
        try (InputStream in = Settings.class.getClassLoader().getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            properties.load(in);
            return texts(properties);
        } catch (IOException e) {
            throw new IllegalStateException("the settings that come along cannot be read", e);
        }
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no such setting: " + key);
        }
        return value;
    }

    List<String> list(String key) {
        return Stream.of(text(key).split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    public Path path(String key) {
        return Path.of(text(key)).toAbsolutePath().normalize();
    }

    public int number(String key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException e) {
            throw new SettingRefused(key + " must be a whole number and not " + text(key));
        }
    }

    double factor(String key) {
        try {
            return Double.parseDouble(text(key));
        } catch (NumberFormatException e) {
            throw new SettingRefused(key + " must be a number and not " + text(key));
        }
    }

    boolean flag(String key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new SettingRefused(key + " must be true or false and not " + text(key));
        };
    }

    public Duration duration(String key) {
        Matcher matcher = DURATION.matcher(text(key));
        if (!matcher.matches()) {
            throw new SettingRefused(key + " must be a duration such as 500ms, 30s, 5m or 1h and not " + text(key));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
