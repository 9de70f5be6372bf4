package io.meshwright.workshop;

/**
 * What keeps a draft from being registered.
 *
 * @param step the part of the form: what, from, how, promise or when
 * @param field the field's id; what the summary links to
 * @param message one sentence: what to do
 */
public record Problem(String step, String field, String message) {}
