package io.consentfilter.store;

import static io.consentfilter.store.TestRecords.canonical;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link ReceiptStoreContract} about states: a question is answered as things stand when it is asked. */
public abstract class StateQueriesContract {
    private static final Set<String> SERVICES = Set.of("matomo", "youtube");
    private static final Set<String> PURPOSES = Set.of("statistics", "media");
    private static final Offered WITHOUT_YOUTUBE = new Offered(Set.of("matomo"), Set.of("statistics"));

    protected final TestRecords records = new TestRecords();
    protected ReceiptStore store;

    /** Opens the store under test, or opens it again on the same data. */
    protected abstract ReceiptStore open() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void aConsentIsGivenUntilItsLastMillisecondAndExpiredFromThenOn() throws Exception {
        ConsentRecord grant = append(records.granted("subject-1"));
        records.later(Duration.between(records.now(), grant.validUntil()).minusMillis(1));
        assertThat(found("media", ConsentState.GIVEN, null)).containsExactly(grant.id());
        assertThat(found("media", ConsentState.EXPIRED, null)).isEmpty();
        records.later(Duration.ofMillis(1));
        assertThat(found("media", ConsentState.GIVEN, null)).isEmpty();
        assertThat(found("media", ConsentState.EXPIRED, null)).containsExactly(grant.id());
        assertUnchanged(grant);
    }

    @Test
    void whatWasNeverGrantedDoesNotRunOut() throws Exception {
        ConsentRecord refusal = append(records.refused());
        ConsentRecord withdrawal =
                append(records.record(null, "n", "m", ConsentState.WITHDRAWN, ConsentState.WITHDRAWN));
        records.later(Duration.ofDays(4000));
        assertThat(found("media", ConsentState.EXPIRED, null)).isEmpty();
        assertThat(found("media", ConsentState.REFUSED, null)).containsExactly(refusal.id());
        assertThat(found("media", ConsentState.WITHDRAWN, null)).containsExactly(withdrawal.id());
    }

    @Test
    void consentsToWhatIsNotOfferedAnyMoreAreRevoked() throws Exception {
        ConsentRecord grant = append(records.granted("subject-1"));
        ConsentRecord written = append(records.record(null, "n", "m", ConsentState.GIVEN, ConsentState.REVOKED));
        append(records.refused());
        assertThat(found("media", ConsentState.GIVEN, WITHOUT_YOUTUBE)).isEmpty();
        assertThat(found("media", ConsentState.REVOKED, WITHOUT_YOUTUBE)).containsExactly(written.id(), grant.id());
        assertThat(found("media", ConsentState.REVOKED, null)).containsExactly(written.id());
        assertThat(found("statistics", ConsentState.GIVEN, WITHOUT_YOUTUBE)).containsExactly(written.id(), grant.id());
    }

    /** A node that starts afresh has to know the terms of what others wrote. */
    @Test
    void longerAndShorterTermsOfTheSameChoiceAreAllFound() throws Exception {
        List<ConsentRecord> all = new ArrayList<>();
        for (int days : new int[] {365, 366, 100, 400, 1, 365}) {
            all.add(append(TestRecords.lasting(records.granted(null), Duration.ofDays(days))));
            records.later(Duration.ofHours(2));
            store.close();
            store = open();
        }
        for (int days : new int[] {0, 2, 99, 266, 1, 33, 500}) {
            records.later(Duration.ofDays(days));
            Instant now = records.now();
            assertThat(found("media", ConsentState.GIVEN, null))
                    .isEqualTo(newestFirst(all.stream()
                            .filter(r -> r.validUntil().isAfter(now))
                            .toList()));
            assertThat(found("media", ConsentState.EXPIRED, null))
                    .isEqualTo(newestFirst(all.stream()
                            .filter(r -> !r.validUntil().isAfter(now))
                            .toList()));
        }
    }

    @Test
    void everyQuestionByStateFindsWhatALoopFindsAtThatMoment() throws Exception {
        List<ConsentRecord> all = manifoldOfTerms();
        Set<String> invalid = new HashSet<>();
        everyQuestion(all, invalid);
        records.later(Duration.ofDays(90));
        store.invalidate("notice-1", "wrong recipient named");
        invalid.add("notice-1");
        everyQuestion(all, invalid);
        records.later(Duration.ofDays(280));
        store.invalidate("notice-3", "wrong recipient named");
        invalid.add("notice-3");
        everyQuestion(all, invalid);
        records.later(Duration.ofDays(800));
        everyQuestion(all, invalid);
    }

    private void everyQuestion(List<ConsentRecord> all, Set<String> invalid) throws StoreException {
        Instant now = records.now();
        for (Offered offered : new Offered[] {null, WITHOUT_YOUTUBE, new Offered(SERVICES, PURPOSES)}) {
            for (ConsentState state : ConsentState.values()) {
                for (ReceiptQuery each : questions(state, offered)) {
                    List<ConsentRecord> expected = all.stream()
                            .filter(r -> each.subjectKey() == null
                                    || each.subjectKey().equals(r.subjectKey()))
                            .filter(r -> each.notice() == null || each.notice().equals(r.noticeVersion()))
                            .filter(r -> each.method() == null || r.method().startsWith(each.method()))
                            .filter(r -> fits(r, each, invalid, now))
                            .toList();
                    assertThat(paged(each)).as("%s at %s", each, now).isEqualTo(newestFirst(expected));
                }
            }
        }
    }

    private static List<ReceiptQuery> questions(ConsentState state, @Nullable Offered offered) {
        return List.of(
                question(null, null, "media", null, state, null, offered),
                question(null, null, null, "youtube", state, null, offered),
                question(null, null, "statistics", "youtube", state, null, offered),
                question(null, null, null, null, state, null, offered),
                question(null, "notice-1", "media", null, state, null, offered),
                question("subject-2", null, "media", null, state, null, offered),
                question(null, null, "media", null, state, "choices:", offered));
    }

    private static boolean fits(ConsentRecord record, ReceiptQuery query, Set<String> invalid, Instant now) {
        Map<String, ConsentState> purposes = record.purposes();
        Map<String, ConsentState> services = record.services();
        Offered offered = query.offered() == null ? new Offered(SERVICES, PURPOSES) : query.offered();
        boolean purpose = query.purpose() == null
                || query.state()
                        == today(
                                record,
                                purposes.get(query.purpose()),
                                offered.purposes().contains(query.purpose()),
                                invalid,
                                now);
        boolean service = query.service() == null
                || query.state()
                        == today(
                                record,
                                services.get(query.service()),
                                offered.services().contains(query.service()),
                                invalid,
                                now);
        boolean any = query.purpose() != null
                || query.service() != null
                || purposes.entrySet().stream()
                        .anyMatch(e -> query.state()
                                == today(
                                        record, e.getValue(), offered.purposes().contains(e.getKey()), invalid, now))
                || services.entrySet().stream()
                        .anyMatch(e -> query.state()
                                == today(
                                        record, e.getValue(), offered.services().contains(e.getKey()), invalid, now));
        return purpose && service && any;
    }

    private static @Nullable ConsentState today(
            ConsentRecord record, @Nullable ConsentState recorded, boolean offered, Set<String> invalid, Instant now) {
        if (recorded == null || !recorded.valid()) {
            return recorded;
        }
        if (invalid.contains(record.noticeVersion())) {
            return ConsentState.INVALIDATED;
        }
        if (!now.isBefore(record.validUntil())) {
            return ConsentState.EXPIRED;
        }
        return offered ? recorded : ConsentState.REVOKED;
    }

    /** All states, over some months, each combination with terms from minutes to more than a year. */
    private List<ConsentRecord> manifoldOfTerms() throws StoreException {
        ConsentState[] states = ConsentState.values();
        String[] methods = {"banner:layer1:accept-all", "choices:layer2:save", "placeholder:once"};
        Duration[] terms = {
            Duration.ofMinutes(5), Duration.ofDays(365), Duration.ofDays(366), Duration.ofDays(183), Duration.ofDays(17)
        };
        List<ConsentRecord> all = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            ConsentState first = i % 3 == 0 ? states[i / 3 % states.length] : ConsentState.GIVEN;
            ConsentState second = i % 4 == 0 ? states[i / 4 % states.length] : ConsentState.RENEWED;
            ConsentRecord record = records.record(
                    i % 3 == 0 ? null : "subject-" + i % 5,
                    "notice-" + i / 40,
                    methods[i % methods.length],
                    first,
                    second);
            all.add(append(TestRecords.lasting(record, terms[i % terms.length].plusMillis(i))));
            records.later(Duration.ofHours(11));
        }
        return all;
    }

    private List<String> found(String purpose, ConsentState state, @Nullable Offered offered) throws StoreException {
        return paged(question(null, null, purpose, null, state, null, offered));
    }

    /** In small pages, one after the other. */
    private List<String> paged(ReceiptQuery query) throws StoreException {
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            ReceiptPage page = store.query(after(query, after));
            page.items().forEach(each -> seen.add(each.record().id()));
            after = page.next();
        } while (after != null);
        return seen;
    }

    private static ReceiptQuery after(ReceiptQuery q, @Nullable String after) {
        return new ReceiptQuery(
                q.id(),
                q.number(),
                q.subjectKey(),
                q.notice(),
                q.purpose(),
                q.service(),
                q.state(),
                q.method(),
                q.from(),
                q.to(),
                q.limit(),
                after,
                q.offered());
    }

    private static ReceiptQuery question(
            @Nullable String subject,
            @Nullable String notice,
            @Nullable String purpose,
            @Nullable String service,
            ConsentState state,
            @Nullable String method,
            @Nullable Offered offered) {
        return new ReceiptQuery(
                null, null, subject, notice, purpose, service, state, method, null, null, 7, null, offered);
    }

    private static List<String> newestFirst(List<ConsentRecord> of) {
        return of.stream()
                .map(ConsentRecord::id)
                .sorted(Comparator.reverseOrder())
                .collect(toList());
    }

    private void assertUnchanged(ConsentRecord record) throws StoreException {
        assertThat(store.find(record.id()).orElseThrow().record()).isEqualTo(record);
    }

    protected final ConsentRecord append(ConsentRecord record) throws StoreException {
        return appendStored(record).record();
    }

    protected final StoredReceipt appendStored(ConsentRecord record) throws StoreException {
        return store.append(record, canonical(record));
    }
}
