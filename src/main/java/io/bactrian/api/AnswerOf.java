package io.bactrian.api;

import io.bactrian.api.request.Json;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts status and media type of an operation's answer where the server looks for them. */
record AnswerOf(Operation operation) implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, operation.status());
        message.setHeader(Exchange.CONTENT_TYPE, Json.MEDIA_TYPE);
    }
}
