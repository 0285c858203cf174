package io.consentfilter.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.consentfilter.metrics.Counter;
import io.consentfilter.receipt.Desks;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Far more decisions than can be recorded: no refusal is lost or answered with an error, no grant counts without its record. */
final class DecisionFloodTest {
    private static final int MORE = 30;

    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private Stand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new Stand();
    }

    @AfterEach
    void close() throws Exception {
        stand.stores.open.countDown();
        visitors.shutdownNow();
        stand.close();
    }

    private HttpResponse<String> send(String choice, String cookie) throws Exception {
        return stand.decision(choice, "[]").with("Cookie", cookie).send();
    }

    private List<Future<HttpResponse<String>>> send(int times, String choice) {
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(visitors.submit(() -> send(choice, "")));
        }
        return answers;
    }

    private static long done(List<Future<HttpResponse<String>>> answers) {
        return answers.stream().filter(Future::isDone).count();
    }

    @Test
    void whileTheStoreHangsFurtherRefusalsTakeEffectAtOnceAndUnrecorded() throws Exception {
        stand.stores.open = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> answers = send(Desks.WAITING_MAX + MORE, "reject-all");

        await().until(() -> done(answers) == MORE && stand.stores.came.get() == Desks.WAITING_MAX);
        assertThat(stand.metrics.value(Counter.DECISIONS_UNRECORDED)).isEqualTo(MORE);
        stand.stores.open.countDown();

        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(201);
            assertThat(Objects.requireNonNull(stand.choiceCookie.read(Stand.cookie(answer.get())))
                            .isRefusal())
                    .isTrue();
        }
        assertThat(stand.stores.stored).hasSize(Desks.WAITING_MAX);
    }

    @Test
    void whileTheStoreHangsFurtherGrantsAreTurnedAwayAndRefusalsStillWaitForTheirRecord() throws Exception {
        stand.stores.open = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> grants = send(Desks.WAITING_MAX + MORE, "accept-all");
        await().until(() -> done(grants) == MORE && stand.stores.came.get() == Desks.WAITING_MAX);
        List<Future<HttpResponse<String>>> refusals = send(1, "reject-all");
        await().until(() -> stand.stores.came.get() == Desks.WAITING_MAX + 1);
        stand.stores.open.countDown();

        assertThat(refusals.get(0).get().body()).contains("\"number\"");
        int taken = 0;
        for (Future<HttpResponse<String>> grant : grants) {
            if (grant.get().statusCode() == 201) {
                taken++;
            } else {
                assertThat(grant.get().statusCode()).isEqualTo(503);
                assertThat(Stand.header(grant.get(), "Retry-After")).isEqualTo("5");
                assertThat(grant.get().headers().allValues("Set-Cookie")).isEmpty();
            }
        }
        assertThat(taken).isEqualTo(Desks.WAITING_MAX);
    }

    @Test
    void aWithdrawalTakesEffectWhileTheStoreHangsOnGrantsAndRefusals() throws Exception {
        String visitor = Stand.cookie(send("accept-all", ""));
        stand.stores.came.set(0);
        stand.stores.open = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> waiting = send(Desks.WAITING_MAX, "reject-all");
        await().until(() -> stand.stores.came.get() == Desks.WAITING_MAX);

        HttpResponse<String> withdrawal = send("withdraw-all", visitor);

        assertThat(withdrawal.statusCode()).isEqualTo(201);
        assertThat(withdrawal.body()).contains("\"receipt\":null", "\"granted\":[]");
        assertThat(Stand.header(withdrawal, "Clear-Site-Data")).isEqualTo("\"cache\"");
        assertThat(done(waiting)).isZero();
    }

    /** The clock of the stand does not move: no token comes back. */
    @Test
    void tenTimesTheRateIsAnsweredRightlyToTheLast() throws Exception {
        stand.now = stand.now.plusSeconds(60);
        int times = 10 * Stand.BURST;
        int recorded = 0;
        for (int i = 0; i < times; i++) {
            HttpResponse<String> refusal = send("reject-all", "");
            assertThat(refusal.statusCode()).isEqualTo(201);
            assertThat(refusal.headers().allValues("Set-Cookie")).hasSize(2);
            recorded += refusal.body().contains("\"receipt\":null") ? 0 : 1;
        }

        assertThat(recorded).isEqualTo(Stand.BURST);
        assertThat(stand.stores.stored).hasSize(recorded);
        assertThat(stand.metrics.value(Counter.DECISIONS_UNRECORDED)).isEqualTo(times - recorded);
        assertThat(stand.metrics.value(Counter.DECISIONS_REFUSED)).isEqualTo(times);
        assertThat(send("accept-all", "").statusCode())
                .as("refusals crowd out no grant")
                .isEqualTo(201);
    }

    @Test
    void grantsAboveTheirRateGetAReadablePageAndTakeNoTokenOfRefusals() throws Exception {
        int times = 2 * Stand.BURST;
        for (int i = 0; i < times; i++) {
            int status = send("accept-all", "").statusCode();
            assertThat(status).isEqualTo(i < Stand.BURST ? 201 : 429);
        }
        HttpResponse<String> page = stand.form(
                        "/_choice/decision", "choice=accept-all&layer=1&return=/a&shown=" + stand.token())
                .with("Accept", "text/html")
                .send();

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(Stand.header(page, "Retry-After")).isEqualTo("2");
        assertThat(page.body()).contains("choice-not-saved");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(send("reject-all", "").body()).contains("\"number\"");
    }
}
