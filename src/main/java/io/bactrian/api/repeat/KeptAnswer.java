package io.bactrian.api.repeat;

import java.util.Map;

/** An answer that was given and may be given again. */
public record KeptAnswer(int status, Map<String, String> headers, String body) {}
