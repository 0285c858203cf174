package io.consentfilter.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");
    private static final String ID = "01932f0b-7f3b-7c3a-9c41-0123456789ab";

    private long millis = NOW.toEpochMilli();
    private final Ids ids = new Ids(() -> Instant.ofEpochMilli(millis));

    @Test
    void recordIdIsAUuidOfVersion7WithItsTime() {
        UUID id = UUID.fromString(ids.recordId());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void recordIdsGrowWithinAMillisecondAndWhenTheClockGoesBack() {
        String previous = ids.recordId();
        for (int i = 0; i < 20_000; i++) {
            if (i % 1000 == 0) {
                millis -= 60_000;
            }
            String next = ids.recordId();
            assertThat(next).isGreaterThan(previous);
            previous = next;
        }
    }

    @Test
    void manyRecordIdsNeverMeet() {
        Set<String> seen = new HashSet<>();
        Ids real = new Ids(InstantSource.system());
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.add(real.recordId())).isTrue();
        }
    }

    @Test
    void subjectIdHas128RandomBitsBehindItsMoment() {
        String id = Ids.subjectId(NOW);
        assertThat(id).hasSize(30).isNotEqualTo(Ids.subjectId(NOW)).matches("[A-Za-z0-9_-]+");
        assertThat(new BigInteger(1, Ids.momentOfSubject(id)).longValueExact()).isEqualTo(NOW.toEpochMilli());
        assertThat(Ids.momentOfSubject("AAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
    }

    @Test
    void aTokenHas128RandomBits() {
        assertThat(Ids.token()).hasSize(22).isNotEqualTo(Ids.token()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void receiptNumberHasThreeGroupsAndFollowsFromTheId() {
        assertThat(Ids.receiptNumber(ID))
                .matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")
                .isEqualTo(Ids.receiptNumber(ID.toUpperCase(java.util.Locale.ROOT)));
        assertThat(Ids.receiptNumber(ID)).isNotEqualTo(Ids.receiptNumber(ids.recordId()));
    }

    @Test
    void numbersOfOneNodeAreAllDifferentAndSortLikeTheirIds() {
        String previous = Ids.receiptNumber(ids.recordId());
        for (int i = 0; i < 20_000; i++) {
            String next = Ids.receiptNumber(ids.recordId());
            assertThat(next).isGreaterThan(previous);
            previous = next;
        }
    }

    @Test
    void aNumberSaysBetweenWhichIdsItsRecordLies() {
        Ids.Range range = Objects.requireNonNull(Ids.recordIds(Ids.receiptNumber(ID)));
        assertThat(range.first()).isEqualTo("01932f0b-7f3b-7c3a-9000-000000000000");
        assertThat(range.end()).isEqualTo("01932f0b-7f3b-7c3a-a000-000000000000");
        assertThat(Ids.receiptNumber(range.first())).isEqualTo(Ids.receiptNumber(ID));
        assertThat(Ids.receiptNumber("01932f0b-7f3b-7c3a-9fff-ffffffffffff")).isEqualTo(Ids.receiptNumber(ID));
        assertThat(Ids.receiptNumber(range.end())).isNotEqualTo(Ids.receiptNumber(ID));
        assertThat(Ids.recordIds("0000-0000-0001")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2026-11-23T10:15:30.123Z", "2089-09-06T15:47:35.551Z"})
    void anIdOfAnyTimeUpTo2089LiesWhereItsNumberSays(Instant time) {
        String id = new Ids(() -> time).recordId();
        Ids.Range range = Objects.requireNonNull(Ids.recordIds(Ids.receiptNumber(id)));
        assertThat(id).isBetween(range.first(), range.end());
    }

    @Test
    void aNumberIsKnownHoweverItIsTyped() {
        String number = Ids.receiptNumber(ID);
        assertThat(Ids.normalReceiptNumber(
                        " " + number.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(number);
        assertThat(Ids.normalReceiptNumber(number.replace('0', 'o').replace('1', 'L')))
                .isEqualTo(number);
    }

    @Test
    void everySingleWrongCharacterIsNoticed() {
        String number = Ids.receiptNumber(ID);
        for (int i = 0; i < number.length(); i++) {
            for (char c : "0123456789ABCDEFGHJKMNPQRSTVWXYZU".toCharArray()) {
                if (number.charAt(i) != '-' && number.charAt(i) != c) {
                    assertThat(Ids.isReceiptNumber(number.substring(0, i) + c + number.substring(i + 1)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void everySwapOfTwoCharactersIsNoticed() {
        String number = Ids.receiptNumber(ID).replace("-", "");
        for (int i = 0; i < number.length(); i++) {
            for (int j = i + 1; j < number.length(); j++) {
                StringBuilder swapped = new StringBuilder(number);
                swapped.setCharAt(i, number.charAt(j));
                swapped.setCharAt(j, number.charAt(i));
                assertThat(Ids.isReceiptNumber(swapped.toString())).isEqualTo(number.contentEquals(swapped));
            }
        }
    }

    @Test
    void otherTextIsNoNumber() {
        assertThat(Ids.isReceiptNumber("")).isFalse();
        assertThat(Ids.isReceiptNumber("0000-0000-000")).isFalse();
        assertThat(Ids.isReceiptNumber("0000-0000-0000-0")).isFalse();
        assertThat(Ids.isReceiptNumber("'; drop--")).isFalse();
    }
}
