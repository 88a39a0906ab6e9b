package io.bactrian.simulate;

/** A request with its answer; {@code faulty} when a fault was played on it. */
public record Exchange(
        String method,
        String path,
        String query,
        String requestBody,
        int status,
        String contentType,
        String responseBody,
        boolean faulty) {}
