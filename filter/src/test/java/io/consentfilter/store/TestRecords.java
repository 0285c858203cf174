package io.consentfilter.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records with a clock of its own, for every test of a store. */
public final class TestRecords {
    public static final String SITE = "muster";
    public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    public static final LocalDate ERASE_AFTER = LocalDate.of(2030, 12, 31);

    private Instant now = START;
    private String notice = "notice-1";
    private final MonotonicClock clock;
    private final Ids ids;

    /** With a clock that stands still between records. */
    public TestRecords() {
        this.clock = new MonotonicClock(() -> now);
        this.ids = new Ids(clock);
    }

    public TestRecords(InstantSource source) {
        this.clock = new MonotonicClock(source);
        this.ids = new Ids(clock);
    }

    public MonotonicClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** From now on records are made under this notice. */
    public void under(String noticeVersion) {
        notice = noticeVersion;
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    /** What a record is hashed as: enough to tell every difference, though not the real form. */
    public static byte[] canonical(ConsentRecord record) {
        return record.toString().getBytes(UTF_8);
    }

    public ConsentRecord granted(@Nullable String subject) {
        return record(subject, notice, "banner:layer1:accept-all", ConsentState.GIVEN, ConsentState.GIVEN);
    }

    public ConsentRecord refused() {
        return record(null, notice, "banner:layer1:reject-all", ConsentState.REFUSED, ConsentState.REFUSED);
    }

    public synchronized ConsentRecord record(
            @Nullable String subject, String notice, String method, ConsentState statistics, ConsentState media) {
        return record(
                subject,
                notice,
                method,
                Map.of("matomo", statistics, "youtube", media),
                Map.of("statistics", statistics, "media", media));
    }

    public synchronized ConsentRecord record(
            @Nullable String subject,
            String notice,
            String method,
            Map<String, ConsentState> services,
            Map<String, ConsentState> purposes) {
        now = now.plusMillis(7);
        String id = ids.recordId();
        return new ConsentRecord(
                id,
                Ids.receiptNumber(id),
                SITE,
                clock.instant(),
                subject,
                notice,
                "ask-" + notice,
                "de",
                method,
                services,
                purposes,
                null,
                clock.instant().plus(Duration.ofDays(365)),
                ERASE_AFTER);
    }

    /** The mark that an erasure of this subject leaves. */
    public static EndedSubject ended(String subject) {
        return new EndedSubject(Integer.toHexString(subject.hashCode()), LocalDate.of(2027, 12, 25));
    }

    public static ConsentRecord erasedAfter(ConsentRecord record, LocalDate day, @Nullable String previousId) {
        return copied(record, record.at(), previousId, record.validUntil(), day);
    }

    /** The same record, whose consent ends so long after it was given. */
    public static ConsentRecord lasting(ConsentRecord record, Duration term) {
        return copied(record, record.at(), record.previousId(), record.at().plus(term), record.eraseAfter());
    }

    /** The same record, made at another time. */
    public static ConsentRecord madeAt(ConsentRecord record, Instant at) {
        return copied(record, at, record.previousId(), record.validUntil(), record.eraseAfter());
    }

    /** The same record under a number that does not follow from its id, as records had them before schema 5. */
    public static ConsentRecord numbered(ConsentRecord record, String number) {
        return copied(
                record.id(),
                record,
                number,
                record.at(),
                record.previousId(),
                record.validUntil(),
                record.eraseAfter());
    }

    /** Another record of the same number: as many ids begin alike as two nodes may give out within one millisecond. */
    public static ConsentRecord twin(ConsentRecord record) {
        String id = record.id();
        char last = id.charAt(id.length() - 1);
        String other = id.substring(0, id.length() - 1) + (last == '0' ? '1' : '0');
        return copied(
                other,
                record,
                Ids.receiptNumber(other),
                record.at(),
                record.previousId(),
                record.validUntil(),
                record.eraseAfter());
    }

    private static ConsentRecord copied(
            ConsentRecord record, Instant at, @Nullable String previousId, Instant validUntil, LocalDate eraseAfter) {
        return copied(record.id(), record, record.number(), at, previousId, validUntil, eraseAfter);
    }

    private static ConsentRecord copied(
            String id,
            ConsentRecord record,
            String number,
            Instant at,
            @Nullable String previousId,
            Instant validUntil,
            LocalDate eraseAfter) {
        return new ConsentRecord(
                id,
                number,
                record.site(),
                at,
                record.subjectKey(),
                record.noticeVersion(),
                record.askVersion(),
                record.language(),
                record.method(),
                record.services(),
                record.purposes(),
                previousId,
                validUntil,
                eraseAfter);
    }
}
