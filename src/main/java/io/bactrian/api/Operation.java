package io.bactrian.api;

import java.util.Locale;

/**
 * One operation of the contract: which request starts it, and which method of which bean answers.
 *
 * @param path below {@code /api/v1}
 * @param id the contract's operationId; the bean's method and, in kebab case, the route have the same name
 * @param status of the answer when all is well
 * @param body whether the request has one
 * @param change whether it changes something, and so leaves exactly one entry in the audit log
 * @param secret the field of its answer that is shown once; empty for none
 */
public record Operation(
        Verb verb,
        String path,
        String id,
        String description,
        Object bean,
        int status,
        Body body,
        boolean change,
        String secret) {
    /** The verbs of the interface. */
    public enum Verb {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** Whether a request has a body; one that may be left out is checked by the operation itself. */
    public enum Body {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** Reads and changes nothing. */
    static Operation get(String path, String id, String description, Object bean) {
        return new Operation(Verb.GET, path, id, description, bean, 200, Body.NONE, false, "");
    }

    static Operation post(String path, String id, String description, Object bean) {
        return new Operation(Verb.POST, path, id, description, bean, 200, Body.NONE, true, "");
    }

    static Operation put(String path, String id, String description, Object bean) {
        return new Operation(Verb.PUT, path, id, description, bean, 200, Body.REQUIRED, true, "");
    }

    static Operation patch(String path, String id, String description, Object bean) {
        return new Operation(Verb.PATCH, path, id, description, bean, 200, Body.REQUIRED, true, "");
    }

    static Operation delete(String path, String id, String description, Object bean) {
        return new Operation(Verb.DELETE, path, id, description, bean, 204, Body.NONE, true, "");
    }

    Operation answering(int other) {
        return new Operation(verb, path, id, description, bean, other, body, change, secret);
    }

    Operation withBody() {
        return new Operation(verb, path, id, description, bean, status, Body.REQUIRED, change, secret);
    }

    Operation withOptionalBody() {
        return new Operation(verb, path, id, description, bean, status, Body.OPTIONAL, change, secret);
    }

    /** Despite its verb it changes nothing. */
    Operation readingOnly() {
        return new Operation(verb, path, id, description, bean, status, body, false, secret);
    }

    /** Its answer shows a secret in one field, which is never kept. */
    Operation hiding(String field) {
        return new Operation(verb, path, id, description, bean, status, body, change, field);
    }

    String routeId() {
        return "api-" + id.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
