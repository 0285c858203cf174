package io.consentfilter.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Turns bytes of one charset into bytes of another, in pieces of any size: for pages whose bytes do not show ASCII as ASCII. */
final class CharsetStage implements Stage {
    private static final int CHUNK = 2048;

    private final Stage next;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder;
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private final ByteBuffer out = ByteBuffer.allocate(CHUNK * 2);
    private ByteBuffer left = ByteBuffer.allocate(0);
    private boolean ended;

    CharsetStage(Charset from, Charset to, Stage next) {
        this.next = next;
        this.decoder = from.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.encoder = to.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(left.remaining() + length);
        in.put(left).put(bytes, offset, length).flip();
        decode(in, false);
        left = in;
    }

    private void decode(ByteBuffer in, boolean last) throws IOException {
        CoderResult result;
        do {
            result = decoder.decode(in, chars, last);
            encode(false);
        } while (result.isOverflow());
    }

    private void encode(boolean last) throws IOException {
        chars.flip();
        CoderResult result;
        do {
            result = encoder.encode(chars, out, last);
            send();
        } while (result.isOverflow());
        chars.compact();
    }

    private void send() throws IOException {
        if (out.position() > 0) {
            next.write(out.array(), 0, out.position());
            out.clear();
        }
    }

    @Override
    public void flush() throws IOException {
        next.flush();
    }

    @Override
    public void end() throws IOException {
        if (!ended) {
            ended = true;
            decode(left, true);
            decoder.flush(chars);
            encode(true);
            encoder.flush(out);
            send();
        }
        next.end();
    }
}
