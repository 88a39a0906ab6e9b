package io.bactrian.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.api.repeat.Answers;
import io.bactrian.api.repeat.KeptAnswer;
import io.bactrian.api.request.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the answer of a request that named itself.
 *
 * @param secret the field of the answer that is not kept; empty for none
 */
record AnswerKeeping(Answers answers, Answers.Name name, String secret) {
    private static final int ERROR_OF_OURS = 500;
    static final String PROPERTY = "answerKeeping";
    private static final Logger LOG = LoggerFactory.getLogger(AnswerKeeping.class);
    private static final List<String> HEADERS = List.of(Exchange.CONTENT_TYPE, "ETag", "Location");

    /**
     * Does so if the request named itself. What was done is done, so an answer that cannot be kept is given all the same. An
     * error of ours is not kept: the same request may go well when it is sent again.
     */
    static void keep(Exchange exchange) {
        AnswerKeeping keeping = exchange.getProperty(PROPERTY, AnswerKeeping.class);
        if (keeping == null) {
            return;
        }
        try {
            KeptAnswer answer = keeping.of(exchange.getMessage());
            if (answer.status() >= ERROR_OF_OURS) {
                keeping.answers.drop(keeping.name);
            } else {
                keeping.answers.keep(keeping.name, answer);
            }
        } catch (RuntimeException | JsonProcessingException e) {
            LOG.error("an answer could not be kept: the request cannot be repeated", e);
        }
    }

    private KeptAnswer of(Message message) throws JsonProcessingException {
        Map<String, String> headers = new HashMap<>();
        for (String header : HEADERS) {
            String value = message.getHeader(header, String.class);
            if (value != null) {
                headers.put(header, value);
            }
        }
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return new KeptAnswer(status, headers, withoutSecret(message.getBody(String.class)));
    }

    private String withoutSecret(String body) throws JsonProcessingException {
        return !secret.isEmpty() && Json.mapper().readTree(body) instanceof ObjectNode answer && answer.has(secret)
                ? answer.putNull(secret).toString()
                : body;
    }
}
