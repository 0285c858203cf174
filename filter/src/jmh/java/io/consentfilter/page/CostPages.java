package io.consentfilter.page;

import io.consentfilter.contract.Cases;
import io.consentfilter.contract.ContractApp;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the measured webapp answers: real pages of the corpus, a made-up one, JSON; by stream and as template engines write. */
final class CostPages {
    /** The host that the real page calls its own. */
    static final String HOST = "www.heise.de";

    /** First part of the page that is flushed before the rest comes. */
    static final int FLUSHED_BYTES = 2_000;

    private static final String HTML = "text/html;charset=UTF-8";

    /** One row of the table. */
    record Item(String name, String path) {}

    static final List<Item> ITEMS = new ArrayList<>();

    private CostPages() {}

    static void register() throws IOException {
        byte[] real = corpus("rd-heise.html");
        byte[] large = corpus("py-library-stdtypes.html");
        byte[] small = corpus("rd-daringfireball-1.html");
        stream("62 KB, stream", "real-stream", real);
        stream("62 KB made up, stream", "made-up-stream", madeUp(62_000));
        writer("62 KB, writer, 5-60 characters", "real-writer-small", pieces(real, 5, 60));
        writer("62 KB, writer, 512 characters", "real-writer-512", pieces(real, 512, 512));
        ITEMS.add(new Item("JSON", "/c/json-stream"));
        ITEMS.add(new Item("JSON, excluded path", "/excluded/json-stream"));
        stream("10 KB, stream", "small-stream", small);
        writer("10 KB, writer, 5-60 characters", "small-writer", pieces(small, 5, 60));
        stream("700 KB, stream", "large-stream", large);
        writer("700 KB, writer, 5-60 characters", "large-writer", pieces(large, 5, 60));
        Cases.ALL.put("cost-flushed", (request, response) -> flushed(response, real));
    }

    private static void stream(String name, String path, byte[] page) {
        add(name, path, (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(page);
        });
    }

    private static void writer(String name, String path, List<String> pieces) {
        add(name, path, (request, response) -> {
            response.setContentType(HTML);
            PrintWriter out = response.getWriter();
            for (String piece : pieces) {
                out.print(piece);
            }
        });
    }

    private static void add(String name, String path, Cases.Case answer) {
        Cases.ALL.put("cost-" + path, answer);
        ITEMS.add(new Item(name, "/c/cost-" + path));
    }

    /** Sends the beginning, waits as for a slow database, sends the rest. */
    private static void flushed(HttpServletResponse response, byte[] page) throws IOException {
        response.setContentType(HTML);
        response.getOutputStream().write(page, 0, FLUSHED_BYTES);
        response.flushBuffer();
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        response.getOutputStream().write(page, FLUSHED_BYTES, page.length - FLUSHED_BYTES);
    }

    private static List<String> pieces(byte[] page, int least, int most) {
        String text = new String(page, StandardCharsets.UTF_8);
        Random random = new Random(1);
        List<String> pieces = new ArrayList<>();
        for (int at = 0, end; at < text.length(); at = end) {
            end = Math.min(text.length(), at + least + random.nextInt(most - least + 1));
            pieces.add(text.substring(at, end));
        }
        return pieces;
    }

    private static byte[] corpus(String name) {
        try {
            return Files.readAllBytes(Path.of(System.getProperty("corpus", "../../shared/corpus"), name));
        } catch (IOException e) {
            throw new UncheckedIOException("-Dcorpus=DIR names the folder of the real pages", e);
        }
    }

    /** Paragraphs, links and pictures of the site itself, and one element that is withheld. */
    private static byte[] madeUp(int length) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><title>T</title>"
                + "<script src=\"https://tracker.example/t.js\"></script></head><body>");
        for (int i = 0; page.length() < length; i++) {
            page.append("<p class=\"text\">Paragraph <a href=\"/page/")
                    .append(i)
                    .append("\">")
                    .append(i)
                    .append("</a> of a page that is long enough to be like others."
                            + " <img alt=\"\" src=\"/picture.png\"></p>\n");
        }
        return page.append("</body></html>").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Path of the page that is flushed, behind or without the filter. */
    static String flushedPath(boolean guarded) {
        return (guarded ? ContractApp.GUARDED : ContractApp.BARE) + "/c/cost-flushed";
    }
}
