package io.bactrian.outbound;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/** Answers that a tool need not give again: it says by 304 that it would, where its declaration says that it does. */
final class KnownAnswers {
    /** A longer answer is fetched anew. */
    private static final int LONGEST = 1 << 19;

    private static final int MOST = 8 << 20;
    private static final Duration UNUSED = Duration.ofHours(2);

    private final Cache<Key, Known> known = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Key key, Known answer) -> answer.body().length)
            .expireAfterAccess(UNUSED)
            .build();

    /** Another credential may be shown other things; no secret is held to tell them apart. */
    private record Key(UUID connection, HashValue128 credential, String address) {}

    /**
     * What was answered.
     *
     * @param tag by which the tool knows it
     * @param link to the next page
     */
    record Known(String tag, @Nullable String link, byte[] body) {}

    /** Asks for the answer only if it is another than the one that is known, which is returned. */
    @Nullable
    Known ask(Destination destination, String address, ClassicHttpRequest request) {
        Known answer = isConditional(destination, request) ? known.getIfPresent(key(destination, address)) : null;
        if (answer != null) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, answer.tag());
        }
        return answer;
    }

    /** The answer itself, or the one before, which it says to be the same; all that it tells besides is of now. */
    static ClassicHttpResponse whole(ClassicHttpResponse answer, @Nullable Known before) {
        if (before == null || answer.getCode() != HttpStatus.SC_NOT_MODIFIED) {
            return answer;
        }
        ClassicHttpResponse whole = new BasicClassicHttpResponse(HttpStatus.SC_OK);
        whole.setHeaders(answer.getHeaders());
        whole.removeHeaders(HttpHeaders.CONTENT_ENCODING);
        if (before.link() != null) {
            whole.setHeader("Link", before.link());
        }
        whole.setEntity(new ByteArrayEntity(before.body(), ContentType.APPLICATION_JSON));
        return whole;
    }

    /** Remembers an answer that was no refusal, if the tool gave it a tag. */
    void keep(Destination destination, String address, ClassicHttpRequest request, Answer answer) {
        String tag = answer.header("etag").orElse(null);
        if (tag != null
                && isConditional(destination, request)
                && answer.status() == HttpStatus.SC_OK
                && answer.length() <= LONGEST) {
            byte[] body = Arrays.copyOf(answer.bytes(), answer.length());
            known.put(
                    key(destination, address),
                    new Known(tag, answer.header("link").orElse(null), body));
        }
    }

    private static boolean isConditional(Destination destination, ClassicHttpRequest request) {
        return destination.tool().conditional() && request.getMethod().equals("GET");
    }

    private static Key key(Destination destination, String address) {
        HashValue128 credential =
                Hashing.xxh3_128().hashCharsTo128Bits(destination.signature().value());
        return new Key(destination.connectionId(), credential, address);
    }
}
