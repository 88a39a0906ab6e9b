package io.bactrian.bench;

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

    public FetchFloor(URI site, String username, String token) {
        this.site = site;
        this.authorization = "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads all issues; returns how many bytes that were. */
    public long read() throws IOException {
        String jql = URLEncoder.encode(
                "created >= \"1970-01-02 00:00\" order by created asc, key asc", StandardCharsets.UTF_8);
        String query = "/rest/api/3/search/jql?jql=" + jql + "&fields=*all&expand=changelog&maxResults=100";
        long bytes = 0;
        @Nullable String token = "";
        while (token != null) {
            String next = token.isEmpty() ? "" : "&nextPageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(site + query + next).toURL().openConnection();
            connection.setRequestProperty("Authorization", authorization);
            try (InputStream in = connection.getInputStream()) {
                byte[] page = in.readAllBytes();
                bytes += page.length;
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
