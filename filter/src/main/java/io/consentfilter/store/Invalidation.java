package io.consentfilter.store;

import java.time.Instant;

/**
 * All consents given under one notice do not count any more. Lies over the records: they stay as they were proven.
 *
 * @param noticeVersion the notice
 * @param at since when
 * @param reason why, for the journal
 */
public record Invalidation(String noticeVersion, Instant at, String reason) {}
