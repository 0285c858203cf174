package io.consentfilter.store;

import static io.consentfilter.store.TestRecords.canonical;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.json.CanonicalJson;
import io.consentfilter.ledger.Batch;
import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.ProofVerifier;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.ConsentState;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of receipts promises. A subclass opens one; the sentences are the same for all. */
public abstract class ReceiptStoreContract extends StateQueriesContract {
    protected static final SigningKeys KEYS = Keys.ephemeral().signing();

    @Test
    void anAppendedRecordIsReturnedWithAProofThatVerifies() throws Exception {
        ConsentRecord record = records.granted("subject-1");
        StoredReceipt stored = store.append(record, canonical(record));
        assertThat(stored.record()).isEqualTo(record);
        assertProven(stored);
    }

    @Test
    void aRecordComesBackExactlyAndProven() throws Exception {
        ConsentRecord first = append(records.granted("subject-1"));
        ConsentRecord second = append(TestRecords.erasedAfter(
                records.record(null, "notice-ä/€", "choices:layer2:save", ConsentState.WITHDRAWN, ConsentState.RENEWED),
                LocalDate.of(2027, 1, 2),
                first.id()));
        for (ConsentRecord record : List.of(first, second)) {
            StoredReceipt found = store.find(record.id()).orElseThrow();
            assertThat(found.record()).isEqualTo(record);
            assertProven(found);
        }
    }

    @Test
    void recordsSurviveReopening() throws Exception {
        ConsentRecord record = append(records.granted("subject-1"));
        store.close();
        store = open();
        StoredReceipt found = store.find(record.id()).orElseThrow();
        assertThat(found.record()).isEqualTo(record);
        assertProven(found);
        assertChainsAreWhole();
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(store.find("01932f0b-7f3b-7c3a-9c41-0123456789ab")).isEmpty();
        assertThat(store.find("no id")).isEmpty();
        assertThat(store.find("'; DROP TABLE consent_record; --")).isEmpty();
    }

    @Test
    void theSameIdTwiceIsRefusedAndTheFirstStays() throws Exception {
        ConsentRecord record = append(records.granted("subject-1"));
        assertThatThrownBy(() -> store.append(record, canonical(record))).isInstanceOf(StoreException.class);
        assertProven(store.find(record.id()).orElseThrow());
        append(records.granted("subject-2"));
        assertChainsAreWhole();
    }

    @Test
    void writersThatMeetAreAllAnsweredAndProven() throws Exception {
        List<StoredReceipt> stored = appendTogether(16, 40);
        assertThat(stored).hasSize(640);
        stored.forEach(this::assertProven);
        assertThat(stored.stream().map(each -> place(each)).collect(toList())).doesNotHaveDuplicates();
        assertChainsAreWhole();
        assertThat(all(ReceiptQuery.all())).hasSize(640);
    }

    @Test
    void everySaltIsItsOwnSoThatNoLeafCanBeGuessedFromWhatMayHaveBeenRecorded() throws Exception {
        List<StoredReceipt> stored = appendTogether(4, 10);
        assertThat(stored).allSatisfy(each -> {
            assertThat(each.proof().salt()).hasSize(Batch.SALT_BYTES);
            assertThat(store.leaves(
                            each.proof().head().log(), each.proof().head().sequence()))
                    .doesNotContain(Batch.leaf(new byte[Batch.SALT_BYTES], canonical(each.record())));
        });
        assertThat(stored.stream()
                        .map(each -> HexFormat.of().formatHex(each.proof().salt()))
                        .collect(toList()))
                .doesNotHaveDuplicates();
        assertThat(store.appendJournal("start", Map.of()).proof().salt())
                .isNotEqualTo(store.appendJournal("start", Map.of()).proof().salt());
    }

    @Test
    void aDuplicateAmongWritersThatMeetHarmsNobodyElse() throws Exception {
        ConsentRecord twice = append(records.granted("subject-1"));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<StoredReceipt>> good = new ArrayList<>();
            List<Future<StoredReceipt>> bad = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ConsentRecord record = records.refused();
                good.add(pool.submit(() -> store.append(record, canonical(record))));
                bad.add(pool.submit(() -> store.append(twice, canonical(twice))));
            }
            for (Future<StoredReceipt> each : good) {
                assertProven(each.get());
            }
            for (Future<StoredReceipt> each : bad) {
                assertThatThrownBy(each::get).hasCauseInstanceOf(StoreException.class);
            }
        } finally {
            pool.shutdownNow();
        }
        assertChainsAreWhole();
    }

    @Test
    void recordsAreFoundByNumberHoweverItIsTyped() throws Exception {
        ConsentRecord record = append(records.granted("subject-1"));
        append(records.granted("subject-1"));
        String typed = record.number().toLowerCase(Locale.ROOT).replace("-", "");
        assertThat(ids(byNumber(typed))).containsExactly(record.id());
        assertThat(ids(byNumber(record.number()))).containsExactly(record.id());
        assertThat(ids(byNumber("0000-0000-0001"))).isEmpty();
        assertThat(ids(byNumber("no number"))).isEmpty();
    }

    @Test
    void recordsWithANumberOfTheirOwnAreFoundByItAndByThatOfTheirId() throws Exception {
        ConsentRecord plain = records.granted("subject-1");
        ConsentRecord own = append(TestRecords.numbered(plain, "CQMB-7VQH-JAP5"));
        append(records.granted("subject-1"));
        assertThat(ids(byNumber("CQMB-7VQH-JAP5"))).containsExactly(own.id());
        assertThat(ids(byNumber(plain.number()))).containsExactly(own.id());
        assertThat(store.find(own.id()).orElseThrow().record()).isEqualTo(own);
    }

    @Test
    void recordsOfOneNumberAreAllFoundNewestFirst() throws Exception {
        ConsentRecord first = append(records.granted("subject-1"));
        records.later(Duration.ofHours(1));
        ConsentRecord second = append(TestRecords.numbered(records.granted("subject-2"), first.number()));
        assertThat(ids(byNumber(first.number()))).containsExactly(second.id(), first.id());
    }

    @Test
    void recordsOfOneNumberAreReadPageByPage() throws Exception {
        ConsentRecord first = append(records.granted("subject-1"));
        ConsentRecord twin = append(TestRecords.twin(first));
        append(records.granted("subject-1"));
        ConsentRecord numbered = append(TestRecords.numbered(records.granted("subject-2"), first.number()));
        assertThat(twin.number()).isEqualTo(first.number());
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            ReceiptPage page = store.query(
                    new ReceiptQuery(null, first.number(), null, null, null, null, null, null, null, null, 1, after));
            found.addAll(ids(page.items()));
            after = page.next();
        } while (after != null && found.size() < 9);
        assertThat(found)
                .startsWith(numbered.id())
                .containsExactlyInAnyOrder(first.id(), twin.id(), numbered.id())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aNumberIsLookedForAmongWhatTheOtherFiltersLeave() throws Exception {
        ConsentRecord record = append(records.granted("subject-1"));
        ReceiptQuery given = new ReceiptQuery(
                null, record.number(), null, null, "media", null, ConsentState.GIVEN, null, null, null, 9, null);
        assertThat(ids(store.query(given).items())).containsExactly(record.id());
        ReceiptQuery refused = new ReceiptQuery(
                null, record.number(), null, null, "media", null, ConsentState.REFUSED, null, null, null, 9, null);
        assertThat(ids(store.query(refused).items())).isEmpty();
        ReceiptQuery later = new ReceiptQuery(
                null,
                record.number(),
                null,
                null,
                null,
                null,
                null,
                null,
                record.at().plusSeconds(1),
                null,
                9,
                null);
        assertThat(ids(store.query(later).items())).isEmpty();
    }

    @Test
    void everyFilterFindsWhatALoopOverAllRecordsFinds() throws Exception {
        List<ConsentRecord> all = manifold();
        Instant middle = all.get(all.size() / 2).at();
        Map<ReceiptQuery, Predicate<ConsentRecord>> cases = new HashMap<>();
        cases.put(query(null, null, null, null, null, null), r -> true);
        cases.put(query("subject-3", null, null, null, null, null), r -> "subject-3".equals(r.subjectKey()));
        cases.put(
                query(null, "notice-2", null, null, null, null),
                r -> r.noticeVersion().equals("notice-2"));
        cases.put(query(null, "notice-9", null, null, null, null), r -> false);
        for (ConsentState state : ConsentState.values()) {
            cases.put(
                    query(null, null, "media", null, state, null),
                    r -> r.purposes().get("media") == state);
            cases.put(
                    query(null, null, null, "matomo", state, null),
                    r -> r.services().get("matomo") == state);
            cases.put(
                    query(null, "notice-1", "statistics", null, state, null),
                    r -> r.noticeVersion().equals("notice-1") && r.purposes().get("statistics") == state);
            cases.put(
                    query("subject-2", null, null, "youtube", state, null),
                    r -> "subject-2".equals(r.subjectKey()) && r.services().get("youtube") == state);
            cases.put(
                    query(null, null, null, null, state, null),
                    r -> r.purposes().containsValue(state) || r.services().containsValue(state));
        }
        cases.put(
                query(null, null, null, null, null, "banner:layer1"),
                r -> r.method().startsWith("banner:layer1"));
        cases.put(
                query(null, "notice-2", "media", null, ConsentState.GIVEN, "choices:"),
                r -> r.noticeVersion().equals("notice-2")
                        && r.purposes().get("media") == ConsentState.GIVEN
                        && r.method().startsWith("choices:"));
        cases.put(
                query(null, null, "media", null, null, null), r -> r.purposes().containsKey("media"));
        cases.put(
                new ReceiptQuery(null, null, null, null, "media", null, null, null, middle, null, 5, null),
                r -> !r.at().isBefore(middle));
        cases.put(
                new ReceiptQuery(null, null, null, null, null, null, null, null, middle.plusMillis(1), null, 5, null),
                r -> r.at().isAfter(middle));
        cases.put(
                new ReceiptQuery(null, null, null, null, null, null, null, null, null, middle, 5, null),
                r -> r.at().isBefore(middle));
        for (Map.Entry<ReceiptQuery, Predicate<ConsentRecord>> each : cases.entrySet()) {
            List<String> expected = all.stream()
                    .filter(each.getValue())
                    .map(ConsentRecord::id)
                    .sorted(Comparator.reverseOrder())
                    .collect(toList());
            assertThat(ids(all(each.getKey()))).as("%s", each.getKey()).isEqualTo(expected);
        }
    }

    @Test
    void purposeAndServiceTogetherBothCount() throws Exception {
        append(records.record(null, "n", "m", ConsentState.GIVEN, ConsentState.REFUSED));
        ConsentRecord both = append(records.record(null, "n", "m", ConsentState.GIVEN, ConsentState.GIVEN));
        ReceiptQuery query = new ReceiptQuery(
                null, null, null, null, "statistics", "youtube", ConsentState.GIVEN, null, null, null, 5, null);
        assertThat(ids(all(query))).containsExactly(both.id());
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() throws Exception {
        List<ConsentRecord> all = manifold();
        for (int limit : new int[] {1, 7, all.size() - 1, all.size(), 500}) {
            ReceiptQuery query =
                    new ReceiptQuery(null, null, null, null, null, null, null, null, null, null, limit, null);
            List<String> seen = new ArrayList<>();
            ReceiptPage page = store.query(query);
            while (true) {
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                page.items().forEach(item -> seen.add(item.record().id()));
                String next = page.next();
                if (next == null) {
                    break;
                }
                page = store.query(
                        new ReceiptQuery(null, null, null, null, null, null, null, null, null, null, limit, next));
            }
            assertThat(seen)
                    .isEqualTo(all.stream()
                            .map(ConsentRecord::id)
                            .sorted(Comparator.reverseOrder())
                            .collect(toList()));
        }
    }

    @Test
    void anErasedSubjectIsGoneAndTheLogStaysWhole() throws Exception {
        ConsentRecord gone = append(records.granted("subject-1"));
        append(records.granted("subject-1"));
        ConsentRecord stays = append(records.granted("subject-2"));
        assertThat(store.erase("subject-1", TestRecords.ended("subject-1"), "request of the person"))
                .isEqualTo(2);
        assertThat(store.find(gone.id())).isEmpty();
        assertThat(all(ReceiptQuery.all()))
                .extracting(each -> each.record().id())
                .containsExactly(stays.id());
        assertProven(store.find(stays.id()).orElseThrow());
        assertChainsAreWhole();
        assertThat(store.erase("subject-1", TestRecords.ended("subject-1"), "again"))
                .isZero();
    }

    @Test
    void anErasureLeavesASealedEntryThatNamesNobody() throws Exception {
        StoredReceipt stored = appendStored(records.granted("subject-1"));
        store.erase("subject-1", TestRecords.ended("subject-1"), "request of the person");
        StoredJournalEntry entry = journal().get(0);
        assertProven(entry);
        assertThat(entry.entry().kind()).isEqualTo(JournalEntry.ERASURE);
        assertThat(entry.entry().facts())
                .containsEntry("reason", "request of the person")
                .containsEntry("records", "1")
                .containsEntry(
                        "leaves",
                        stored.proof().head().log() + "/"
                                + stored.proof().head().sequence() + ":"
                                + stored.proof().leafIndex());
        assertThat(entry.entry().facts().toString())
                .doesNotContain("subject-1", stored.record().id());
        assertThat(store.leaves(
                        stored.proof().head().log(), stored.proof().head().sequence()))
                .contains(Batch.leaf(stored.proof().salt(), canonical(stored.record())));
    }

    @Test
    void retentionErasesWhatIsDueAndNothingElse() throws Exception {
        LocalDate today = LocalDate.of(2027, 1, 1);
        List<ConsentRecord> due = new ArrayList<>();
        List<StoredReceipt> kept = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            due.add(append(TestRecords.erasedAfter(records.refused(), today.minusDays(1 + i), null)));
            kept.add(appendStored(TestRecords.erasedAfter(records.refused(), today.plusDays(i), null)));
        }
        assertThat(store.eraseExpired(today)).isEqualTo(due.size());
        assertThat(all(ReceiptQuery.all())).hasSameSizeAs(kept);
        assertThat(store.eraseExpired(today)).isZero();
        assertChainsAreWhole();
    }

    @Test
    void anErasedSubjectIsMarkedAndTheMarkSurvivesReopening() throws Exception {
        append(records.granted("subject-1"));
        append(records.granted("subject-2"));
        assertThat(store.endedSubjects()).isEmpty();
        store.erase("subject-1", TestRecords.ended("subject-1"), "request of the person");
        assertThat(store.endedSubjects()).containsExactly(TestRecords.ended("subject-1"));
        store.close();
        store = open();
        assertThat(store.endedSubjects()).containsExactly(TestRecords.ended("subject-1"));
    }

    /** Its records may have gone in another way while its cookie still counts: with a version that knew no marks, by a restore. */
    @Test
    void aSubjectWithoutRecordsIsMarkedAllTheSame() throws Exception {
        assertThat(store.erase("subject-9", TestRecords.ended("subject-9"), "request of the person"))
                .isZero();
        assertThat(store.endedSubjects()).containsExactly(TestRecords.ended("subject-9"));
        assertThat(journal()).isEmpty();
    }

    @Test
    void aSecondErasureKeepsTheLaterDayOfTheMark() throws Exception {
        EndedSubject first = TestRecords.ended("subject-1");
        EndedSubject later = new EndedSubject(first.mark(), first.until().plusDays(3));
        store.erase("subject-1", first, "once");
        store.erase("subject-1", later, "twice");
        store.erase("subject-1", first, "by a node whose clock is behind");
        assertThat(store.endedSubjects()).containsExactly(later);
    }

    @Test
    void retentionDropsMarksAfterTheirLastDay() throws Exception {
        EndedSubject ended = TestRecords.ended("subject-1");
        EndedSubject longer = new EndedSubject("another", ended.until().plusDays(1));
        store.erase("subject-1", ended, "request of the person");
        store.erase("subject-2", longer, "request of the person");
        store.eraseExpired(ended.until());
        assertThat(store.endedSubjects()).containsExactlyInAnyOrder(ended, longer);
        store.eraseExpired(ended.until().plusDays(1));
        assertThat(store.endedSubjects()).containsExactly(longer);
    }

    @Test
    void aLargeErasureGoesInStepsAndIsComplete() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(16);
        try {
            List<Callable<StoredReceipt>> tasks = IntStream.range(0, 1201)
                    .mapToObj(i -> records.granted("subject-1"))
                    .map(record -> (Callable<StoredReceipt>) () -> store.append(record, canonical(record)))
                    .toList();
            pool.invokeAll(tasks);
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.erase("subject-1", TestRecords.ended("subject-1"), "test"))
                .isEqualTo(1201);
        assertThat(all(ReceiptQuery.all())).isEmpty();
        assertThat(journal().stream()
                        .mapToInt(each -> Integer.parseInt(each.entry().facts().getOrDefault("records", "0")))
                        .sum())
                .isEqualTo(1201);
    }

    @Test
    void theJournalIsSealedInTheLogOfTheRecords() throws Exception {
        ConsentRecord record = append(records.granted("subject-1"));
        StoredJournalEntry written = store.appendJournal("start", Map.of("version", "0.1.0", "mode", "enforce"));
        append(records.refused());
        assertProven(written);
        StoredJournalEntry read = journal().get(0);
        assertThat(read.entry()).isEqualTo(written.entry());
        assertProven(read);
        assertThat(read.proof().head().log())
                .isEqualTo(store.find(record.id()).orElseThrow().proof().head().log());
        assertChainsAreWhole();
    }

    @Test
    void theJournalIsReadInOrderAndByTime() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            records.later(Duration.ofMinutes(10));
            written.add(store.appendJournal("operator-access", Map.of("n", Integer.toString(i)))
                    .entry()
                    .id());
        }
        assertThat(journal().stream().map(each -> each.entry().id()).collect(toList()))
                .isEqualTo(written);
        Instant from = TestRecords.START.plus(Duration.ofMinutes(50));
        Instant to = TestRecords.START.plus(Duration.ofMinutes(100));
        List<String> some = new ArrayList<>();
        store.journal(from, to, each -> some.add(each.entry().facts().get("n")));
        assertThat(some).containsExactly("4", "5", "6", "7", "8");
    }

    @Test
    void entriesOfOneKindAreReadAlone() throws Exception {
        Instant from = records.now();
        for (int i = 0; i < 1203; i++) {
            store.appendJournal(i % 3 == 0 ? "wanted" : "other", Map.of("n", Integer.toString(i)));
        }
        List<String> seen = new ArrayList<>();
        store.journal("wanted", from, records.now().plusSeconds(1), each -> {
            assertProven(each);
            seen.add(each.entry().kind());
        });
        assertThat(seen).hasSize(401).containsOnly("wanted");
    }

    @Test
    void anInvalidatedNoticeTakesItsConsentsOutOfGiven() throws Exception {
        ConsentRecord bad = append(records.record(null, "bad", "m", ConsentState.GIVEN, ConsentState.REFUSED));
        ConsentRecord good = append(records.record(null, "good", "m", ConsentState.GIVEN, ConsentState.REFUSED));
        Invalidation invalidation = store.invalidate("bad", "wrong recipient named");
        assertThat(store.invalidations()).containsExactly(invalidation);
        assertThat(ids(all(query(null, null, "statistics", null, ConsentState.GIVEN, null))))
                .containsExactly(good.id());
        assertThat(ids(all(query(null, null, "statistics", null, ConsentState.INVALIDATED, null))))
                .containsExactly(bad.id());
        assertThat(ids(all(query(null, null, "media", null, ConsentState.INVALIDATED, null))))
                .isEmpty();
        assertThat(ids(all(query(null, null, "media", null, ConsentState.REFUSED, null))))
                .containsExactly(good.id(), bad.id());
        assertProven(store.find(bad.id()).orElseThrow());
        assertThat(journal().get(0).entry().facts()).containsEntry("noticeVersion", "bad");
    }

    @Test
    void countsAddUpByDayAndName() throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 23);
        store.addCounts(day, Map.of("shown", 3L, "decided:accept-all", 1L));
        store.addCounts(day, Map.of("shown", 4L));
        store.addCounts(day.plusDays(1), Map.of("shown", 1L));
        store.addCounts(day.plusDays(2), Map.of("shown", 100L));
        assertThat(store.counts(day, day.plusDays(2)))
                .isEqualTo(Map.of(
                        day, Map.of("shown", 7L, "decided:accept-all", 1L), day.plusDays(1), Map.of("shown", 1L)));
    }

    @Test
    void everyDecisionIsCountedOnItsDayAsWhatItWas() throws Exception {
        List<ConsentRecord> all = manifold();
        records.later(Duration.ofDays(1));
        all.addAll(manifold());
        records.later(Duration.ofDays(400));
        append(records.refused());
        LocalDate first = day(all.get(0));
        assertThat(tallies(first, first.plusDays(2))).isEqualTo(counted(all));
        assertThat(tallies(first.plusDays(1), first.plusDays(2)))
                .isEqualTo(
                        counted(all.stream().filter(r -> day(r).isAfter(first)).toList()));
        assertThat(tallies(first.minusDays(9), first)).isEmpty();
    }

    @Test
    void countsOfDecisionsOutliveTheirRecords() throws Exception {
        List<ConsentRecord> all = manifold();
        LocalDate day = day(all.get(0));
        assertThat(store.erase("subject-1", TestRecords.ended("subject-1"), "request of the person"))
                .isPositive();
        assertThat(store.eraseExpired(TestRecords.ERASE_AFTER.plusDays(1))).isPositive();
        assertThat(all(ReceiptQuery.all())).isEmpty();
        assertThat(tallies(day, day.plusDays(1))).isEqualTo(counted(all));
    }

    @Test
    void writersThatMeetAreAllCountedAndARefusedRecordIsNot() throws Exception {
        List<StoredReceipt> stored = appendTogether(8, 60);
        ConsentRecord twice = stored.get(0).record();
        assertThatThrownBy(() -> append(twice)).isInstanceOf(StoreException.class);
        store.close();
        store = open();
        ConsentRecord after = append(records.refused());
        List<ConsentRecord> all = new ArrayList<>(List.of(after));
        stored.forEach(each -> all.add(each.record()));
        assertThat(tallies(day(twice), day(after).plusDays(1))).isEqualTo(counted(all));
    }

    @Test
    void exportStreamsEverythingOnceNewestFirst() throws Exception {
        List<StoredReceipt> stored = appendTogether(8, 150);
        List<String> exported = new ArrayList<>();
        store.export(ReceiptQuery.all(), each -> {
            assertProven(each);
            exported.add(each.record().id());
        });
        assertThat(exported)
                .hasSize(stored.size())
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
    }

    @Test
    void readersDoNotWaitForWritersNorWritersForReaders() throws Exception {
        appendTogether(4, 200);
        List<String> appendedMeanwhile = Collections.synchronizedList(new ArrayList<>());
        store.export(ReceiptQuery.all(), each -> {
            if (appendedMeanwhile.size() < 5) {
                appendedMeanwhile.add(
                        appendUnchecked(records.refused()).record().id());
            }
        });
        assertThat(appendedMeanwhile).hasSize(5);
    }

    @Test
    void latestHeadsAreSignedAndLast() throws Exception {
        appendTogether(4, 10);
        for (Head head : store.latestHeads()) {
            assertThat(new ProofVerifier(KEYS.publicKeys()).signature(head)).isEqualTo(ProofVerifier.Signature.PROMPT);
            assertThat(store.heads(head.log(), head.sequence() + 1, 10)).isEmpty();
        }
        assertThat(store.heads("no such log", 1, 10)).isEmpty();
        assertThat(store.leaves("no such log", 1)).isEmpty();
    }

    @Test
    void aStoreThatIsClosedRefuses() {
        store.close();
        assertThatThrownBy(() -> append(records.refused())).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.query(ReceiptQuery.all())).isInstanceOf(StoreException.class);
        store.close();
    }

    @Test
    void whatCannotBeStoredExactlyIsRefusedBeforeItIsStored() {
        ConsentRecord r = records.granted("subject-1");
        ConsentRecord nanos = TestRecords.madeAt(r, r.at().plusNanos(1));
        assertThatThrownBy(() -> store.append(nanos, canonical(nanos))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTimeOfTheHeadIsThatOfTheClock() throws Exception {
        StoredReceipt stored = appendStored(records.refused());
        assertThat(ChronoUnit.SECONDS.between(
                        stored.record().at(), stored.proof().head().at()))
                .isBetween(0L, 1L);
    }

    private StoredReceipt appendUnchecked(ConsentRecord record) {
        try {
            return appendStored(record);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    protected final List<StoredReceipt> appendTogether(int writers, int each) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            Callable<List<StoredReceipt>> writer = () -> {
                List<StoredReceipt> mine = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    mine.add(appendStored(records.granted("subject-" + i % 5)));
                }
                return mine;
            };
            List<StoredReceipt> all = new ArrayList<>();
            for (Future<List<StoredReceipt>> done : pool.invokeAll(Collections.nCopies(writers, writer))) {
                all.addAll(done.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    protected final void assertProven(StoredReceipt stored) {
        ProofVerifier verifier = new ProofVerifier(KEYS.publicKeys());
        assertThat(verifier.check(canonical(stored.record()), stored.proof())).isEmpty();
    }

    protected final void assertProven(StoredJournalEntry stored) {
        ProofVerifier verifier = new ProofVerifier(KEYS.publicKeys());
        assertThat(verifier.check(CanonicalJson.bytes(stored.entry().values()), stored.proof()))
                .isEmpty();
    }

    protected final void assertChainsAreWhole() throws StoreException {
        ProofVerifier verifier = new ProofVerifier(KEYS.publicKeys());
        for (Head latest : store.latestHeads()) {
            List<Head> heads = store.heads(latest.log(), 1, Integer.MAX_VALUE);
            assertThat(heads).hasSize((int) latest.sequence());
            assertThat(verifier.checkChain(heads)).isEmpty();
            for (Head head : heads) {
                Batch batch = new Batch(store.leaves(head.log(), head.sequence()));
                assertThat(ProofVerifier.checkLeaves(head, batch)).isEmpty();
            }
        }
    }

    protected final List<StoredReceipt> all(ReceiptQuery query) throws StoreException {
        List<StoredReceipt> all = new ArrayList<>();
        store.export(query, all::add);
        return all;
    }

    protected final List<StoredJournalEntry> journal() throws StoreException {
        List<StoredJournalEntry> all = new ArrayList<>();
        store.journal(TestRecords.START, TestRecords.START.plus(Duration.ofDays(400)), all::add);
        return all;
    }

    /** The counters, those that say the same added up. */
    protected final Map<Tally, Long> tallies(LocalDate from, LocalDate to) throws StoreException {
        Map<Tally, Long> tallies = new HashMap<>();
        store.tallies(from, to, each -> {
            assertThat(each.times()).isPositive();
            tallies.merge(once(each), each.times(), Long::sum);
        });
        return tallies;
    }

    /** The same from the records themselves. */
    protected static Map<Tally, Long> counted(List<ConsentRecord> records) {
        Map<Tally, Long> counted = new HashMap<>();
        for (ConsentRecord r : records) {
            Tally tally = new Tally(day(r), r.noticeVersion(), r.language(), r.method(), r.services(), r.purposes(), 1);
            counted.merge(tally, 1L, Long::sum);
        }
        return counted;
    }

    private static Tally once(Tally t) {
        return new Tally(t.day(), t.notice(), t.language(), t.method(), t.services(), t.purposes(), 1);
    }

    private static LocalDate day(ConsentRecord record) {
        return record.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    protected static List<String> ids(List<StoredReceipt> receipts) {
        return receipts.stream().map(each -> each.record().id()).collect(toList());
    }

    private List<StoredReceipt> byNumber(String number) throws StoreException {
        return store.query(new ReceiptQuery(null, number, null, null, null, null, null, null, null, null, 5, null))
                .items();
    }

    /** Records that differ in everything a question can name. */
    private List<ConsentRecord> manifold() throws StoreException {
        ConsentState[] states = ConsentState.values();
        String[] methods = {"banner:layer1:accept-all", "banner:layer1:reject-all", "choices:layer2:save", "signal:gpc"
        };
        List<ConsentRecord> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(append(records.record(
                    i % 3 == 0 ? null : "subject-" + i % 5,
                    "notice-" + i % 4,
                    methods[i % methods.length],
                    states[i % states.length],
                    states[i / 3 % states.length])));
            records.later(Duration.ofMinutes(1));
        }
        return all;
    }

    private static ReceiptQuery query(
            @Nullable String subject,
            @Nullable String notice,
            @Nullable String purpose,
            @Nullable String service,
            @Nullable ConsentState state,
            @Nullable String method) {
        return new ReceiptQuery(null, null, subject, notice, purpose, service, state, method, null, null, 9, null);
    }

    private static String place(StoredReceipt stored) {
        Set<String> parts = new HashSet<>();
        parts.add(stored.proof().head().log());
        return parts + "/" + stored.proof().head().sequence() + "/"
                + stored.proof().leafIndex();
    }
}
