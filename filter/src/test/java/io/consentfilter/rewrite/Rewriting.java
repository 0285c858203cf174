package io.consentfilter.rewrite;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.registry.Registry;
import io.consentfilter.rewrite.RewriteContext.DocumentKind;
import io.consentfilter.web.WebAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A site with a few services, whose pages are rewritten in tests: {@code www.muster.example} with statistics and videos. */
public final class Rewriting {
    public static final Registry REGISTRY = registry("");

    /** The same site, with a service that is proxied under an own path. */
    public static final Registry REGISTRY_WITH_PATHS = registry(", \"paths\": [\"/proxy/stat/*\"]");

    private final RewriteContext context;

    private Rewriting(RewriteContext context) {
        this.context = context;
    }

    /** A visitor who has decided nothing, and a whole page without insertions. */
    public static Rewriting page() {
        return new Rewriting(new RewriteContext(
                REGISTRY,
                REGISTRY.grantsOf(Set.of()),
                WebAddress.resolve("https://www.muster.example/shop/page.html", null),
                "www.muster.example",
                StandardCharsets.UTF_8,
                true,
                DocumentKind.PAGE,
                Set.of(),
                true,
                new Marks(false)));
    }

    public RewriteContext context() {
        return context;
    }

    public Rewriting granted(Set<String> services) {
        RewriteContext c = context;
        return with(c.registry(), services, c.kind(), c.once(), c.withhold(), c.insertions(), c.charset());
    }

    public Rewriting kind(DocumentKind kind) {
        RewriteContext c = context;
        return with(c.registry(), c.grants().services(), kind, c.once(), c.withhold(), c.insertions(), c.charset());
    }

    public Rewriting once(Set<String> keys) {
        RewriteContext c = context;
        return with(c.registry(), c.grants().services(), c.kind(), keys, c.withhold(), c.insertions(), c.charset());
    }

    public Rewriting insertions() {
        RewriteContext c = context;
        return with(
                c.registry(), c.grants().services(), c.kind(), c.once(), c.withhold(), new Marks(true), c.charset());
    }

    /** Bytes of that encoding, which agrees with ASCII. */
    public Rewriting charset(Charset charset) {
        RewriteContext c = context;
        return with(c.registry(), c.grants().services(), c.kind(), c.once(), c.withhold(), c.insertions(), charset);
    }

    public Rewriting registry(Registry registry) {
        RewriteContext c = context;
        return with(registry, c.grants().services(), c.kind(), c.once(), c.withhold(), c.insertions(), c.charset());
    }

    public Rewriting reportOnly() {
        RewriteContext c = context;
        return with(c.registry(), c.grants().services(), c.kind(), c.once(), false, c.insertions(), c.charset());
    }

    private static Rewriting with(
            Registry registry,
            Set<String> services,
            DocumentKind kind,
            Set<String> once,
            boolean withhold,
            Insertions insertions,
            Charset charset) {
        return new Rewriting(new RewriteContext(
                registry,
                registry.grantsOf(services),
                WebAddress.resolve("https://www.muster.example/shop/page.html", null),
                "www.muster.example",
                charset,
                true,
                kind,
                once,
                withhold,
                insertions));
    }

    /** Rewrites a page in pieces of that size. */
    public byte[] inPieces(byte[] page, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length);
        PageRewriter rewriter = new PageRewriter(context, out::write);
        try {
            for (int at = 0; at < page.length; at += size) {
                rewriter.write(page, at, Math.min(size, page.length - at));
            }
            rewriter.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Rewrites a page in two pieces. */
    public byte[] cutAt(byte[] page, int cut) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length);
        PageRewriter rewriter = new PageRewriter(context, out::write);
        try {
            // Copies, so that a look beyond the piece would be seen.
            rewriter.write(java.util.Arrays.copyOf(page, cut), 0, cut);
            rewriter.write(java.util.Arrays.copyOfRange(page, cut, page.length), 0, page.length - cut);
            rewriter.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public String of(String page) {
        byte[] bytes = page.getBytes(context.charset());
        return new String(inPieces(bytes, Math.max(1, bytes.length)), context.charset());
    }

    public RewriteReport report(String page) {
        PageRewriter rewriter = new PageRewriter(context, (bytes, offset, length) -> {});
        byte[] bytes = page.getBytes(context.charset());
        try {
            rewriter.write(bytes, 0, bytes.length);
            rewriter.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rewriter.report();
    }

    private static Registry registry(String more) {
        try {
            return Registry.of(Samples.read(Samples.minimalWith("\"services\": ["
                    + service("stat", "\"hosts\": [\"*.stat.example\"], \"inline\": [\"_stat.push(\"]" + more)
                    + ","
                    + service("media", "\"hosts\": [\"*.video.example\", \"frames.example\"]")
                    + "],"
                    + "\"necessary\": [{\"id\": \"pay\", \"ground\": \"service-requested\", \"hosts\": [\"pay.example\"],"
                    + "\"reason\": {\"de\": \"Zahlung.\", \"en\": \"Payment.\"}}]")));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String service(String id, String more) {
        return """
                {"id": "%s", "name": "%s", "purpose": "statistics", "role": "processor",
                 "provider": {"name": "P GmbH", "address": "Weg 2", "country": "DE", "privacyUrl": "https://p.example/"},
                 "data": ["usage"], "retention": {"period": "P1Y"}, "storageCountries": ["DE"], %s}""".formatted(id, id, more);
    }

    /** Short stand-ins for what the view renders. */
    private record Marks(boolean pages) implements Insertions {
        @Override
        public byte[] head() {
            return ascii(pages ? "<link href=\"/_choice/a/1/style.css\" rel=\"stylesheet\">" : "");
        }

        @Override
        public List<byte[]> body() {
            return pages ? List.of(ascii("<form id=\"choice-panel\">"), ascii("</form>")) : List.of();
        }

        @Override
        public void placeholder(
                @Nullable String serviceId,
                String host,
                CharSequence address,
                CharSequence elementKey,
                OutputStream out)
                throws IOException {
            out.write(ascii(pages ? "<p class=\"choice-embed\">" + serviceId + " " + host + "</p>" : ""));
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
