package io.consentfilter.receipt;

import static io.consentfilter.model.ConsentState.EXPIRED;
import static io.consentfilter.model.ConsentState.GIVEN;
import static io.consentfilter.model.ConsentState.INVALIDATED;
import static io.consentfilter.model.ConsentState.REFUSED;
import static io.consentfilter.model.ConsentState.RENEWED;
import static io.consentfilter.model.ConsentState.REVOKED;
import static io.consentfilter.model.ConsentState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.model.Decision;
import io.consentfilter.model.GateState;
import io.consentfilter.model.Notice;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReceiptDeskTest {
    private static final Set<String> ALL = Set.of("stats", "tube", "vimeo");

    private final Desks desks = new Desks();
    private final FakeStores stores = desks.stores;

    @Test
    void grantBecomesARecordOfEveryServiceOffered() throws Exception {
        ConsentReceipt receipt = desks.desk.accept(grant(Set.of("stats"), null));

        assertThat(stores.last().services()).isEqualTo(Map.of("stats", GIVEN, "tube", REFUSED, "vimeo", REFUSED));
        assertThat(stores.last().purposes()).isEqualTo(Map.of("statistics", GIVEN, "media", REFUSED));
        assertThat(receipt.decision().granted()).containsExactly("stats");
        assertThat(receipt.decision().refused()).containsExactlyInAnyOrder("tube", "vimeo");
        assertThat(stores.last().noticeVersion()).isEqualTo(desks.notice.version());
        assertThat(stores.last().number())
                .isEqualTo(Ids.receiptNumber(stores.last().id()));
    }

    @Test
    void purposeIsGivenOnlyWhereAllItsServicesAre() throws Exception {
        desks.desk.accept(grant(Set.of("tube"), null));
        assertThat(stores.last().purposes()).containsEntry("media", REFUSED);

        desks.desk.accept(grant(Set.of("tube", "vimeo"), null));
        assertThat(stores.last().purposes()).containsEntry("media", GIVEN);
    }

    @Test
    void grantCarriesARandomIdThatTheRecordKeepsOnlyAsAKey() throws Exception {
        Decision decision = desks.desk.accept(grant(ALL, null)).decision();

        assertThat(decision.subjectId()).isNotNull();
        assertThat(stores.last().subjectKey())
                .isEqualTo(desks.desk.subjectKey(String.valueOf(decision.subjectId())))
                .isNotEqualTo(decision.subjectId());
        assertThat(decision.recordId()).isEqualTo(stores.last().id());
    }

    @Test
    void laterGrantKeepsTheIdAndNamesTheRecordBefore() throws Exception {
        Decision first = desks.desk.accept(grant(Set.of("stats"), null)).decision();
        Decision second = desks.desk.accept(grant(ALL, first)).decision();

        assertThat(second.subjectId()).isEqualTo(first.subjectId());
        assertThat(stores.last().previousId()).isEqualTo(first.recordId());
        assertThat(stores.last().services()).isEqualTo(Map.of("stats", RENEWED, "tube", GIVEN, "vimeo", GIVEN));
    }

    @Test
    void refusalCarriesNoIdentifier() throws Exception {
        Decision decision = desks.desk.accept(refusal(null)).decision();

        assertThat(decision.subjectId()).isNull();
        assertThat(decision.recordId()).isNull();
        assertThat(stores.last().subjectKey()).isNull();
        assertThat(stores.last().services().values()).containsOnly(REFUSED);
    }

    @Test
    void refusalsOfOneDayCannotBeToldApart() throws Exception {
        Decision early = desks.desk.accept(refusal(null)).decision();
        desks.later(Duration.ofHours(9));
        Decision late = desks.desk.accept(refusal(null)).decision();

        assertThat(early).isEqualTo(late);
        assertThat(late.validUntil()).isAfter(stores.last().validUntil());
    }

    @Test
    void withdrawalStaysInTheChainButLeavesNoIdInTheCookie() throws Exception {
        Decision granted = desks.desk.accept(grant(Set.of("stats"), null)).decision();
        Decision withdrawn = desks.desk.accept(refusal(granted)).decision();

        assertThat(stores.last().services()).isEqualTo(Map.of("stats", WITHDRAWN, "tube", REFUSED, "vimeo", REFUSED));
        assertThat(stores.last().purposes()).containsEntry("statistics", WITHDRAWN);
        assertThat(stores.last().subjectKey()).isEqualTo(desks.desk.subjectKey(String.valueOf(granted.subjectId())));
        assertThat(stores.last().previousId()).isEqualTo(granted.recordId());
        assertThat(withdrawn.recordId()).isNull();
        assertThat(withdrawn.subjectId()).isNull();
    }

    @Test
    void whatIsNotOfferedIsRefusedWithTheListOfWhatIs() {
        assertThatThrownBy(() -> desks.desk.accept(request(Set.of("stats", "other"), Set.of("other"), null, null)))
                .isInstanceOf(UnknownChoiceException.class)
                .hasMessageContaining("\"other\"")
                .hasMessageContaining("stats, tube, vimeo");
    }

    @Test
    void grantWithoutShownNoticeIsAskedAgain() {
        assertThatThrownBy(() -> desks.desk.accept(request(ALL, ALL, null, null)))
                .isInstanceOf(NoticeNotShownException.class);
        assertThatThrownBy(() -> desks.desk.accept(request(ALL, ALL, "never-archived", null)))
                .isInstanceOf(NoticeNotShownException.class);
        assertThat(stores.stored).isEmpty();
    }

    @Test
    void missingTokenNeverStopsARefusalOrWithdrawal() throws Exception {
        Decision granted = desks.desk.accept(grant(ALL, null)).decision();

        assertThat(desks.desk
                        .accept(request(ALL, Set.of(), null, granted))
                        .decision()
                        .granted())
                .isEmpty();
        assertThat(desks.desk
                        .accept(request(ALL, Set.of(), "never-archived", null))
                        .record())
                .isNotNull();
        Decision part =
                desks.desk.accept(request(ALL, Set.of("stats"), null, granted)).decision();
        assertThat(part.granted()).containsExactly("stats");
        assertThat(part.validUntil()).isEqualTo(granted.validUntil());
    }

    @Test
    void missingTokenStopsTheGrantInAFormButNotWhatItTakesBack() throws Exception {
        Decision granted = desks.desk.accept(grant(Set.of("stats"), null)).decision();

        Decision decision =
                desks.desk.accept(request(ALL, Set.of("tube"), null, granted)).decision();

        assertThat(decision.granted()).isEmpty();
        assertThat(stores.last().services()).isEqualTo(Map.of("stats", WITHDRAWN, "tube", REFUSED, "vimeo", REFUSED));
    }

    @Test
    void whatCouldNotBeGrantedForLackOfATokenStaysUnasked() throws Exception {
        Decision before = decision(Set.of("stats"), Desks.START.plusSeconds(60));

        Decision after =
                desks.desk.accept(request(ALL, Set.of("tube"), null, before)).decision();

        assertThat(after.refused()).containsExactlyInAnyOrder("stats", "vimeo");
        assertThat(stores.last().services()).doesNotContainKey("tube");
    }

    @Test
    void grantUnderAnOlderNoticeCountsForWhatThatNoticeNamed() throws Exception {
        Desks older = new Desks(List.of("stats", "tube"));
        stores.notices.put(older.notice.version(), older.notice);

        Decision decision = desks.desk
                .accept(request(ALL, ALL, older.notice.version(), null))
                .decision();

        assertThat(decision.granted()).containsExactlyInAnyOrder("stats", "tube");
        assertThat(decision.refused()).doesNotContain("vimeo");
        assertThat(decision.askVersion()).isEqualTo("ask-2");
        assertThat(stores.last().noticeVersion()).isEqualTo(older.notice.version());
        assertThat(stores.last().purposes()).doesNotContainKey("media");
    }

    @Test
    void grantTakesNoEffectWhereTheStoreFails() throws Exception {
        stores.down = true;

        assertThatThrownBy(() -> desks.desk.accept(grant(ALL, null))).isInstanceOf(StoreException.class);

        stores.down = false;
        assertThat(desks.desk.accept(grant(ALL, null)).record()).isNotNull();
    }

    @Test
    void nothingIsRecordedBeforeTheJournalSaysThatTheGateIsOn() throws Exception {
        Decision granted = desks.desk.accept(grant(ALL, null)).decision();
        stores.stored.clear();
        desks.opening = () -> {
            throw new StoreException("the start is not in the journal yet");
        };

        assertThatThrownBy(() -> desks.desk.accept(grant(ALL, null))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> desks.desk.acceptOnce("tube", "de", desks.notice.version()))
                .isInstanceOf(StoreException.class);
        ConsentReceipt withdrawal = desks.desk.accept(refusal(granted));

        assertThat(withdrawal.record()).isNull();
        assertThat(withdrawal.decision().granted()).isEmpty();
        assertThat(stores.stored).isEmpty();
        desks.opening = () -> assertThat(stores.stored).isEmpty();
        assertThat(desks.desk.accept(grant(ALL, null)).record()).isNotNull();
        assertThat(stores.stored).hasSize(1);
    }

    @Test
    void refusalAndWithdrawalTakeEffectWhereTheStoreFails() throws Exception {
        Decision granted = desks.desk.accept(grant(ALL, null)).decision();
        stores.down = true;

        assertThat(desks.desk.accept(refusal(null)).record()).isNull();
        ConsentReceipt part = desks.desk.accept(grant(Set.of("stats"), granted));

        assertThat(part.record()).isNull();
        assertThat(part.decision().granted()).containsExactly("stats");
        assertThat(part.decision().recordId()).isEqualTo(granted.recordId());
    }

    @Test
    void failedStoreKeepsWhatWasGrantedBeforeMinusWhatIsTakenBack() throws Exception {
        Decision granted =
                desks.desk.accept(grant(Set.of("stats", "tube"), null)).decision();
        stores.down = true;

        ConsentReceipt receipt = desks.desk.accept(grant(Set.of("tube", "vimeo"), granted));

        assertThat(receipt.record()).isNull();
        assertThat(receipt.decision().granted()).containsExactly("tube");
    }

    @Test
    void doubleClickMakesOneRecord() throws Exception {
        ConsentReceipt first = desks.desk.accept(keyed("0123456789abcdef", ALL));
        ConsentReceipt second = desks.desk.accept(keyed("0123456789abcdef", ALL));

        assertThat(second).isEqualTo(first);
        assertThat(stores.stored).hasSize(1);
    }

    @Test
    void duplicatesAtTheSameMomentMakeOneRecord() throws Exception {
        stores.appendMillis = 100;
        ExecutorService clicks = Executors.newFixedThreadPool(8);
        Callable<ConsentReceipt> click = () -> desks.desk.accept(keyed("0123456789abcdef", ALL));
        List<ConsentReceipt> receipts = new ArrayList<>();
        for (Future<ConsentReceipt> answer : clicks.invokeAll(java.util.Collections.nCopies(8, click))) {
            receipts.add(answer.get());
        }
        clicks.shutdown();

        assertThat(stores.stored).hasSize(1);
        assertThat(receipts).containsOnly(receipts.get(0));
    }

    @Test
    void sameKeyWithAnotherChoiceIsAnotherDecision() throws Exception {
        desks.desk.accept(keyed("0123456789abcdef", ALL));
        desks.desk.accept(keyed("0123456789abcdef", Set.of()));

        assertThat(stores.stored).hasSize(2);
    }

    @Test
    void failedFirstClickIsForgotten() throws Exception {
        stores.down = true;
        assertThatThrownBy(() -> desks.desk.accept(keyed("0123456789abcdef", ALL)))
                .isInstanceOf(StoreException.class);
        stores.down = false;

        assertThat(desks.desk.accept(keyed("0123456789abcdef", ALL)).record()).isNotNull();
    }

    @Test
    void placeholderAddsOneServiceAndLeavesTheRestAsItWas() throws Exception {
        Decision granted = desks.desk.accept(grant(Set.of("stats"), null)).decision();
        desks.passes(Period.ofMonths(3));

        Decision decision = desks.desk
                .accept(request(Set.of("tube"), Set.of("tube"), desks.notice.version(), granted))
                .decision();

        assertThat(decision.granted()).containsExactlyInAnyOrder("stats", "tube");
        assertThat(decision.refused()).containsExactly("vimeo");
        assertThat(decision.validUntil()).isEqualTo(granted.validUntil());
        assertThat(stores.last().services()).isEqualTo(Map.of("stats", GIVEN, "tube", GIVEN, "vimeo", REFUSED));
    }

    @Test
    void placeholderAsFirstDecisionLeavesTheRestUnasked() throws Exception {
        Decision decision = desks.desk
                .accept(request(Set.of("tube"), Set.of("tube"), desks.notice.version(), null))
                .decision();

        assertThat(decision.granted()).containsExactly("tube");
        assertThat(decision.refused()).isEmpty();
        assertThat(stores.last().purposes()).isEmpty();
    }

    @Test
    void grantOfAServiceTakenOutIsRevoked() throws Exception {
        Decision before = decision(Set.of("gone", "stats"), Desks.START.plusSeconds(3_600));

        Decision after = desks.desk.accept(grant(Set.of("stats"), before)).decision();

        assertThat(stores.last().services()).containsEntry("gone", REVOKED);
        assertThat(after.granted()).containsExactly("stats");
    }

    @Test
    void expiredGrantIsNotWithdrawnButRefusedAndRenewedWhenGivenAgain() throws Exception {
        Decision expired = decision(Set.of("stats"), Desks.START.minusSeconds(1));

        desks.desk.accept(refusal(expired));
        assertThat(stores.last().services()).containsEntry("stats", REFUSED);
        desks.desk.accept(grant(Set.of("stats"), expired));
        assertThat(stores.last().services()).containsEntry("stats", RENEWED);
    }

    @Test
    void timesFollowTheRulesOfTheConfiguration() throws Exception {
        desks.desk.accept(grant(ALL, null));
        assertThat(stores.last().validUntil()).isEqualTo("2027-11-23T10:00:00.120Z");
        assertThat(stores.last().eraseAfter()).isEqualTo(LocalDate.of(2030, 12, 31));

        desks.desk.accept(refusal(null));
        assertThat(stores.last().validUntil()).isEqualTo("2027-05-23T10:00:00.120Z");
        assertThat(stores.last().eraseAfter()).isEqualTo(LocalDate.of(2027, 12, 23));

        desks.desk.accept(refusal(decision(ALL, Desks.START.plusSeconds(60))));
        assertThat(stores.last().eraseAfter()).isEqualTo(LocalDate.of(2029, 12, 31));
    }

    @Test
    void todaysNoticeIsArchivedOnceBeforeTheFirstGrant() throws Exception {
        desks.desk.accept(grant(ALL, null));
        desks.desk.accept(grant(ALL, null));

        assertThat(stores.notices).containsOnlyKeys(desks.notice.version());
        org.mockito.Mockito.verify(stores.archive, org.mockito.Mockito.times(1)).keep(desks.notice);
    }

    @Test
    void loadOnceIsAnEventOfItsOwnWithoutSubject() throws Exception {
        desks.desk.acceptOnce("tube", "de", desks.notice.version());

        assertThat(stores.last().method()).isEqualTo("embed:once");
        assertThat(stores.last().services()).isEqualTo(Map.of("tube", GIVEN));
        assertThat(stores.last().subjectKey()).isNull();
        assertThat(stores.last().validUntil()).isEqualTo(Desks.START.plus(RecordWriter.ONCE_LIFETIME));
        assertThatThrownBy(() -> desks.desk.acceptOnce("gone", "de", desks.notice.version()))
                .isInstanceOf(UnknownChoiceException.class);
    }

    @Test
    void noticeVersionIsTheHashOfItsPartsAndNothingElse() {
        Notice notice = desks.notice;

        assertThat(NoticeFacts.version(notice.parts()))
                .isEqualTo(notice.version())
                .hasSize(43);
        assertThat(Desks.facts(desks.registry)
                        .notice(Map.of("de/banner.html", new byte[] {1}), Instant.EPOCH)
                        .version())
                .isNotEqualTo(notice.version());
        assertThat(NoticeFacts.policyVersion(notice)).isEqualTo("policy-1");
    }

    @Test
    void whatWasAskedBeforeIsReadFromTheArchive() throws Exception {
        desks.desk.archiveNotice();

        assertThat(NoticeFacts.askedBefore(stores.archive))
                .isEqualTo(Map.of("ask-3", Map.of("stats", Set.of("country US", "ground consent"))));
    }

    @Test
    void nothingIsGrantedUnderANoticeThatWasDeclaredInvalid() throws Exception {
        Notice old = desks.notice;
        stores.notices.put(old.version(), old);
        Desks later = new Desks(List.of("stats", "tube"));
        later.stores.notices.put(old.version(), old);
        later.invalidate(old.version());

        assertThatThrownBy(() -> later.desk.accept(grant(Set.of("stats"), null)))
                .isInstanceOf(NoticeNotShownException.class);
        assertThatThrownBy(() -> later.desk.acceptOnce("tube", "de", old.version()))
                .isInstanceOf(NoticeNotShownException.class);
        desks.invalidate(old.version());
        assertThatThrownBy(() -> desks.desk.accept(grant(Set.of("stats"), null)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("invalid");
        assertThat(desks.desk.accept(refusal(null)).record()).isNotNull();
        assertThat(desks.desk.gateState()).isEqualTo(GateState.CLOSED);
    }

    @Test
    void grantAfterAnInvalidationIsRenewedAndTheRestIsWrittenDownAsInvalidated() throws Exception {
        Notice old = desks.notice;
        Decision granted = desks.desk.accept(grant(ALL, null)).decision();
        ReceiptDesk next = desks.desk(Desks.facts(desks.registry)
                .notice(Map.of("de/banner.html", new byte[] {7}), desks.clock().instant()));
        desks.invalidate(old.version());

        ConsentReceipt receipt = next.accept(
                request(Set.of("stats"), Set.of("stats"), next.notice().version(), granted));

        assertThat(stores.last().services())
                .isEqualTo(Map.of("stats", RENEWED, "tube", INVALIDATED, "vimeo", INVALIDATED));
        assertThat(stores.last().purposes()).isEqualTo(Map.of("statistics", RENEWED, "media", INVALIDATED));
        assertThat(receipt.decision().granted()).containsExactly("stats");
        assertThat(receipt.decision().earlierNotices()).isEmpty();
        assertThat(stores.last().previousId()).isEqualTo(granted.recordId());
    }

    @Test
    void whatRanOutIsWrittenDownWithTheNextDecision() throws Exception {
        desks.desk.accept(request(
                Set.of("stats"),
                Set.of(),
                desks.notice.version(),
                decision(Set.of("tube"), Desks.START.minusSeconds(1))));

        assertThat(stores.last().services()).isEqualTo(Map.of("stats", REFUSED, "tube", EXPIRED));
    }

    @Test
    void noticesBehindCarriedGrantsStayNamed() throws Exception {
        Decision first = desks.desk
                .accept(request(Set.of("stats"), Set.of("stats"), desks.notice.version(), null))
                .decision();
        ReceiptDesk next = desks.desk(Desks.facts(desks.registry)
                .notice(Map.of("de/banner.html", new byte[] {7}), desks.clock().instant()));

        Decision second = next.accept(
                        request(Set.of("tube"), Set.of("tube"), next.notice().version(), first))
                .decision();

        assertThat(second.granted()).containsExactlyInAnyOrder("stats", "tube");
        assertThat(second.earlierNotices()).containsExactly(desks.notice.version());
        desks.invalidate(desks.notice.version());
        assertThat(next.invalidated(second)).isTrue();
    }

    private static Decision decision(Set<String> granted, Instant until) {
        return new Decision(
                Desks.START.minusSeconds(60),
                until,
                "ask-3",
                "old",
                granted,
                Set.of(),
                "record",
                "AAAAAAAAAAAAAAAAAAAAAA");
    }

    private DecisionRequest grant(Set<String> granted, @Nullable Decision previous) {
        return request(ALL, granted, desks.notice.version(), previous);
    }

    private DecisionRequest refusal(@Nullable Decision previous) {
        return request(ALL, Set.of(), desks.notice.version(), previous);
    }

    private DecisionRequest keyed(String key, Set<String> granted) {
        return new DecisionRequest(ALL, granted, "de", "choices:layer2:save", desks.notice.version(), null, key);
    }

    private static DecisionRequest request(
            Set<String> asked, Set<String> granted, @Nullable String shown, @Nullable Decision previous) {
        return new DecisionRequest(asked, granted, "de", "choices:layer2:save", shown, previous, null);
    }
}
