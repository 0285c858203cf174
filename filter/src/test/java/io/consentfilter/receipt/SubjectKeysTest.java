package io.consentfilter.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.seal.Ids;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class SubjectKeysTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T10:15:30.123Z");
    private static final SubjectKeys KEYS = SubjectKeys.of(new byte[32]);

    @Test
    void keysOfSubjectsThatBeganTogetherLieTogetherAndShareNothingElse() {
        byte[] one = bytes(KEYS.key(Ids.subjectId(BEGUN)));
        byte[] other = bytes(KEYS.key(Ids.subjectId(BEGUN)));
        assertThat(one).hasSize(32).startsWith(Ids.momentOfSubject(Ids.subjectId(BEGUN)));
        assertThat(Arrays.mismatch(one, other)).isEqualTo(6);
    }

    @Test
    void nothingOfAnIdButItsMomentCanBeReadFromItsKey() {
        String id = Ids.subjectId(BEGUN);
        assertThat(KEYS.key(id)).isEqualTo(KEYS.key(id)).doesNotContain(id.substring(8));
        byte[] foreign = new byte[32];
        foreign[0] = 1;
        assertThat(Arrays.mismatch(
                        bytes(KEYS.key(id)), bytes(SubjectKeys.of(foreign).key(id))))
                .isEqualTo(6);
    }

    @Test
    void anIdFromBeforeIdsHadAMomentKeepsItsKey() {
        assertThat(KEYS.key("AAAAAAAAAAAAAAAAAAAAAA")).isEqualTo("-DRFuO6sUfrvQNrszHfV64Z6PgCZrhron1771JSUWSw");
    }

    private static byte[] bytes(String key) {
        return Base64.getUrlDecoder().decode(key);
    }
}
