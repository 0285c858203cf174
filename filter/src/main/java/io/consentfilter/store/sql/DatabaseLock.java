package io.consentfilter.store.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a SQLite file to one writer: a lock on {@code <db>.lock}, taken before the driver opens the file and held until everything is
 * closed. Two copies of the native driver in one JVM (a redeploy that overlaps) would otherwise lose rows; the JVM refuses a second
 * lock on the same file even from another class loader.
 */
final class DatabaseLock implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);

    private final FileChannel channel;

    private DatabaseLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param wait how long a redeploy waits for the deployment before it
     * @throws StoreException if it is still held then
     */
    static DatabaseLock take(Path database, Duration wait) throws StoreException {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lockWithin(channel, wait)) {
                note(channel);
                return new DatabaseLock(channel);
            }
            String holder = holder(channel);
            channel.close();
            throw new StoreException("another process or another deployment holds " + database + holder
                    + "; one SQLite file has one writer: stop the other, or give this one its own file or PostgreSQL");
        } catch (IOException e) {
            throw new StoreException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release the lock of the database", e);
        }
    }

    private static boolean lockWithin(FileChannel channel, Duration wait) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            if (tryLock(channel) != null) {
                return true;
            }
            if (System.nanoTime() > end || !paused()) {
                return false;
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(STEP.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Who holds it, for the message of whoever comes second. */
    private static void note(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(US_ASCII.encode("process " + ProcessHandle.current().pid()), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(40);
        channel.read(text, 0);
        String holder = US_ASCII.decode(text.flip()).toString();
        return holder.matches("process \\d+") ? " (" + holder + ")" : "";
    }
}
