package io.consentfilter.receipt;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.consentfilter.ledger.Head;
import io.consentfilter.ledger.Proof;
import io.consentfilter.model.ConsentRecord;
import io.consentfilter.model.Notice;
import io.consentfilter.store.NoticeArchive;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.StoredReceipt;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps records and notices in memory; can be down or slow. For tests of what stands on the stores' contract. */
public final class FakeStores {
    /** In order of arrival. */
    public final List<StoredReceipt> stored = new CopyOnWriteArrayList<>();

    public final Map<String, Notice> notices = new ConcurrentHashMap<>();
    public final ReceiptStore receipts = mock(ReceiptStore.class);
    public final NoticeArchive archive = mock(NoticeArchive.class);
    public volatile boolean down;
    public volatile long appendMillis;

    /** While it is closed, whoever appends waits in front of it. */
    public volatile CountDownLatch open = new CountDownLatch(0);

    /** How many ever came to append. */
    public final AtomicInteger came = new AtomicInteger();

    public FakeStores() {
        try {
            lenient().when(receipts.append(any(), any())).thenAnswer(call -> append(call.getArgument(0)));
            lenient().when(receipts.find(anyString())).thenAnswer(call -> find(call.getArgument(0)));
            lenient().when(receipts.latestHeads()).thenAnswer(call -> List.of(head(Instant.EPOCH)));
            lenient().when(archive.find(anyString())).thenAnswer(call -> {
                up();
                return Optional.ofNullable(notices.get(call.<String>getArgument(0)));
            });
            lenient().when(archive.list()).thenAnswer(call -> list());
            lenient()
                    .doAnswer(call -> {
                        up();
                        Notice notice = call.getArgument(0);
                        return notices.putIfAbsent(notice.version(), notice);
                    })
                    .when(archive)
                    .keep(any());
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private StoredReceipt append(ConsentRecord record) throws StoreException, InterruptedException {
        came.incrementAndGet();
        open.await();
        Thread.sleep(appendMillis);
        up();
        StoredReceipt receipt =
                new StoredReceipt(record, new Proof(new byte[16], 0, List.of(new byte[32]), head(record.at())));
        stored.add(receipt);
        return receipt;
    }

    private Optional<StoredReceipt> find(String id) throws StoreException {
        up();
        return stored.stream().filter(one -> one.record().id().equals(id)).findFirst();
    }

    private List<Notice> list() throws StoreException {
        up();
        return notices.values().stream()
                .map(notice -> new Notice(notice.version(), notice.askVersion(), notice.firstShown(), Map.of()))
                .sorted(Comparator.comparing(Notice::firstShown).reversed())
                .toList();
    }

    private void up() throws StoreException {
        if (down) {
            throw new StoreException("the store is down");
        }
    }

    private static Head head(Instant at) {
        return new Head("log", 7, 1, new byte[32], new byte[32], at, "key", new byte[64]);
    }

    /** The last record stored. */
    public ConsentRecord last() {
        return stored.get(stored.size() - 1).record();
    }
}
