package io.bactrian.failure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What makes failures alike: the same operation on another record is the same failure. */
final class Fingerprint {
    private static final int BYTES = 8;

    /** Versions of an interface, such as {@code 3}, {@code 1.0} and {@code v2}, are no ids. */
    private static final Pattern VERSION = Pattern.compile("v?\\d(\\.\\d)?");

    private static final Pattern ID = Pattern.compile(".*\\d.*");

    private Fingerprint() {}

    static String of(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A call without its query and with {@code {id}} for each segment that names a record. */
    static String operation(String method, String uri) {
        String path = URI.create(uri.replaceAll("[?#].*", "")).getRawPath();
        return method + " "
                + Arrays.stream(path.split("/", -1))
                        .map(segment -> isId(segment) ? "{id}" : segment)
                        .collect(Collectors.joining("/"));
    }

    private static boolean isId(String segment) {
        return ID.matcher(segment).matches() && !VERSION.matcher(segment).matches();
    }
}
