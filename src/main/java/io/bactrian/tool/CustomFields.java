package io.bactrian.tool;

/**
 * Where custom fields stand and which stream names them, so that the generated view can offer each under its name.
 *
 * @param at pointer to the object that holds them
 * @param prefix what their keys begin with
 * @param names stream whose records name them
 * @param id pointer to the key in such a record
 * @param title pointer to the name
 */
public record CustomFields(String at, String prefix, String names, String id, String title) {}
