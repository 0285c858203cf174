package io.consentfilter.model;

import org.jspecify.annotations.Nullable;

/**
 * The visitor of one request.
 *
 * @param standing how they stand towards us
 * @param decision their verified choice, if one came along
 * @param signal whether {@code Sec-GPC: 1} or {@code DNT: 1} came along
 */
public record Visitor(Standing standing, @Nullable Decision decision, boolean signal) {}
