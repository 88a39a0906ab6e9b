package io.bactrian.api;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts a problem in the place of an answer. */
final class ProblemAnswer implements Processor {
    private final Problems problems;

    ProblemAnswer(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Message message = exchange.getMessage();
        String request = message.getHeader(Edge.REQUEST_ID, "unknown", String.class);
        Problem problem = problems.of(cause, request);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, Problems.MEDIA_TYPE);
        message.setBody(Json.write(problem));
    }
}
