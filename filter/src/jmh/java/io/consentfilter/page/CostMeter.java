package io.consentfilter.page;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Reads processor time and allocation of a server's own threads: neither the client nor the compiler counts. */
final class CostMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String threadNames;

    /**
     * A meter of some threads.
     *
     * @param threadNames how their names begin
     */
    CostMeter(String threadNames) {
        this.threadNames = threadNames;
    }

    /** Cost of one request. */
    record Cost(double micros, double bytes) {}

    /** What is measured. */
    interface Work {
        void run() throws IOException;
    }

    Cost of(int requests, Work work) throws IOException {
        long[] threads = threads();
        long nanos = sum(threads, true);
        long bytes = sum(threads, false);
        work.run();
        return new Cost(
                (sum(threads, true) - nanos) / 1000.0 / requests, (double) (sum(threads, false) - bytes) / requests);
    }

    private long[] threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(threadNames))
                .mapToLong(Thread::getId)
                .toArray();
    }

    private static long sum(long[] threads, boolean time) {
        long sum = 0;
        for (long id : threads) {
            sum += Math.max(0, time ? THREADS.getThreadCpuTime(id) : THREADS.getThreadAllocatedBytes(id));
        }
        return sum;
    }

    /** Medians without and with, and the median of the differences of neighbouring turns. */
    static String row(String name, Cost[] without, Cost[] with) {
        return String.format(
                Locale.ROOT,
                "%" + Math.max(1, 44 - name.length()) + ".1f %9.1f %9.1f %11.0f %11.0f %11.0f",
                median(without, with, (a, b) -> a.micros()),
                median(without, with, (a, b) -> b.micros()),
                median(without, with, (a, b) -> b.micros() - a.micros()),
                median(without, with, (a, b) -> a.bytes()),
                median(without, with, (a, b) -> b.bytes()),
                median(without, with, (a, b) -> b.bytes() - a.bytes()));
    }

    private static double median(Cost[] without, Cost[] with, ToDoubleBiFunction<Cost, Cost> figure) {
        return IntStream.range(0, with.length)
                .mapToDouble(i -> figure.applyAsDouble(without[i], with[i]))
                .sorted()
                .toArray()[with.length / 2];
    }
}
