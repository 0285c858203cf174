package io.consentfilter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SrcsetCandidatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.png 1x, //t/b.png 2x | a.png 1x",
                "//t/b.png 2x, a.png 1x | a.png 1x",
                "a.png,//t/b.png | a.png,//t/b.png",
                "a.png, //t/b.png,c.png 2x | a.png",
                "a.png 1x,//t/b.png 2x,c.png 3x | a.png 1x, c.png 3x",
                "//t/a.png,, b.png | b.png",
                ",, //t/a.png 1x | ''",
                "a.png (1x, //t/b.png) 2x | a.png (1x, //t/b.png) 2x",
                "a.png (1x, y), //t/b.png 2x | a.png (1x, y)",
                "data:image/png;base64,AA== 1x, //t/x | data:image/png;base64,AA== 1x",
                "a.png foo, //t/b.png bar | a.png foo"
            })
    void withheldCandidatesLeaveTheList(String srcset, String kept) {
        assertThat(SrcsetCandidates.without(srcset, address -> address.startsWith("//t/")))
                .isEqualTo(kept);
    }

    @Test
    void untouchedListIsTheSameString() {
        String srcset = " a.png  1x ,b.png\n2x, ";
        assertThat(SrcsetCandidates.without(srcset, address -> false)).isSameAs(srcset);
    }

    @Test
    void everyAddressIsJudgedAsWritten() {
        List<String> seen = new ArrayList<>();
        SrcsetCandidates.without("\t//t/a\f1x,b,c 2x, ,,d,", seen::add);
        assertThat(seen).containsExactly("//t/a", "b,c", "d");
    }

    @Test
    void candidatesBeyondTheLimitAreTakenOut() {
        String many = "a.png 1x, ".repeat(SrcsetCandidates.CANDIDATES_MAX);
        assertThat(SrcsetCandidates.without(many, address -> false)).isSameAs(many);
        assertThat(SrcsetCandidates.without(many + "b.png 2x", address -> false))
                .doesNotContain("b.png");
    }
}
