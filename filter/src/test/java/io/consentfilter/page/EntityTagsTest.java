package io.consentfilter.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EntityTagsTest {
    @Test
    void tagOfTheSameStateBecomesTheAppsAgain() {
        for (String tag : new String[] {"\"v1\"", "W/\"v1\"", "\"\"", "\"a~c~cs\"", "\"1,2,\"", "W/\",\""}) {
            String ours = EntityTags.compose(tag, "state");

            assertThat(ours).startsWith("W/\"");
            assertThat(EntityTags.forApp(ours, "state", false)).isEqualTo(tag);
        }
    }

    @Test
    void tagOfAnotherStateGoes() {
        assertThat(EntityTags.forApp(EntityTags.compose("\"v1\"", "granted"), "refused", true))
                .isNull();
    }

    @Test
    void foreignTagsPassOnlyWhereNoPageIsAskedFor() {
        assertThat(EntityTags.forApp("\"v1\", W/\"v2\"", "state", true)).isEqualTo("\"v1\", W/\"v2\"");
        assertThat(EntityTags.forApp("\"v1\", W/\"v2\"", "state", false)).isNull();
        assertThat(EntityTags.forApp("*", "state", false)).isNull();
    }

    @Test
    void listKeepsWhatFits() {
        String list = "\"x\", " + EntityTags.compose("\"a\"", "s") + ", " + EntityTags.compose("\"b\"", "t");

        assertThat(EntityTags.forApp(list, "s", false)).isEqualTo("\"a\"");
    }

    /** RFC 9110 §8.8.3: any visible character but the quote. */
    @Test
    void commaInsideATagDividesNothing() {
        String list = "\"x,y\" ," + EntityTags.compose("\"a,b\"", "s") + "," + EntityTags.compose("\"c,d\"", "t");

        assertThat(EntityTags.forApp(list, "s", false)).isEqualTo("\"a,b\"");
        assertThat(EntityTags.forApp(list, "s", true)).isEqualTo("\"x,y\", \"a,b\"");
    }

    @Test
    void brokenListsBreakNothing() {
        for (String hostile :
                new String[] {"", ",", "~c", "W/\"~c", "W/\"~cs", "W/\"a~c\"", ",,,\"", "W/", "\"a, W/\"b~css\""}) {
            assertThat(EntityTags.forApp(hostile, "s", false)).as(hostile).isNull();
        }
    }
}
