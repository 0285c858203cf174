package io.consentfilter.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.model.Notice;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every archive of notices promises. */
public abstract class NoticeArchiveContract {
    protected NoticeArchive archive;

    protected abstract NoticeArchive open() throws Exception;

    protected abstract void close() throws Exception;

    /** How many different parts lie in the store. */
    protected abstract int partsStored() throws Exception;

    @BeforeEach
    final void openArchive() throws Exception {
        archive = open();
    }

    @AfterEach
    final void closeArchive() throws Exception {
        close();
    }

    @Test
    void aNoticeComesBackByteForByte() throws Exception {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        Notice notice = notice("v1", 0, Map.of("de/banner.html", everyByte, "style.css", new byte[0]));
        archive.keep(notice);
        close();
        archive = open();
        Notice found = archive.find("v1").orElseThrow();
        assertThat(found.askVersion()).isEqualTo(notice.askVersion());
        assertThat(found.firstShown()).isEqualTo(notice.firstShown());
        assertThat(found.parts()).containsOnlyKeys("de/banner.html", "style.css");
        assertThat(found.parts().get("de/banner.html")).isEqualTo(everyByte);
        assertThat(found.parts().get("style.css")).isEmpty();
    }

    @Test
    void aVersionThatIsThereStaysAsItIs() throws Exception {
        archive.keep(notice("v1", 0, Map.of("a", bytes("first"))));
        archive.keep(notice("v1", 5, Map.of("a", bytes("second"), "b", bytes("new"))));
        Notice found = archive.find("v1").orElseThrow();
        assertThat(found.parts()).containsOnlyKeys("a");
        assertThat(found.parts().get("a")).isEqualTo(bytes("first"));
        assertThat(found.firstShown()).isEqualTo(TestRecords.START);
    }

    @Test
    void theListIsNewestFirstAndWithoutParts() throws Exception {
        archive.keep(notice("v1", 0, Map.of("a", bytes("1"))));
        archive.keep(notice("v3", 2, Map.of("a", bytes("3"))));
        archive.keep(notice("v2", 1, Map.of("a", bytes("2"))));
        assertThat(archive.list()).extracting(Notice::version).containsExactly("v3", "v2", "v1");
        assertThat(archive.list()).allSatisfy(each -> assertThat(each.parts()).isEmpty());
    }

    @Test
    void bytesThatNoticesShareAreStoredOnce() throws Exception {
        archive.keep(notice("v1", 0, Map.of("de/policy.html", bytes("same"), "style.css", bytes("old"))));
        archive.keep(notice("v2", 1, Map.of("de/policy.html", bytes("same"), "style.css", bytes("new"))));
        assertThat(partsStored()).isEqualTo(3);
        assertThat(archive.find("v2").orElseThrow().parts().get("de/policy.html"))
                .isEqualTo(bytes("same"));
    }

    @Test
    void anUnknownVersionIsNotFound() throws Exception {
        assertThat(archive.find("v1")).isEmpty();
    }

    private static Notice notice(String version, int days, Map<String, byte[]> parts) {
        return new Notice(version, "ask-" + version, TestRecords.START.plus(Duration.ofDays(days)), parts);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
