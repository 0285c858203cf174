package io.consentfilter.page;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks gzip (RFC 1952) that arrives in pieces of any size, several members one after the other included. */
final class GunzipStage implements Stage {
    private static final int CHUNK = 4096;
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        BODY,
        TRAILER,
        /** Bytes behind the last member that begin no other: browsers do not look at them. */
        REST
    }

    private final Stage next;
    private final Inflater inflater = new Inflater(true);
    private final byte[] chunk = new byte[CHUNK];
    private Part part = Part.FIXED;
    private int seen;
    private int flags;
    private int extra;
    private boolean anyMember;

    GunzipStage(Stage next) {
        this.next = next;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && part != Part.REST) {
            at = part == Part.BODY ? inflate(bytes, at, end) : header(bytes[at] & 0xFF, at);
        }
    }

    private int inflate(byte[] bytes, int at, int end) throws IOException {
        inflater.setInput(bytes, at, end - at);
        try {
            int length;
            while ((length = inflater.inflate(chunk)) > 0) {
                next.write(chunk, 0, length);
            }
        } catch (DataFormatException e) {
            throw new IOException("the app's gzip body is broken: " + e.getMessage(), e);
        }
        if (inflater.finished()) {
            int left = inflater.getRemaining();
            inflater.reset();
            enter(Part.TRAILER);
            return end - left;
        }
        return end;
    }

    private int header(int b, int at) throws IOException {
        seen++;
        switch (part) {
            case FIXED -> fixed(b);
            case EXTRA_LENGTH -> extraLength(b);
            case EXTRA -> after(seen == extra, FLAG_NAME | FLAG_COMMENT | FLAG_CRC);
            case NAME -> after(b == 0, FLAG_COMMENT | FLAG_CRC);
            case COMMENT -> after(b == 0, FLAG_CRC);
            case HEADER_CRC -> after(seen == 2, 0);
            case TRAILER -> {
                if (seen == TRAILER) {
                    anyMember = true;
                    enter(Part.FIXED);
                }
            }
            case BODY, REST -> throw new IllegalStateException("not a header");
        }
        return at + 1;
    }

    private void fixed(int b) throws IOException {
        boolean other = (seen == 1 && b != 0x1F) || (seen == 2 && b != 0x8B);
        if (other && anyMember) {
            enter(Part.REST);
            return;
        }
        if (other) {
            throw new IOException("the app said gzip and sent something else");
        }
        if (seen == 4) {
            flags = b;
        }
        after(seen == FIXED_HEADER, FLAG_EXTRA | FLAG_NAME | FLAG_COMMENT | FLAG_CRC);
    }

    private void extraLength(int b) {
        extra = seen == 1 ? b : extra | (b << 8);
        if (seen == 2) {
            enter(extra > 0 ? Part.EXTRA : following(FLAG_NAME | FLAG_COMMENT | FLAG_CRC));
        }
    }

    private void after(boolean done, int possible) {
        if (done) {
            enter(following(possible));
        }
    }

    private Part following(int possible) {
        int present = flags & possible;
        if ((present & FLAG_EXTRA) != 0) {
            return Part.EXTRA_LENGTH;
        }
        if ((present & FLAG_NAME) != 0) {
            return Part.NAME;
        }
        return (present & FLAG_COMMENT) != 0 ? Part.COMMENT : (present & FLAG_CRC) != 0 ? Part.HEADER_CRC : Part.BODY;
    }

    private void enter(Part following) {
        part = following;
        seen = 0;
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void end() throws IOException {
        inflater.end();
        next.end();
    }
}
