package io.consentfilter.registry;

/**
 * A piece of text by which an inline script is known.
 *
 * @param serviceId the service it belongs to
 * @param text ASCII, at least six characters, compared with case
 */
public record InlineSignature(String serviceId, String text) {}
