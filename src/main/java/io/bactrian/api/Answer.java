package io.bactrian.api;

import java.util.Map;

/** What an operation answers when it has headers of its own to give; others return their body alone. */
record Answer(String body, Map<String, String> headers) {}
