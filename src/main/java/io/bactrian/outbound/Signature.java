package io.bactrian.outbound;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.HttpRequest;

/** What proves to a tool who calls; its value never shows in a text. */
public sealed interface Signature {
    /** The secret as it is sent; empty when there is none. */
    String value();

    /** Puts the secret on a request on its way out. */
    void sign(HttpRequest request);

    /** An address without the secret, should a tool have written it into one. */
    default String cleaned(String address) {
        return address;
    }

    /** Nothing: the tool asks strangers in. */
    record None() implements Signature {
        @Override
        public String value() {
            return "";
        }

        @Override
        public void sign(HttpRequest request) {
            // There is nothing to prove.
        }
    }

    /** A header. */
    record Header(String name, String value) implements Signature {
        @Override
        public void sign(HttpRequest request) {
            request.setHeader(name, value);
        }

        @Override
        public String toString() {
            return name + ": (secret)";
        }
    }

    /** A query parameter, of which there is only ours. */
    record Query(String name, String value) implements Signature {
        @Override
        public void sign(HttpRequest request) {
            String path = cleaned(request.getPath());
            String parameter = encoded(name) + "=" + encoded(value);
            request.setPath(path + (path.contains("?") ? "&" : "?") + parameter);
        }

        @Override
        public String cleaned(String address) {
            int at = address.indexOf('?');
            if (at < 0) {
                return address;
            }
            String query = Arrays.stream(address.substring(at + 1).split("&"))
                    .filter(parameter -> !parameter.isEmpty() && !isOurs(parameter))
                    .collect(Collectors.joining("&"));
            return address.substring(0, at) + (query.isEmpty() ? "" : "?" + query);
        }

        private boolean isOurs(String parameter) {
            String theirs = parameter.replaceFirst("=.*", "");
            try {
                return URLDecoder.decode(theirs, StandardCharsets.UTF_8).equals(name);
            } catch (IllegalArgumentException notEncoded) {
                return theirs.equals(name);
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name + "=(secret)";
        }
    }
}
