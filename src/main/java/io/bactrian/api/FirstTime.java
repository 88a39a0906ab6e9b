package io.bactrian.api;

import io.bactrian.access.Caller;
import io.bactrian.api.repeat.Answers;
import io.bactrian.api.repeat.KeptAnswer;
import io.bactrian.failure.FailureCategory;
import io.bactrian.operation.Rejected;
import io.bactrian.operation.Rejected.Mistake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Lets a request that named itself pass once; whoever sends it again gets the answer of then, and nothing is done. */
record FirstTime(Answers answers, Operation operation) implements Processor {
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,200}");

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String key = message.getHeader(Answers.HEADER, String.class);
        Caller caller = exchange.getProperty(CallOf.CALLER, Caller.class);
        if (key == null || caller.keyId() == null) {
            return;
        }
        if (!NAME.matcher(key).matches()) {
            throw new Rejected(
                    400,
                    FailureCategory.INVALID_DATA,
                    "The name of the request is wrong.",
                    List.of(new Mistake(Answers.HEADER, "must be 1 to 200 visible characters")));
        }
        Answers.Name name = new Answers.Name(caller.keyId(), key);
        answers.begin(name, hash(message))
                .ifPresentOrElse(
                        answer -> again(exchange, answer),
                        () -> exchange.setProperty(
                                AnswerKeeping.PROPERTY, new AnswerKeeping(answers, name, operation.secret())));
    }

    private static void again(Exchange exchange, KeptAnswer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader("Idempotent-Replayed", "true");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setBody(answer.body());
        exchange.setRouteStop(true);
    }

    private byte[] hash(Message message) {
        byte[] body = message.getBody(byte[].class);
        message.setBody(body);
        String head = String.join(
                "\n",
                operation.verb().name(),
                message.getHeader(Exchange.HTTP_URI, "", String.class),
                message.getHeader(Exchange.HTTP_RAW_QUERY, "", String.class),
                "");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body == null ? new byte[0] : body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
