package io.consentfilter;

import java.util.concurrent.atomic.AtomicBoolean;

/** Takes the filter out of the way while it runs ({@code disabled}, or by JMX). */
final class Switch {
    private final AtomicBoolean off;

    Switch(boolean off) {
        this.off = new AtomicBoolean(off);
    }

    boolean isOff() {
        return off.get();
    }

    void turn(boolean nowOff) {
        off.set(nowOff);
    }
}
