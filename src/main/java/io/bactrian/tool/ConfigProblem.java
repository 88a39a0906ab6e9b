package io.bactrian.tool;

/**
 * What is wrong with one field of an integration's configuration or credentials; the message never holds the field's value.
 *
 * @param pointer JSON pointer that begins with {@code /config} or {@code /credentials}
 */
public record ConfigProblem(String pointer, String message) {}
