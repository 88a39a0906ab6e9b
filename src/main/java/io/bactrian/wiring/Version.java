package io.bactrian.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that this build was made from. */
public final class Version implements IVersionProvider {

    private static final String RESOURCE = "/bactrian-version.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"bactrian " + number()};
    }

    public static String number() {
        try (InputStream stream = Objects.requireNonNull(Version.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new IllegalStateException("the version of this build cannot be read", e);
        }
    }
}
