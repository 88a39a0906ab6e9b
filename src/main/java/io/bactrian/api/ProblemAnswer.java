package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.request.Json;
import io.bactrian.api.server.Edge;
import io.bactrian.api.server.Problem;
import io.bactrian.api.server.Problems;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Puts a problem in the place of an answer. */
final class ProblemAnswer implements Processor {
    private final Problems problems;
    private final RefusedChanges refusedChanges;

    ProblemAnswer(Problems problems, RefusedChanges refusedChanges) {
        this.problems = problems;
        this.refusedChanges = refusedChanges;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Message message = exchange.getMessage();
        String request = message.getHeader(Edge.REQUEST_ID, "unknown", String.class);
        Problem problem = problems.of(cause, request);
        note(exchange, problem);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, Problems.MEDIA_TYPE);
        problems.retryAfter(cause).ifPresent(wait -> message.setHeader("Retry-After", Problems.seconds(wait)));
        message.setBody(Json.write(problem));
        AnswerKeeping.keep(exchange);
    }

    private void note(Exchange exchange, Problem problem) {
        Operation operation = exchange.getProperty(CallOf.OPERATION, Operation.class);
        Caller caller = exchange.getProperty(CallOf.CALLER, Caller.class);
        if (operation != null && operation.change()) {
            String subject = exchange.getMessage().getHeader("id", "", String.class);
            refusedChanges.note(
                    caller, operation.id(), subject, problem.category().word());
        }
    }
}
