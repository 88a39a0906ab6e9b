package io.bactrian.simulate.generic;

import io.bactrian.simulate.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Lets callers in; which credential it wants is the first part of the path, so that one desk shows all of them. */
final class Doorkeeper {
    /** Name of the key, as header and as query parameter. */
    static final String KEY = "desk_key";

    private final DeskSettings settings;

    Doorkeeper(DeskSettings settings) {
        this.settings = settings;
    }

    boolean admits(String way, Request request) {
        return switch (way) {
            case "open" -> true;
            case "basic" -> ("Basic " + encoded()).equals(request.header("Authorization"));
            case "bearer" -> ("Bearer " + settings.secret()).equals(request.header("Authorization"));
            case "header" -> settings.secret().equals(request.header(KEY));
            case "query" -> settings.secret().equals(request.parameter(KEY));
            default -> throw new Refusal(404, "There is no door " + way + ".");
        };
    }

    private String encoded() {
        String pair = settings.user() + ":" + settings.secret();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
