package io.bactrian.sync;

import io.bactrian.failure.ToolFailure;
import io.bactrian.outbound.Answer;
import io.bactrian.outbound.Calls;
import io.bactrian.tool.Request;
import io.bactrian.tool.Templates;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;
import org.jspecify.annotations.Nullable;

/** The steps of one page around its call: ask, cut, keep. */
public final class Pages {
    private final Calls calls;

    public Pages(Calls calls) {
        this.calls = calls;
    }

    /** Puts the page's request on the message; never a secret. */
    public @Nullable Object ask(@Body Page page, @Headers Map<String, Object> headers) throws ToolFailure {
        Walk walk = page.getWalk();
        Batch batch = page.batch();
        Request request = Templates.page(
                walk.request(),
                walk.paging(),
                page.position(),
                page.values(),
                Map.of("ids", batch.ids(), "parents", batch.ids()));
        Object body = calls.put(headers, walk.run().connectionId(), request);
        Calls.repeat(headers, walk.run().destination().retryAttempts());
        Calls.accept(headers, walk.accepted().statuses());
        page.askedAt(String.valueOf(headers.get(Exchange.HTTP_URI)));
        return body;
    }

    /** Cuts the answer into records and finds the way to the next page. */
    public Page cut(@ExchangeProperty("page") Page page, @Body Answer answer) throws ToolFailure {
        page.getWalk().answered(page, answer);
        return page;
    }

    /** Keeps the page until there is enough for a transaction; then records and position are committed together. */
    public void keep(@Body Page page) throws ToolFailure {
        page.getWalk().keep(page);
    }
}
