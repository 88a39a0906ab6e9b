package io.bactrian.store;

/**
 * The value of a field that an integration maps itself.
 *
 * @param type text, number, boolean, date, timestamp or json
 * @param value as text that PostgreSQL reads as a value of the type
 */
public record FieldValue(String field, String type, String value) {}
