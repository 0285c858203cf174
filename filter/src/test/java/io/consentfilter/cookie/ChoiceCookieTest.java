package io.consentfilter.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.Decision;
import io.consentfilter.seal.Hmac;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChoiceCookieTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    private final Hmac hmac = Hmac.derive(new byte[32], "choice cookie");
    private final ChoiceCookie root = new ChoiceCookie(hmac, "");
    private final ChoiceCookie app = new ChoiceCookie(hmac, "/app");

    private static Decision decision(Set<String> granted, Set<String> refused, @Nullable String subject) {
        String record = subject == null ? null : "01930000-0000-7000-8000-000000000000";
        return new Decision(
                NOW, NOW.plus(Duration.ofDays(180)), "ask~1", "notice!_-é", granted, refused, record, subject);
    }

    private static String pair(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    @Test
    void decisionComesBackAsItWent() {
        Decision decision = decision(Set.of("a", "b-c"), Set.of("d"), "subject-id");

        assertThat(root.read("x=y; " + pair(root.write(decision, true)) + "; z=1"))
                .isEqualTo(decision);
        assertThat(app.read(pair(app.write(decision, false)))).isEqualTo(decision);
    }

    @Test
    void noticesBehindOlderGrantsComeBack() {
        Decision plain = decision(Set.of("a"), Set.of("d"), "subject-id");
        Decision decision = new Decision(
                plain.decidedAt(),
                plain.validUntil(),
                plain.askVersion(),
                plain.noticeVersion(),
                plain.granted(),
                plain.refused(),
                plain.recordId(),
                plain.subjectId(),
                Set.of("notice~0", "an older one"));

        assertThat(root.read(pair(root.write(decision, true)))).isEqualTo(decision);
    }

    @Test
    void grantsThatWereEndedHaveRunOutAndRefusalsStay() {
        Instant end = NOW.plusSeconds(5);
        AtomicReference<Instant> ended = new AtomicReference<>(Instant.MAX);
        ChoiceCookie gate =
                new ChoiceCookie(hmac, "", decision -> decision.endedAt(Objects.requireNonNull(ended.get())));
        String grant = pair(root.write(decision(Set.of("a"), Set.of("d"), "subject-id"), true));
        String refusal = pair(root.write(decision(Set.of(), Set.of("d"), null), true));
        Decision before = Objects.requireNonNull(gate.read(grant));
        ended.set(end);

        assertThat(before).isEqualTo(root.read(grant));
        assertThat(gate.read(grant)).isEqualTo(before.endedAt(end));
        assertThat(gate.read(refusal)).isEqualTo(root.read(refusal));
    }

    @Test
    void decisionOfAnErasedSubjectIsAsIfThereWereNone() {
        ChoiceCookie gate =
                new ChoiceCookie(hmac, "", decision -> "erased-id".equals(decision.subjectId()) ? null : decision);
        String erased = pair(root.write(decision(Set.of("a"), Set.of("d"), "erased-id"), true));
        String other = pair(root.write(decision(Set.of("a"), Set.of("d"), "other-id"), true));

        assertThat(gate.read(erased)).isNull();
        assertThat(gate.isErased("x=y; " + erased)).isTrue();
        assertThat(gate.read(other)).isEqualTo(root.read(other));
        assertThat(gate.isErased(other)).isFalse();
        assertThat(gate.isErased(erased.replace(".", ".x"))).isFalse();
        assertThat(gate.isErased(null)).isFalse();
    }

    @Test
    void attributesFollowSchemeAndContext() {
        Decision decision = decision(Set.of(), Set.of("a"), null);

        assertThat(root.write(decision, true))
                .startsWith("__Host-choice=")
                .contains("; Path=/;", "; Secure", "; SameSite=Lax", "; HttpOnly", "; Max-Age=15552000")
                .doesNotContain("Domain");
        assertThat(root.write(decision, false)).startsWith("choice=").doesNotContain("Secure");
        assertThat(app.write(decision, true)).startsWith("choice=").contains("; Path=/app;", "; Secure");
    }

    @Test
    void refusalCarriesNoIdentifier() {
        Decision first = decision(Set.of(), Set.of("a"), null);

        assertThat(pair(root.write(first, true))).isEqualTo(pair(root.write(first, true)));
        assertThat(root.read(pair(root.write(first, true)))).isEqualTo(first);
    }

    @Test
    void everyChangeMakesItVoid() {
        String pair = pair(root.write(decision(Set.of("a"), Set.of(), "s"), true));
        for (int i = pair.indexOf('=') + 1; i < pair.length() - 1; i++) {
            char other = pair.charAt(i) == 'A' ? 'B' : 'A';
            String forged = pair.substring(0, i) + other + pair.substring(i + 1);
            assertThat(root.read(forged)).as("changed at " + i).isNull();
        }
    }

    @Test
    void anotherKeyReadsNothing() {
        String pair = pair(root.write(decision(Set.of("a"), Set.of(), "s"), true));

        assertThat(new ChoiceCookie(Hmac.derive(new byte[32], "other"), "").read(pair))
                .isNull();
    }

    @Test
    void nonsenseIsNoChoice() {
        for (String hostile : new String[] {
            "",
            "choice",
            "choice=",
            "choice=.",
            "choice=1!.x",
            "choice=2!AAAA.AAAA",
            "__Host-choice=" + "A".repeat(9000)
        }) {
            assertThat(root.read(hostile)).as(hostile).isNull();
        }
        assertThat(root.read(null)).isNull();
    }

    @Test
    void newestOfSeveralCounts() {
        Decision old = decision(Set.of("a"), Set.of(), "s");
        Decision later = new Decision(
                NOW.plusSeconds(1), NOW.plusSeconds(99), "ask", "notice", Set.of(), Set.of("a"), null, null);

        assertThat(app.read(pair(app.write(later, false)) + "; " + pair(app.write(old, false))))
                .isEqualTo(later);
    }

    @Test
    void prefixedOneWinsOverATossedOne() {
        Decision own = decision(Set.of(), Set.of("a"), null);
        Decision tossed =
                new Decision(NOW.plusSeconds(1), NOW.plusSeconds(99), "ask", "notice", Set.of("a"), Set.of(), "r", "s");

        assertThat(root.read(pair(root.write(tossed, false)) + "; " + pair(root.write(own, true))))
                .isEqualTo(own);
    }

    @Test
    void twoHundredServicesFitABrowser() {
        Set<String> many = IntStream.range(0, 200)
                .mapToObj(i -> "a-service-with-number-" + i)
                .collect(Collectors.toSet());
        Decision decision = decision(many, Set.of("other"), "subject");
        String cookie = root.write(decision, true);

        assertThat(cookie.length()).isLessThan(4096);
        assertThat(root.read(pair(cookie))).isEqualTo(decision);
    }

    @Test
    void markerCarriesNothing() {
        assertThat(root.writeMarker(decision(Set.of("a"), Set.of(), "s"), true))
                .startsWith("choice-set=1;")
                .contains("SameSite=None", "Secure")
                .doesNotContain("HttpOnly");
        assertThat(SetCookie.parse(root.clear(true)).deletes()).isTrue();
        assertThat(SetCookie.parse(root.clearMarker(false)).deletes()).isTrue();
    }
}
