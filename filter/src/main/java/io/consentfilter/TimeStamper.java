package io.consentfilter;

import io.consentfilter.config.TimestampSection;
import io.consentfilter.ledger.Head;
import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.receipt.TimeStamps;
import io.consentfilter.seal.TimeStampRequest;
import io.consentfilter.seal.TimeStampToken;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has the newest head of every log stamped by an independent authority, now and then, in a thread of its own: no decision ever waits
 * for it. What fails is counted, journaled and tried again an hour later.
 */
final class TimeStamper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TimeStamper.class.getName());
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final long LOOK_EVERY_SECONDS = 60;

    /** So long after a failure nothing is asked. */
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofHours(1);

    private final TimestampSection setting;
    private final List<X509Certificate> anchors;
    private final ReceiptStore store;
    private final TimeStamps stamps;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Map<String, Long> stamped = new TreeMap<>();
    private final ScheduledExecutorService timer;
    private Instant nextAt = Instant.EPOCH;

    TimeStamper(
            TimestampSection setting,
            List<X509Certificate> anchors,
            ReceiptStore store,
            Metrics metrics,
            InstantSource clock) {
        this.setting = setting;
        this.anchors = List.copyOf(anchors);
        this.store = store;
        this.stamps = new TimeStamps(store);
        this.metrics = metrics;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "receipt-stamps");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins beside the start. */
    TimeStamper start() {
        timer.scheduleWithFixedDelay(this::round, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** One look; asks only when it is time. */
    synchronized void round() {
        Instant now = clock.instant();
        if (now.isBefore(nextAt)) {
            return;
        }
        try {
            boolean all = true;
            for (Head head : store.latestHeads()) {
                all &= unchanged(head) || stamp(head);
            }
            nextAt = all ? now.atZone(ZoneOffset.UTC).plus(setting.every()).toInstant() : now.plus(PAUSE_AFTER_FAILURE);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "Time stamps have to wait: {0}", e.getMessage());
        } catch (RuntimeException e) {
            // A timer drops a task that throws; this one has to go on.
            LOG.log(System.Logger.Level.ERROR, "A fault in time stamping", e);
            nextAt = now.plus(PAUSE_AFTER_FAILURE);
        }
    }

    /** Nothing but the entry of the last stamp itself was written since. */
    private boolean unchanged(Head head) {
        return stamped.getOrDefault(head.log(), -1L) >= head.sequence() - 1;
    }

    private boolean stamp(Head head) throws StoreException {
        try {
            TimeStampToken token = ask(head);
            List<String> problems = token.problems(anchors);
            if (!problems.isEmpty()) {
                throw new IOException("its token cannot be relied on: " + String.join("; ", problems));
            }
            stamps.keep(head, token, setting.url());
            stamped.put(head.log(), head.sequence());
            metrics.count(Counter.HEADS_STAMPED);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            metrics.count(Counter.STAMPS_FAILED);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The time-stamping authority {0} gave no stamp: {1}",
                    setting.url(),
                    e.getMessage());
            stamps.failed(head.log(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** RFC 3161 §3.4. Only a hash leaves; no redirect is followed. */
    private TimeStampToken ask(Head head) throws IOException {
        TimeStampRequest request = TimeStampRequest.of(head.hash(), setting.policy());
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(setting.url()).toURL().openConnection();
        try {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setDoOutput(true);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", TimeStampRequest.MEDIA_TYPE);
            connection.setRequestProperty("Accept", TimeStampRequest.ANSWER_MEDIA_TYPE);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.bytes());
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP " + connection.getResponseCode());
            }
            try (InputStream in = connection.getInputStream()) {
                return request.answeredBy(in.readNBytes(TimeStampToken.BYTES_MAX + 1));
            }
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "a time stamp was still being asked for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
