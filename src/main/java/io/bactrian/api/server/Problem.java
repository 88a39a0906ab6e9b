package io.bactrian.api.server;

import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected.Mistake;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;

/** Every error of the interface, in the form of RFC 9457 with our category and the way out. */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        FailureCategory category,
        String wayOut,
        List<Mistake> errors) {

    /** A problem of a category with its usual way out. */
    public static Problem of(
            int status, FailureCategory category, String detail, String request, List<Mistake> errors) {
        return new Problem(
                "/problems/" + category.word(),
                HttpResponseStatus.valueOf(status).reasonPhrase(),
                status,
                detail,
                "/requests/" + request,
                category,
                category.wayOut(),
                errors);
    }

    Problem wayOut(String better) {
        return new Problem(type, title, status, detail, instance, category, better, errors);
    }
}
