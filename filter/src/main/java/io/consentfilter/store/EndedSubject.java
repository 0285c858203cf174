package io.consentfilter.store;

import java.time.LocalDate;

/**
 * Says that a subject was erased: to whoever holds a cookie of it, and to nobody else. No id and no subject key can be read from it.
 *
 * @param mark keyed hash of the subject key
 * @param until last day on which a cookie of the subject could count, UTC; afterwards retention drops the mark
 */
public record EndedSubject(String mark, LocalDate until) {}
