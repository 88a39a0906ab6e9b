package io.bactrian.api;

import io.bactrian.api.request.Json;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts status, media type and own headers of an operation's answer where the server looks for them. */
record AnswerOf(Operation operation) implements Processor {
    private static final int NO_CONTENT = 204;

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, operation.status());
        if (operation.status() != NO_CONTENT) {
            message.setHeader(Exchange.CONTENT_TYPE, Json.MEDIA_TYPE);
        }
        if (message.getBody() instanceof Answer answer) {
            answer.headers().forEach(message::setHeader);
            message.setBody(answer.body());
        }
        AnswerKeeping.keep(exchange);
    }
}
