package io.bactrian.simulate.jira;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque token of a next page: bound to its query, it says behind which issue the page begins. */
record PageToken(long rank, long id) {

    String text(String query) {
        String token = Integer.toHexString(query.hashCode()) + " " + rank + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    static PageToken read(String token, String query) {
        try {
            String[] words = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ");
            if (words.length == 3 && words[0].equals(Integer.toHexString(query.hashCode()))) {
                return new PageToken(Long.parseLong(words[1]), Long.parseLong(words[2]));
            }
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(400, "Invalid or expired nextPageToken.");
        }
        throw new Refusal(400, "The nextPageToken does not belong to this query.");
    }
}
