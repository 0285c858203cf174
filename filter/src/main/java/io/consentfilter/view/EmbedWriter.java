package io.consentfilter.view;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the placeholders of one page. What is the same for every element was rendered once per language and service; what differs is
 * escaped into one buffer that serves them all, so that a page of five hundred frames costs no more objects than one with a single
 * frame. For one thread.
 */
public final class EmbedWriter {
    private final Embed embed;
    private final Views.PageView page;
    private final Map<Slot, byte[]> sameOnPage = new EnumMap<>(Slot.class);
    private byte[] buffer = new byte[2048];
    private int length;

    EmbedWriter(Embed embed, Views.PageView page) {
        this.embed = embed;
        this.page = page;
    }

    /**
     * Makes the piece that stands in front of a withheld frame or media element; ASCII. Only phrasing elements. Its two buttons send
     * the form that {@link Views#body} wrote ({@code layer=embed}, {@code shown}, {@code lang}, {@code return}): "always" to the
     * decision with {@code choice=always} and {@code s}, "once" to {@code {p}/once} with {@code element} = the element key. A
     * host that nobody declared gets no buttons: nothing can be consented to.
     */
    public void fill(@Nullable String serviceId, String host, CharSequence address, CharSequence elementKey) {
        length = 0;
        Prepared piece = embed.prepared(serviceId, address);
        for (int i = 0; i < piece.slots(); i++) {
            append(piece.piece(i));
            switch (piece.slot(i)) {
                case HOST -> escape(host);
                case ADDRESS -> escape(address);
                case ELEMENT -> escape(elementKey);
                case TOKEN, BACK, BACK_QUERY, OWN -> append(sameOnPage(piece.slot(i)));
            }
        }
        append(piece.piece(piece.slots()));
    }

    /** Writes the piece made last. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(buffer, 0, length);
    }

    private byte[] sameOnPage(Slot slot) {
        return sameOnPage.computeIfAbsent(
                slot, each -> each.value(page.shownToken(), page.returnPath(), page.ownOrigin()));
    }

    private void escape(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Markup.stays(text.charAt(i))) {
                append(Markup.ascii(
                        Markup.escape(text.subSequence(i, text.length()).toString())));
                return;
            }
            reserve(1);
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void reserve(int more) {
        if (buffer.length < length + more) {
            buffer = Arrays.copyOf(buffer, (length + more) * 2);
        }
    }
}
