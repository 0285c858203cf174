package io.consentfilter.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rewriter puts into a page. All bytes are ASCII (other characters as character references), so that they fit every encoding. */
public interface Insertions {
    /** What the page says of its language ({@code lang} of its {@code html}), told before anything is put in. */
    default void language(String lang) {}

    /** The page's {@code <base>} leads to another origin: addresses of ours that name none would go there. */
    default void based() {}

    /** Right after {@code <head>}, or where a head would begin; empty for fragments. */
    byte[] head();

    /** First thing in {@code body}, in pieces that follow one another; empty for fragments, frames and framesets. */
    List<byte[]> body();

    /**
     * What stands in front of a withheld frame, embed, object or media element.
     *
     * @param serviceId the service, or null where the host is undeclared
     * @param host the host that would be contacted
     * @param address the address as resolved
     * @param elementKey key under which "load once" unlocks just this element: id of the service, a dot, and a hash of 8 to
     *     64 characters ({@code A-Z a-z 0-9 _ -}) that tells the element from others of the page; empty where the host is
     *     undeclared, because nobody can be asked for it
     * @param out where it is written; address and key may be other texts after the call
     */
    void placeholder(
            @Nullable String serviceId, String host, CharSequence address, CharSequence elementKey, OutputStream out)
            throws IOException;
}
