package io.consentfilter.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.consentfilter.model.Decision;
import io.consentfilter.store.EndedSubject;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

final class EndedSubjectsTest {
    private static final SubjectKeys KEYS = SubjectKeys.of(new byte[32]);

    private final ReceiptStore store = mock(ReceiptStore.class);
    private Instant now = Desks.START;
    private final EndedSubjects here = new EndedSubjects(KEYS, () -> now);

    private static Decision decision(@Nullable String subjectId) {
        return new Decision(
                Desks.START,
                Desks.START.plus(Duration.ofDays(365)),
                "ask",
                "notice",
                subjectId == null ? Set.of() : Set.of("stats"),
                Set.of("tube"),
                subjectId == null ? null : "record",
                subjectId);
    }

    /** What the store was told to keep. */
    private EndedSubject kept() throws StoreException {
        ArgumentCaptor<EndedSubject> kept = ArgumentCaptor.forClass(EndedSubject.class);
        verify(store).erase(eq(KEYS.key("visitor")), kept.capture(), eq("wish"));
        return kept.getValue();
    }

    @Test
    void nothingIsLeftOfTheDecisionOfAnErasedSubjectAndOthersStay() throws Exception {
        EndedGrants grants = new EndedGrants(Desks.noneInvalid(), here);
        Decision visitor = decision("visitor");
        assertThat(grants.leftOf(visitor)).isEqualTo(visitor);

        here.erase(store, KEYS.key("visitor"), "wish");

        assertThat(grants.leftOf(visitor)).isNull();
        assertThat(grants.leftOf(decision("another"))).isEqualTo(decision("another"));
        assertThat(grants.leftOf(decision(null))).isEqualTo(decision(null));
    }

    @Test
    void neitherIdNorSubjectKeyCanBeReadFromTheMark() throws Exception {
        here.erase(store, KEYS.key("visitor"), "wish");

        assertThat(kept().mark()).doesNotContain("visitor", KEYS.key("visitor")).hasSize(43);
        byte[] foreign = new byte[32];
        foreign[0] = 1;
        assertThat(SubjectKeys.of(foreign).mark(KEYS.key("visitor"))).isNotEqualTo(kept().mark());
    }

    @Test
    void anotherNodeLearnsItFromTheStore() throws Exception {
        here.erase(store, KEYS.key("visitor"), "wish");
        EndedSubjects there = new EndedSubjects(KEYS, () -> now);
        List<EndedSubject> kept = List.of(kept());
        when(store.endedSubjects()).thenReturn(kept);
        assertThat(there.of(decision("visitor"))).isFalse();

        there.refresh(store);

        assertThat(there.of(decision("visitor"))).isTrue();
    }

    @Test
    void theMarkOutlivesEveryCookieAndThenGoes() throws Exception {
        here.erase(store, KEYS.key("visitor"), "wish");
        Instant longest = now.plus(Duration.ofDays(396));
        EndedSubject kept = kept();
        assertThat(kept.until()).isAfter(LocalDate.ofInstant(longest, ZoneOffset.UTC));
        when(store.endedSubjects()).thenReturn(List.of(kept));

        now = longest;
        here.refresh(store);
        assertThat(here.of(decision("visitor"))).isTrue();

        now = now.plus(Duration.ofDays(4));
        when(store.endedSubjects()).thenReturn(List.of());
        here.refresh(store);
        assertThat(here.of(decision("visitor"))).isFalse();
    }

    @Test
    void readingAnOlderStateDoesNotBringTheCookieBack() throws Exception {
        when(store.erase(any(), any(), any())).thenAnswer(call -> {
            here.refresh(store);
            return 1;
        });
        here.erase(store, KEYS.key("visitor"), "wish");
        here.refresh(store);

        assertThat(here.of(decision("visitor"))).isTrue();
    }

    @Test
    void theCookieHasEndedEvenWhereTheStoreIsNotSure() throws Exception {
        doThrow(new StoreException("down")).when(store).erase(any(), any(), any());

        assertThatThrownBy(() -> here.erase(store, KEYS.key("visitor"), "wish")).isInstanceOf(StoreException.class);

        assertThat(here.of(decision("visitor"))).isTrue();
    }

    /** Another node may store a change of mind in the moment before it learns of the erasure. */
    @Test
    void whatAnotherNodeStoredBeforeItKnewIsErasedOnceMore() throws Exception {
        here.erase(store, KEYS.key("visitor"), "wish");
        here.eraseLate(store);
        verify(store, times(1)).erase(any(), any(), any());

        now = now.plus(EndedSubjects.AGAIN_AFTER);
        doThrow(new StoreException("down")).doReturn(1).when(store).erase(any(), any(), any());
        assertThatThrownBy(() -> here.eraseLate(store)).isInstanceOf(StoreException.class);
        here.eraseLate(store);
        here.eraseLate(store);

        verify(store, times(3)).erase(eq(KEYS.key("visitor")), any(), eq("wish"));
    }

    @Test
    void whileNothingIsErasedNothingIsComputed() {
        SubjectKeys keys = mock(SubjectKeys.class);
        assertThat(new EndedSubjects(keys, () -> now).of(Objects.requireNonNull(decision("visitor"))))
                .isFalse();
        verify(keys, never()).mark(any());
    }
}
