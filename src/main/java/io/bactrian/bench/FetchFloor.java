package io.bactrian.bench;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The least that reading a site can cost: every page fetched on one connection and each of its tokens looked at once. */
public final class FetchFloor {
    private final URI site;
    private final String authorization;
    private final JsonFactory json = new JsonFactory();
    private final Hasher128 hasher = Hashing.xxh3_128();

    public FetchFloor(URI site, String username, String token) {
        this.site = site;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is read.
     *
     * @param condition JQL
     * @param fields what is asked for of each issue
     * @param size issues in a page
     * @param hashed whether each byte is hashed, too, as whoever wants to know what is unchanged must
     */
    public record Listing(String condition, String fields, int size, boolean hashed) {
        /** Whole issues. */
        public static Listing whole(String condition, boolean hashed) {
            return new Listing(condition, "*all&expand=changelog", 100, hashed);
        }

        /** Ids alone. */
        public static Listing ids(String condition) {
            return new Listing(condition, "id", 5000, false);
        }

        private String query() {
            return "/rest/api/3/search/jql?jql="
                    + URLEncoder.encode(condition + " order by created asc, key asc", StandardCharsets.UTF_8)
                    + "&fields=" + fields + "&maxResults=" + size;
        }
    }

    /** Reads a listing to its end; returns how many bytes that were. */
    public long read(Listing listing) throws IOException {
        long bytes = 0;
        @Nullable String token = "";
        while (token != null) {
            String next = token.isEmpty() ? "" : "&nextPageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(site + listing.query() + next).toURL().openConnection();
            connection.setRequestProperty("Authorization", authorization);
            try (InputStream in = connection.getInputStream()) {
                byte[] page = in.readAllBytes();
                bytes += page.length;
                if (listing.hashed()) {
                    hasher.hashBytesTo128Bits(page);
                }
                token = scan(page);
            }
        }
        return bytes;
    }

    private @Nullable String scan(byte[] page) throws IOException {
        String next = null;
        try (JsonParser parser = json.createParser(page)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("nextPageToken")) {
                    parser.nextToken();
                    next = parser.getText();
                }
            }
        }
        return next;
    }
}
