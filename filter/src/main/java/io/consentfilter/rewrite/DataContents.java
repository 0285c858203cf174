package io.consentfilter.rewrite;

import io.consentfilter.html.StartTag;
import io.consentfilter.registry.InlineSignature;
import io.consentfilter.web.DataAddress;
import io.consentfilter.web.LinkRelations;
import io.consentfilter.web.LoadingJson;
import io.consentfilter.web.PageEncoding;
import io.consentfilter.web.Playlist;
import io.consentfilter.web.StyleSheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a document, style sheet or script written inside a {@code data:} address would contact. Such an address contacts nobody; its
 * content does. It is judged as a whole: the element is withheld, nothing in the address is changed.
 */
final class DataContents {
    /** What a link is taken for whose relations stand elsewhere. */
    private static final String UNKNOWN_RELATION = "stylesheet";

    private static final byte[] CHARSET = {'c', 'h', 'a', 'r', 's', 'e', 't'};

    private final RewriteContext context;
    private final Findings findings;
    private final int depth;
    private final Predicate<String> withheld;
    private final InlineSignatures signatures;
    private final ModuleScripts modules;

    /**
     * @param withheld says whether an address is, and remembers the first one that was
     */
    DataContents(
            RewriteContext context, Findings findings, int depth, Predicate<String> withheld, ModuleScripts modules) {
        this.context = context;
        this.findings = findings;
        this.depth = depth;
        this.withheld = withheld;
        this.signatures = InlineSignatures.of(context.registry());
        this.modules = modules;
    }

    /** Whether the element reads content from its address, and the value may be such an address. */
    static boolean mayBe(StartTag tag, int attribute) {
        int from = tag.valueFrom(attribute);
        if (from == tag.valueTo(attribute)) {
            return false;
        }
        byte first = tag.bytes()[from];
        boolean begins = (first | 0x20) == 'd' || first == '&' || (first >= 0 && first <= ' ');
        return begins
                && switch (tag.element()) {
                    case IFRAME, FRAME, EMBED, OBJECT, FENCEDFRAME, PORTAL, USE, LINK, SCRIPT -> true;
                    case VIDEO, AUDIO, SOURCE -> true;
                    default -> false;
                };
    }

    /** Whether an address, of which the beginning is at hand, may have a document or a list for its content. */
    static boolean mayName(String beginning) {
        DataAddress address = DataAddress.of(beginning);
        return DataAddress.begins(beginning) && (address == null || address.isDocument() || address.isPlaylist());
    }

    /**
     * Whom the content would contact that is withheld.
     *
     * @param cut whether the value is not all there
     * @return null where it may stay; {@link AddressJudge#TOO_LONG} where it cannot be read
     */
    @Nullable
    JudgedHost withheld(StartTag tag, String value, boolean cut) throws IOException {
        DataAddress address = DataAddress.of(value);
        if (address == null) {
            return cut && DataAddress.begins(value) ? AddressJudge.TOO_LONG : null;
        }
        return switch (tag.element()) {
            case SCRIPT -> script(tag, address);
            case LINK -> link(tag, address, cut);
            case VIDEO, AUDIO, SOURCE -> address.isPlaylist() ? playlist(address.body(), cut) : null;
            default -> address.isDocument() ? document(address, cut) : null;
        };
    }

    private @Nullable JudgedHost link(StartTag tag, DataAddress address, boolean cut) {
        int rel = tag.find(LoadingAttributes.REL);
        String relations = rel < 0 ? UNKNOWN_RELATION : tag.value(rel, StandardCharsets.ISO_8859_1);
        if (LinkRelations.isSheet(relations)) {
            return sheet(address.sheet(), cut || readsOtherwise(tag));
        }
        return LinkRelations.isManifest(relations) ? manifest(address.body(), cut) : null;
    }

    private @Nullable JudgedHost manifest(byte @Nullable [] text, boolean cut) {
        boolean stays = text != null
                && !cut
                && !LoadingJson.picturesWithheld(
                        new String(text, StandardCharsets.UTF_8), DataAddress.inside(withheld));
        return stays ? null : AddressJudge.TOO_LONG;
    }

    private @Nullable JudgedHost playlist(byte @Nullable [] text, boolean cut) {
        boolean stays = text != null
                && !cut
                && !Playlist.names(new String(text, StandardCharsets.UTF_8), DataAddress.inside(withheld));
        return stays ? null : AddressJudge.TOO_LONG;
    }

    /** A link may say in which encoding its sheet is read: HTML standard, 16.2, but browsers follow it. */
    private static boolean readsOtherwise(StartTag tag) {
        int charset = tag.find(CHARSET);
        return charset < 0
                ? tag.unfinished() || tag.continued()
                : PageEncoding.hidesAscii(tag.value(charset, StandardCharsets.ISO_8859_1));
    }

    private @Nullable JudgedHost script(StartTag tag, DataAddress address) {
        byte[] text = address.body();
        InlineSignature found = text == null ? null : signatures.find(text, 0, text.length, this::isWithheld);
        if (found != null) {
            return new JudgedHost("", context.registry().judgeInline(found, context.grants()));
        }
        boolean module = ScriptType.of(tag) == ScriptType.MODULE;
        return module && modules.importWithheld(address) ? AddressJudge.TOO_LONG : null;
    }

    private boolean isWithheld(InlineSignature signature) {
        return context.registry().judgeInline(signature, context.grants()).withheld();
    }

    private @Nullable JudgedHost sheet(byte @Nullable [] text, boolean cut) {
        if (text == null || cut) {
            return AddressJudge.TOO_LONG;
        }
        String css = new String(text, StandardCharsets.UTF_8);
        return StyleSheet.without(css, DataAddress.inside(withheld)).equals(css) ? null : AddressJudge.TOO_LONG;
    }

    private @Nullable JudgedHost document(DataAddress address, boolean cut) throws IOException {
        byte[] text = address.body();
        if (text == null || cut || depth == TagRules.SRCDOC_NESTING_MAX) {
            return AddressJudge.TOO_LONG;
        }
        Findings inside = findings.child();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(text.length + 64);
        PageFilter filter = new PageFilter(inner(address), new PageWriter(kept::write), inside, depth + 1);
        filter.tokenizer().feed(text, 0, text.length);
        filter.end();
        filter.tokenizer().end();
        JudgedHost first = inside.first();
        // Where two readings would part, it would have to be made to read alike.
        boolean changed = inside.any() || !Arrays.equals(text, kept.toByteArray());
        return first == null && changed ? AddressJudge.TOO_LONG : first;
    }

    /** Nothing relative leads anywhere from there, and nothing is put in. */
    private RewriteContext inner(DataAddress address) {
        return new RewriteContext(
                context.registry(),
                context.grants(),
                DataAddress.NOWHERE,
                context.requestHost(),
                StandardCharsets.UTF_8,
                true,
                address.isXml() ? RewriteContext.DocumentKind.XHTML : RewriteContext.DocumentKind.FRAGMENT,
                context.once(),
                true,
                Nothing.AT_ALL);
    }

    private enum Nothing implements Insertions {
        AT_ALL;

        @Override
        public byte[] head() {
            return new byte[0];
        }

        @Override
        public List<byte[]> body() {
            return List.of();
        }

        @Override
        public void placeholder(
                @Nullable String serviceId, String host, CharSequence address, CharSequence key, OutputStream out) {
            // The element around it gets one.
        }
    }
}
