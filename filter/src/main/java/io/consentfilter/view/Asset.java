package io.consentfilter.view;

/**
 * One of our own files, immutable under its hash.
 *
 * @param path path below the prefix: {@code a/{hash}/{file}}
 * @param contentType with charset
 * @param bytes the file
 */
public record Asset(String path, String contentType, byte[] bytes) {}
