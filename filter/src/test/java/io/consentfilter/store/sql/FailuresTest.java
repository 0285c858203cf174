package io.consentfilter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads of a database's fault: what it is, and what helps; never a row. */
final class FailuresTest {
    @Test
    void nativeCodeThatCannotBeLoadedIsSaidWithWhatHelps() {
        SQLException wrapped = new SQLException("Error opening connection", new UnsatisfiedLinkError("no such place"));

        assertThat(Failures.reason(wrapped)).contains("-Dorg.sqlite.tmpdir=DIRECTORY", "no such place");
        assertThat(Failures.unloadable(new UnsatisfiedLinkError("no such place")))
                .hasMessageContaining("-Dorg.sqlite.tmpdir=DIRECTORY")
                .hasMessageContaining("no such place");
    }

    @ParameterizedTest
    @CsvSource({
        "13, the disk is full",
        "8, read-only",
        "11, damaged",
        "1299, a row with this key",
        "99, SQLite error 99"
    })
    void numbersOfSqliteAreSaidInWords(int code, String words) {
        assertThat(Failures.reason(new SQLException("row 7: secret", "", code)))
                .contains(words)
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "08006, cannot be reached",
        "28P01, refuses user or password",
        "53300, out of disk",
        "XX000, reports XX000"
    })
    void statesOfPostgresqlAreSaidInWords(String state, String words) {
        assertThat(Failures.reason(new SQLException("row 7: secret", state)))
                .contains(words)
                .doesNotContain("secret");
    }
}
