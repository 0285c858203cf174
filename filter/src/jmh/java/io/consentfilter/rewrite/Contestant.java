package io.consentfilter.rewrite;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.Samples;
import io.consentfilter.html.Limit;
import io.consentfilter.registry.Grants;
import io.consentfilter.registry.Registry;
import io.consentfilter.registry.Verdict;
import io.consentfilter.web.WebAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who can withhold a page's third parties; all do the same job on the same page. */
enum Contestant {
    /** What memory allows: every byte copied once and searched once for {@code <}. */
    COPY_AND_SCAN {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return Limit.copyAndScan(page.bytes(), out);
        }
    },
    OURS_8K {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return ours(page, out, 8192);
        }
    },
    OURS_1K {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return ours(page, out, 1024);
        }
    },
    JSOUP {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return JsoupContestant.rewrite(page).length;
        }
    },
    ATTOPARSER {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return AttoContestant.rewrite(page).length;
        }
    },
    JERICHO {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return JerichoContestant.rewrite(page).length;
        }
    },
    REGEX {
        @Override
        int run(Corpus.Page page, byte[] out) {
            return RegexContestant.rewrite(page).length;
        }
    };

    static final Registry REGISTRY = registry();
    static final Grants NOTHING = REGISTRY.grantsOf(Set.of());
    private static final Insertions INSERTIONS = new Insertions() {
        private final byte[] head =
                "<link rel=\"stylesheet\" href=\"/_choice/a/1/style.css\">".getBytes(StandardCharsets.US_ASCII);
        private final List<byte[]> body =
                List.of("<form id=\"choice-panel\"></form>".getBytes(StandardCharsets.US_ASCII));

        @Override
        public byte[] head() {
            return head;
        }

        @Override
        public List<byte[]> body() {
            return body;
        }

        @Override
        public void placeholder(
                @Nullable String serviceId,
                String host,
                CharSequence address,
                CharSequence elementKey,
                OutputStream out)
                throws IOException {
            out.write(body.get(0));
        }
    };

    /** Rewrites a page into {@code out}; returns how many bytes it became. */
    abstract int run(Corpus.Page page, byte[] out);

    /** Whether a page at that host may load that address: the question every contestant asks. */
    static boolean withheld(String address, WebAddress base, String own) {
        String host = WebAddress.resolve(address, base).host();
        if (host == null) {
            return false;
        }
        Verdict verdict = REGISTRY.judgeHost(host, own, NOTHING);
        return verdict.withheld();
    }

    static WebAddress address(Corpus.Page page) {
        return WebAddress.resolve("https://" + page.host() + "/", null);
    }

    static int ours(Corpus.Page page, byte[] out, int chunk) {
        int[] written = new int[1];
        Output output = (bytes, offset, length) -> {
            System.arraycopy(bytes, offset, out, written[0], length);
            written[0] += length;
        };
        PageRewriter rewriter = new PageRewriter(context(page), output);
        byte[] bytes = page.bytes();
        try {
            for (int at = 0; at < bytes.length; at += chunk) {
                rewriter.write(bytes, at, Math.min(chunk, bytes.length - at));
            }
            rewriter.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written[0];
    }

    static RewriteContext context(Corpus.Page page) {
        return new RewriteContext(
                REGISTRY,
                NOTHING,
                address(page),
                page.host(),
                page.charset(),
                true,
                RewriteContext.DocumentKind.PAGE,
                Set.of(),
                true,
                INSERTIONS);
    }

    private static Registry registry() {
        try {
            return Registry.of(Samples.read(Samples.minimalWith("\"services\": [{\"use\": \"youtube\"},"
                            + " {\"use\": \"google-analytics\"}, {\"use\": \"facebook-pixel\"},"
                            + " {\"use\": \"matomo\", \"hosts\": [\"stats.muster.example\"]}]")
                    .replace("[\"statistics\"]", "[\"statistics\", \"media\", \"marketing\"]")));
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
