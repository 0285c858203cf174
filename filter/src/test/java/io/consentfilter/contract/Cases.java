package io.consentfilter.contract;

import io.consentfilter.Consent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.Part;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** What webapps do with their response. Cases named {@code page-…} all write the same page, each in another way. */
public final class Cases {
    /** The page: loads a withheld script and picture, and ends in a tag that is never finished. ASCII, so that every way can write it. */
    public static final String PAGE = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>T</title></head><body><p>one</p>"
            + "<script src=\"https://tracker.example/t.js\"></script><p>two</p>"
            + "<img alt=\"\" src=\"https://tracker.example/p.gif\"><p>three</p>" + "<p>filler</p>\n".repeat(900)
            + "<p>last</p></body></html>\n<!--fin--><unfinished";

    private static final byte[] BYTES = PAGE.getBytes(StandardCharsets.UTF_8);
    private static final String HTML = "text/html;charset=UTF-8";

    /** Headers that let one kind of cache keep an answer. */
    static final List<String> SHARED_CACHES = List.of(
            "Surrogate-Control", "X-Accel-Expires", "Edge-Control", "CDN-Cache-Control", "Example-CDN-Cache-Control");

    /** Type and body of a form with a field and a file. */
    static final String UPLOAD_TYPE = "Content-Type: multipart/form-data; boundary=cut";

    static String upload(String field, String file) {
        return "--cut\r\nContent-Disposition: form-data; name=\"text\"\r\nX-Own: 1\r\n\r\n" + field
                + "\r\n--cut\r\nContent-Disposition: form-data; name=\"page\"; filename=\"p.html\"\r\n"
                + "Content-Type: text/html\r\n\r\n" + file + "\r\n--cut--\r\n";
    }

    /** One thing that a webapp does. */
    public interface Case {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /** All cases by name. */
    public static final Map<String, Case> ALL = new LinkedHashMap<>();

    /** Doors at which one request waits for another. */
    private static final Map<String, CountDownLatch> DOORS = new ConcurrentHashMap<>();

    private static final long TICK_MILLIS = 50;
    private static final int TICKS_MAX = 600;

    private Cases() {}

    private static void add(String name, Case one) {
        if (ALL.put(name, one) != null) {
            throw new IllegalStateException("two cases " + name);
        }
    }

    private static String text(Part part) throws IOException {
        try (InputStream in = part.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Names of all cases that write the page. */
    public static List<String> pages() {
        return ALL.keySet().stream().filter(name -> name.startsWith("page-")).toList();
    }

    static {
        streams();
        writers();
        types();
        lengths();
        resets();
        dispatches();
        asynchronous();
        wrapped();
        kept();
        included();
        takenBack();
        compressed();
        answers();
        errors();
        headers();
        cookies();
        pastUs();
        questions();
    }

    private static void html(HttpServletResponse response) throws IOException {
        response.setContentType(HTML);
        response.getOutputStream().write(BYTES);
    }

    private static void pieces(OutputStream out, int size) throws IOException {
        for (int at = 0; at < BYTES.length; at += size) {
            out.write(BYTES, at, Math.min(size, BYTES.length - at));
        }
    }

    private static void streams() {
        add("page-stream-whole", (request, response) -> html(response));
        add("page-stream-bytewise", (request, response) -> {
            response.setContentType(HTML);
            for (byte b : BYTES) {
                response.getOutputStream().write(b);
            }
        });
        add("page-stream-array", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(BYTES.clone());
        });
        add("page-stream-sevens", (request, response) -> {
            response.setContentType(HTML);
            pieces(response.getOutputStream(), 7);
        });
        add("page-stream-print", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().print(PAGE);
        });
        add("page-stream-println", (request, response) -> {
            response.setContentType(HTML);
            int line = PAGE.indexOf('\n');
            response.getOutputStream().print(PAGE.substring(0, line));
            response.getOutputStream().print('\n');
            response.getOutputStream().print(PAGE.substring(line + 1));
        });
        add("page-stream-closed", (request, response) -> {
            html(response);
            response.getOutputStream().close();
        });
        add("page-stream-closed-twice", (request, response) -> {
            html(response);
            response.getOutputStream().close();
            response.getOutputStream().close();
        });
        add("page-stream-flushed-first", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().flush();
            response.getOutputStream().write(BYTES);
        });
        add("page-stream-flushed-between", (request, response) -> {
            response.setContentType(HTML);
            for (int at = 0; at < BYTES.length; at += 97) {
                response.getOutputStream().write(BYTES, at, Math.min(97, BYTES.length - at));
                response.getOutputStream().flush();
            }
        });
        add("page-stream-flushbuffer-between", (request, response) -> {
            response.setContentType(HTML);
            response.flushBuffer();
            for (int at = 0; at < BYTES.length; at += 1009) {
                response.getOutputStream().write(BYTES, at, Math.min(1009, BYTES.length - at));
                response.flushBuffer();
            }
        });
        add("page-stream-big-buffer", (request, response) -> {
            response.setBufferSize(256 * 1024);
            html(response);
        });
        add("page-stream-small-buffer", (request, response) -> {
            response.setBufferSize(1024);
            html(response);
        });
        add("page-stream-byte-buffer", (request, response) -> {
            response.setContentType(HTML);
            writeByteBuffer(response.getOutputStream());
        });
    }

    /** Servlet 6.1 has it; before, an app can only write arrays. */
    private static void writeByteBuffer(ServletOutputStream out) throws IOException {
        try {
            ServletOutputStream.class.getMethod("write", ByteBuffer.class).invoke(out, ByteBuffer.wrap(BYTES));
        } catch (NoSuchMethodException e) {
            out.write(BYTES);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    /** How many bytes come, read as Servlet 6.1 can; before, an app can only read arrays. */
    private static long readByteBuffers(ServletInputStream in) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        long bytes = 0;
        try {
            Method read = ServletInputStream.class.getMethod("read", ByteBuffer.class);
            for (int count = 0; count >= 0; count = (int) read.invoke(in, buffer.clear())) {
                bytes += count;
            }
        } catch (NoSuchMethodException e) {
            bytes = in.readAllBytes().length;
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
        return bytes;
    }

    private static void writers() {
        add("page-writer-whole", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
        });
        add("page-writer-charwise", (request, response) -> {
            response.setContentType(HTML);
            for (char c : PAGE.toCharArray()) {
                response.getWriter().write(c);
            }
        });
        add("page-writer-arrays", (request, response) -> {
            response.setContentType(HTML);
            char[] chars = PAGE.toCharArray();
            for (int at = 0; at < chars.length; at += 333) {
                response.getWriter().write(chars, at, Math.min(333, chars.length - at));
            }
        });
        add("page-writer-print", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().print(PAGE);
        });
        add("page-writer-printf", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().printf("%s", PAGE);
        });
        add("page-writer-append", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().append(PAGE, 0, 100).append(PAGE.charAt(100)).append(PAGE.substring(101));
        });
        add("page-writer-lines", (request, response) -> {
            response.setContentType(HTML);
            for (String part : PAGE.split("(?<=>)")) {
                response.getWriter().print(part);
            }
        });
        add("page-writer-flushed-between", (request, response) -> {
            response.setContentType(HTML);
            for (String part : PAGE.split("(?<=two|one|last)")) {
                response.getWriter().print(part);
                response.getWriter().flush();
            }
        });
        add("page-writer-flushbuffer-between", (request, response) -> {
            response.setContentType(HTML);
            for (String part : PAGE.split("(?<=two|one|last)")) {
                response.getWriter().print(part);
                response.flushBuffer();
            }
        });
        add("page-writer-closed", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().print(PAGE);
            response.getWriter().close();
        });
        add("page-writer-checked", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().print(PAGE);
            if (response.getWriter().checkError()) {
                throw new IOException("the writer reports an error");
            }
        });
    }

    private static void types() {
        add("page-type-by-header", (request, response) -> {
            response.setHeader("Content-Type", HTML);
            response.getOutputStream().write(BYTES);
        });
        add("page-type-by-added-header", (request, response) -> {
            response.addHeader("content-type", HTML);
            response.getOutputStream().write(BYTES);
        });
        add("page-type-after-stream", (request, response) -> {
            ServletOutputStream out = response.getOutputStream();
            response.setContentType(HTML);
            out.write(BYTES);
        });
        add("page-type-after-writer", (request, response) -> {
            response.setCharacterEncoding("UTF-8");
            PrintWriter out = response.getWriter();
            response.setContentType("text/html");
            out.write(PAGE);
        });
        add("page-type-twice", (request, response) -> {
            response.setContentType("text/plain");
            response.setContentType("application/json");
            html(response);
        });
        add("page-type-twice-by-writer", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            PrintWriter out = response.getWriter();
            response.setContentType("text/html");
            out.write(PAGE);
        });
        add("page-type-upper-case", (request, response) -> {
            response.setContentType("TEXT/HTML; charset=utf-8");
            response.getOutputStream().write(BYTES);
        });
        add("page-charset-after-type", (request, response) -> {
            response.setContentType("text/html");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(PAGE);
        });
        add("page-charset-by-locale", (request, response) -> {
            response.setLocale(Locale.ENGLISH);
            response.setContentType("text/html");
            response.getWriter().write(PAGE);
        });
        add("page-charset-by-locale-after-writer", (request, response) -> {
            response.setContentType("text/html;charset=UTF-8");
            PrintWriter out = response.getWriter();
            response.setLocale(Locale.JAPANESE);
            response.setCharacterEncoding("ISO-8859-1");
            out.write(PAGE);
        });
        add("text-charset-by-locale", (request, response) -> {
            response.setLocale(Locale.JAPANESE);
            response.setContentType("text/plain");
            response.getWriter().write("\u65e5\u672c");
        });
        add("piece-charset-by-locale", (request, response) -> {
            response.setLocale(Locale.JAPANESE);
            response.setContentType("text/html");
            response.getWriter().write("<p>\u65e5\u672c");
        });
        add("type-taken-back-after-writer", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            PrintWriter out = response.getWriter();
            response.setContentType(null);
            out.write("gr\u00fc\u00dfe");
        });
        add("page-charset-latin", (request, response) -> {
            response.setContentType("text/html;charset=ISO-8859-1");
            response.getWriter().write(PAGE);
        });
        add("page-charset-none", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream().write(BYTES);
        });
        add(
                "page-type-missing",
                (request, response) -> response.getOutputStream().write(BYTES));
        add("page-type-missing-by-writer", (request, response) -> {
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(PAGE);
        });
    }

    private static void lengths() {
        add("page-length-int", (request, response) -> {
            response.setContentLength(BYTES.length);
            html(response);
        });
        add("page-length-long", (request, response) -> {
            response.setContentType(HTML);
            response.setContentLengthLong(BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("page-length-header", (request, response) -> {
            response.setHeader("Content-Length", "" + BYTES.length);
            html(response);
        });
        add("page-length-added-header", (request, response) -> {
            response.addHeader("content-length", "" + BYTES.length);
            html(response);
        });
        add("page-length-int-header", (request, response) -> {
            response.setContentType(HTML);
            response.setIntHeader("Content-Length", BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("page-length-added-int-header", (request, response) -> {
            response.setContentType(HTML);
            response.addIntHeader("Content-Length", BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("page-length-and-writer", (request, response) -> {
            response.setContentType(HTML);
            response.setContentLength(BYTES.length);
            response.getWriter().write(PAGE);
        });
    }

    private static void resets() {
        add("page-after-reset", (request, response) -> {
            response.setContentType("text/html");
            response.getWriter().write("<p>old <script src=\"https://tracker.example/old.js\"></script><old");
            response.reset();
            html(response);
        });
        add("page-after-reset-by-writer", (request, response) -> {
            response.setContentType("text/plain");
            response.getOutputStream().write("old".getBytes(StandardCharsets.UTF_8));
            response.reset();
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
        });
        add("page-after-resetbuffer", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().write("<p>old<old".getBytes(StandardCharsets.UTF_8));
            response.resetBuffer();
            response.getOutputStream().write(BYTES);
        });
        add("page-after-resetbuffer-by-writer", (request, response) -> {
            response.setContentType(HTML);
            PrintWriter out = response.getWriter();
            out.write("<p>old<old");
            response.resetBuffer();
            out.write(PAGE);
        });
        add("page-after-type-undone-by-reset", (request, response) -> {
            response.setContentType("application/json");
            response.setContentLength(2000);
            response.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
            response.reset();
            html(response);
        });
    }

    private static RequestDispatcher to(HttpServletRequest request, String name) {
        return request.getRequestDispatcher("/c/" + name);
    }

    private static void dispatches() {
        add("part-one", (request, response) -> response.getOutputStream().write(BYTES, 0, 200));
        add("part-two", (request, response) -> response.getOutputStream().write(BYTES, 200, BYTES.length - 200));
        add("part-one-writer", (request, response) -> response.getWriter().write(PAGE, 0, 200));
        add("part-two-writer", (request, response) -> response.getWriter().write(PAGE, 200, PAGE.length() - 200));
        add("page-include-stream", (request, response) -> {
            response.setContentType(HTML);
            to(request, "part-one").include(request, response);
            to(request, "part-two").include(request, response);
        });
        add("page-include-writer", (request, response) -> {
            response.setContentType(HTML);
            to(request, "part-one-writer").include(request, response);
            response.getWriter().flush();
            to(request, "part-two-writer").include(request, response);
        });
        add("page-include-around", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE, 0, 200);
            to(request, "part-two-writer").include(request, response);
        });
        add(
                "page-forward-stream",
                (request, response) -> to(request, "page-stream-whole").forward(request, response));
        add(
                "page-forward-writer",
                (request, response) -> to(request, "page-writer-whole").forward(request, response));
        add(
                "page-forward-pieces",
                (request, response) -> to(request, "page-stream-sevens").forward(request, response));
        add(
                "page-forward-twice",
                (request, response) -> to(request, "page-forward-writer").forward(request, response));
        add("page-forward-after-writing", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write("<p>old<old");
            to(request, "page-writer-whole").forward(request, response);
        });
        add(
                "page-forward-static",
                (request, response) ->
                        request.getRequestDispatcher("/page.html").forward(request, response));
        add(
                "page-forward-through-wrapper",
                (request, response) ->
                        to(request, "page-writer-whole").forward(request, new HttpServletResponseWrapper(response)));
        add("page-forward-named", (request, response) -> {
            if (isFirstTime(request)) {
                named(request).forward(request, response);
            } else {
                response.setContentType(HTML);
                response.getWriter().write(PAGE);
            }
        });
        add("forward-named-not-modified", (request, response) -> {
            if (isFirstTime(request)) {
                named(request).forward(request, response);
            } else {
                response.setHeader("ETag", "\"n1\"");
                response.setStatus(304);
            }
        });
        add("page-include-named", (request, response) -> {
            if (isFirstTime(request)) {
                response.setContentType(HTML);
                response.getWriter().write(PAGE, 0, 200);
                named(request).include(request, response);
            } else {
                response.getWriter().write(PAGE, 200, PAGE.length() - 200);
            }
        });
        add(
                "jsp-forward",
                (request, response) -> request.getRequestDispatcher("/view.jsp").forward(request, response));
        add("jsp-include", (request, response) -> {
            response.setContentType(HTML);
            request.getRequestDispatcher("/view.jsp").include(request, response);
        });
        add("page-forward-then-write", (request, response) -> {
            to(request, "page-writer-whole").forward(request, response);
            response.getWriter().write("after the forward nothing counts");
        });
    }

    private static boolean isFirstTime(HttpServletRequest request) {
        boolean first = request.getAttribute("again") == null;
        request.setAttribute("again", "yes");
        return first;
    }

    private static RequestDispatcher named(HttpServletRequest request) {
        return request.getServletContext()
                .getNamedDispatcher(request.getHttpServletMapping().getServletName());
    }

    /** Parts of an answer say things that only the whole may say. */
    private static void included() {
        add("part-that-says-much", (request, response) -> {
            response.setStatus(404);
            response.setContentType("application/json");
            response.setLocale(Locale.FRENCH);
            response.setContentLength(4);
            response.setHeader("ETag", "\"part\"");
            response.addHeader("Cache-Control", "no-store");
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setIntHeader("X-Int", 1);
            response.addHeader("X-Part", "1");
            response.addHeader("Vary", "X-Part");
            response.addHeader("Content-Security-Policy", "default-src 'none'");
            response.addHeader("Set-Cookie", "part=1");
            response.addCookie(new Cookie("part", "2"));
            response.setHeader("Content-Length", "4");
            response.getOutputStream().print("part");
        });
        add("part-sends-error", (request, response) -> response.sendError(409));
        add("part-sends-error-with-message", (request, response) -> response.sendError(404, "no part"));
        add("part-redirects", (request, response) -> response.sendRedirect("/elsewhere"));
        add("part-redirects-for-good", (request, response) -> redirect(response, 301));
        add("part-resets", (request, response) -> response.reset());
        add("part-flushes", (request, response) -> response.flushBuffer());
        add("part-closes", (request, response) -> response.getOutputStream().close());
        add("include-text", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.setHeader("Cache-Control", "max-age=60");
            response.getOutputStream().print("before ");
            to(request, "part-that-says-much").include(request, response);
            response.getOutputStream().print(" after");
        });
        add("include-before-the-type", (request, response) -> {
            to(request, "part-that-says-much").include(request, response);
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().print(" after");
        });
        for (String part : List.of(
                "that-says-much",
                "sends-error",
                "sends-error-with-message",
                "redirects",
                "redirects-for-good",
                "resets",
                "flushes",
                "closes")) {
            add("including-part-" + part, (request, response) -> {
                response.setContentType(HTML);
                response.setHeader("ETag", "\"whole\"");
                response.getOutputStream().write(BYTES, 0, 200);
                to(request, "part-" + part).include(request, response);
                response.getOutputStream().write(BYTES, 200, BYTES.length - 200);
            });
        }
        add("including-files", (request, response) -> {
            response.setContentType(HTML);
            request.getRequestDispatcher("/style.css").include(request, response);
            request.getRequestDispatcher("/page.html").include(request, response);
        });
    }

    /** Servlet 6.1 knows it; before, an app can only send the plain one. */
    private static void redirect(HttpServletResponse response, Object... how) throws IOException {
        List<Class<?>> types = new ArrayList<>(List.of(String.class));
        List<Object> arguments = new ArrayList<>(List.of("/elsewhere"));
        for (Object one : how) {
            types.add(one instanceof Integer ? int.class : boolean.class);
            arguments.add(one);
        }
        try {
            HttpServletResponse.class
                    .getMethod("sendRedirect", types.toArray(Class<?>[]::new))
                    .invoke(response, arguments.toArray());
        } catch (NoSuchMethodException e) {
            response.sendRedirect("/elsewhere");
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    /** What an app said and takes back: by null in Servlet 6.1, in vain before. */
    private static void takenBack() {
        for (String type : List.of(HTML, "text/plain;charset=UTF-8")) {
            add(type.contains("html") ? "page-headers-taken-back" : "headers-taken-back", (request, response) -> {
                response.setContentType(type);
                for (String name : List.of(
                        "ETag",
                        "Cache-Control",
                        "Last-Modified",
                        "Vary",
                        "Content-Security-Policy",
                        "Link",
                        "Refresh",
                        "X-Own",
                        "Content-Length",
                        "Set-Cookie")) {
                    response.setHeader(name, "1");
                    response.addHeader(name, null);
                    response.setHeader(name, null);
                }
                response.getOutputStream().write(BYTES);
            });
        }
        add("no-type-headers-taken-back", (request, response) -> {
            response.setHeader("ETag", "\"t1\"");
            response.setHeader("Cache-Control", "max-age=60");
            response.setHeader("ETag", null);
            response.setHeader("Cache-Control", null);
            response.getOutputStream().print("text");
        });
        add("download-taken-back", (request, response) -> {
            response.setHeader("Content-Disposition", "attachment");
            response.setContentType(HTML);
            response.setHeader("Content-Disposition", null);
            response.getOutputStream().write(BYTES);
        });
        add("type-taken-back", (request, response) -> {
            response.setContentType("application/json");
            response.setContentType(null);
            response.getOutputStream().write(BYTES);
        });
        add("type-taken-back-by-header", (request, response) -> {
            response.setContentType("application/json");
            response.setHeader("Content-Type", null);
            response.getOutputStream().print("{}");
        });
        add("charset-taken-back", (request, response) -> {
            response.setContentType("text/plain");
            response.setCharacterEncoding("UTF-16BE");
            response.setCharacterEncoding((String) null);
            response.getWriter().print("a");
        });
        add("charset-that-nobody-knows", (request, response) -> {
            response.setContentType("text/plain");
            String seen = "known";
            try {
                response.setCharacterEncoding("no-such");
                response.getWriter();
            } catch (UnsupportedEncodingException | IllegalArgumentException e) {
                seen = "unknown";
            }
            response.setCharacterEncoding("UTF-8");
            response.getWriter().print(seen);
        });
        add("length-taken-back", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.setContentLength(2);
            response.setContentLengthLong(-1);
            response.getOutputStream().print("longer");
        });
    }

    private static void asynchronous() {
        add("async-original", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            boolean given = request.getParameter("given") != null;
            AsyncContext context = given
                    ? request.startAsync(request, new HttpServletResponseWrapper(response))
                    : request.startAsync();
            response.getOutputStream()
                    .print(context.hasOriginalRequestAndResponse() + " "
                            + request.getAsyncContext().hasOriginalRequestAndResponse());
            context.complete();
        });
        add("async-context-again", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            AsyncContext context = request.startAsync();
            response.getOutputStream().print((context == request.getAsyncContext()) + " ");
            response.getOutputStream().print(context == new HttpServletRequestWrapper(request).getAsyncContext());
            context.complete();
        });
        add("async-context-in-a-list", (request, response) -> {
            AsyncContext context = request.startAsync();
            List<AsyncContext> waiting = new ArrayList<>(List.of(context));
            context.setTimeout(200);
            context.addListener(
                    new Listener() {
                        @Override
                        public void onTimeout(AsyncEvent event) throws IOException {
                            event.getSuppliedResponse().setContentType("text/plain;charset=UTF-8");
                            event.getSuppliedResponse()
                                    .getOutputStream()
                                    .print(waiting.remove(event.getAsyncContext()) + " " + event.getThrowable());
                            event.getAsyncContext().complete();
                        }
                    },
                    request,
                    response);
        });
        add("async-completes-though-nobody-listens", (request, response) -> {
            response.setContentType(HTML);
            AsyncContext context = request.startAsync();
            CountDownLatch door = door(request);
            thread(() -> {
                untilNobodyListens(context.getResponse().getOutputStream());
                try {
                    context.complete();
                } catch (IllegalStateException e) {
                    // The container heard of the visitor's leaving first and has ended the answer, as without us.
                }
                door.countDown();
            });
        });
        add("page-async-dispatch", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.dispatch("/c/page-writer-whole");
        });
        add("page-async-dispatch-given", (request, response) -> {
            AsyncContext context = request.startAsync(request, response);
            context.dispatch("/c/page-stream-whole");
        });
        add("page-async-dispatch-later", (request, response) -> {
            AsyncContext context = request.startAsync();
            thread(() -> context.dispatch("/c/page-stream-sevens"));
        });
        add("page-async-complete", (request, response) -> {
            AsyncContext context = request.startAsync();
            thread(() -> {
                html((HttpServletResponse) context.getResponse());
                context.complete();
            });
        });
        add("page-async-complete-given", (request, response) -> {
            AsyncContext context = request.startAsync(request, response);
            thread(() -> {
                response.setContentType(HTML);
                response.getWriter().write(PAGE);
                context.complete();
            });
        });
        add("page-async-complete-at-once", (request, response) -> {
            AsyncContext context = request.startAsync();
            html(response);
            context.complete();
        });
        add("page-async-start", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                try {
                    html((HttpServletResponse) context.getResponse());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                context.complete();
            });
        });
        add("page-async-half-before", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE, 0, 1111);
            AsyncContext context = request.startAsync();
            thread(() -> {
                context.getResponse().getWriter().write(PAGE, 1111, PAGE.length() - 1111);
                request.getAsyncContext().complete();
            });
        });
        add(
                "page-forward-async",
                (request, response) -> to(request, "page-async-half-before").forward(request, response));
        add("page-async-timeout", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(200);
            context.addListener(new Listener() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    html((HttpServletResponse) event.getAsyncContext().getResponse());
                    event.getAsyncContext().complete();
                }
            });
        });
        add("async-error-answered", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.addListener(new Listener() {
                @Override
                public void onError(AsyncEvent event) throws IOException {
                    html((HttpServletResponse) event.getAsyncContext().getResponse());
                    event.getAsyncContext().complete();
                }
            });
            context.dispatch("/c/exception");
        });
        add("page-async-twice", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.dispatch("/c/page-async-complete");
        });
        add("page-nonblocking", (request, response) -> nonBlocking(request, response, 4096));
        add("page-nonblocking-tiny", (request, response) -> nonBlocking(request, response, 13));
        add("long-nonblocking-closed", Cases::nonBlockingAtOnce);
        add(
                "async-timeout-unhandled",
                (request, response) -> request.startAsync().setTimeout(200));
    }

    /** Each piece ends in a tag that has only begun. */
    private static void untilNobodyListens(OutputStream out) {
        try {
            for (int i = 0; i < TICKS_MAX; i++) {
                out.write("<p>tick</p><".getBytes(StandardCharsets.UTF_8));
                out.flush();
                opens(new CountDownLatch(1), 1);
            }
        } catch (IOException e) {
            // The visitor has gone.
        }
    }

    private static void nonBlocking(HttpServletRequest request, HttpServletResponse response, int size)
            throws IOException {
        AsyncContext context = request.startAsync();
        response.setContentType(HTML);
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new WriteListener() {
            private int at;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (at >= BYTES.length) {
                        context.complete();
                        return;
                    }
                    int length = Math.min(size, BYTES.length - at);
                    out.write(BYTES, at, length);
                    at += length;
                }
            }

            @Override
            public void onError(Throwable error) {
                context.complete();
            }
        });
    }

    /** More than sockets take while the visitor does not read; the app asks once whether it may write, and then ends. */
    private static void nonBlockingAtOnce(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext context = request.startAsync();
        response.setContentType(HTML);
        ServletOutputStream out = response.getOutputStream();
        byte[] page = (PAGE.replace("<p>two</p>", "<p>two</p>\n" + "<p>more</p>\n".repeat(1 << 20)))
                .getBytes(StandardCharsets.UTF_8);
        out.setWriteListener(new WriteListener() {
            private boolean written;

            @Override
            public void onWritePossible() throws IOException {
                if (!written && out.isReady()) {
                    written = true;
                    out.write(page);
                    out.close();
                    context.complete();
                }
            }

            @Override
            public void onError(Throwable error) {
                context.complete();
            }
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                Thread.sleep(30);
                work.run();
            } catch (Exception e) {
                e.printStackTrace();
            }
        });
        thread.start();
    }

    /** An async listener that does nothing. */
    private static class Listener implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) throws IOException {}

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) throws IOException {}

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {}
    }

    private static void wrapped() {
        add("page-through-wrapper", (request, response) -> html(new HttpServletResponseWrapper(response)));
        add("page-through-buffering-wrapper", (request, response) -> {
            StringWriter buffer = new StringWriter();
            HttpServletResponse buffering = new HttpServletResponseWrapper(response) {
                @Override
                public PrintWriter getWriter() {
                    return new PrintWriter(buffer);
                }
            };
            to(request, "page-writer-whole").include(request, buffering);
            response.setContentType(HTML);
            response.getWriter().write(buffer.toString());
        });
    }

    /** A response that keeps what is written, as filters for entity tags and decorators make it. */
    private static final class Keeping extends HttpServletResponseWrapper {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final PrintWriter writer = new PrintWriter(kept, false, StandardCharsets.UTF_8);

        Keeping(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int b) {
                    kept.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        byte[] kept() {
            writer.flush();
            return kept.toByteArray();
        }
    }

    /** A response that packs what is written, as filters for compression make it: with the first byte, or a little earlier. */
    private static final class Packing extends HttpServletResponseWrapper {
        private ServletOutputStream stream;
        private PrintWriter writer;

        Packing(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setContentLength(int bytes) {}

        @Override
        public void setContentLengthLong(long bytes) {}

        @Override
        public PrintWriter getWriter() throws IOException {
            if (writer == null) {
                writer = new PrintWriter(stream(), false, StandardCharsets.UTF_8);
            }
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (writer != null) {
                throw new IllegalStateException("getWriter() was called");
            }
            return stream();
        }

        private ServletOutputStream stream() throws IOException {
            if (stream == null) {
                setHeader("Content-Encoding", "gzip");
                stream = packing(new GZIPOutputStream(getResponse().getOutputStream()));
            }
            return stream;
        }

        private static ServletOutputStream packing(GZIPOutputStream gzip) {
            return new ServletOutputStream() {
                @Override
                public void write(int b) throws IOException {
                    gzip.write(b);
                }

                @Override
                public void close() throws IOException {
                    gzip.close();
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        void end() throws IOException {
            if (writer != null) {
                writer.close();
            } else {
                stream.close();
            }
        }
    }

    private static void kept() {
        for (String view : List.of("page-stream-whole", "page-writer-whole", "json-writer", "no-type", "json-stream")) {
            add("kept-" + view, (request, response) -> {
                Keeping keeping = new Keeping(response);
                to(request, view).forward(request, keeping);
                byte[] body = keeping.kept();
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            });
        }
        for (String view : List.of("page-stream-whole", "page-writer-whole", "json-stream")) {
            add("packed-by-a-filter-" + view, (request, response) -> {
                Packing packing = new Packing(response);
                to(request, view).forward(request, packing);
                packing.end();
            });
        }
        add("kept-and-decorated", (request, response) -> {
            Keeping keeping = new Keeping(response);
            to(request, "page-writer-whole").forward(request, keeping);
            request.setAttribute("kept", keeping.kept());
            to(request, "decorator").forward(request, response);
        });
        add("decorator", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().write((byte[]) request.getAttribute("kept"));
        });
        add("kept-file", (request, response) -> {
            Keeping keeping = new Keeping(response);
            request.getRequestDispatcher("/page.html").forward(request, keeping);
            response.getOutputStream().write(keeping.kept());
        });
    }

    private static byte[] gzip(byte[] plain, int offset, int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain, offset, length);
        }
        return packed.toByteArray();
    }

    private static void compressed() {
        add("gzip-whole", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(gzip(BYTES, 0, BYTES.length));
        });
        add("gzip-begun-before-the-type", (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            GZIPOutputStream gzip = new GZIPOutputStream(response.getOutputStream());
            response.setContentType(HTML);
            gzip.write(BYTES);
            gzip.finish();
        });
        add("style-packed-before-the-type", (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            GZIPOutputStream gzip = new GZIPOutputStream(response.getOutputStream());
            response.setContentType("text/css;charset=UTF-8");
            response.setHeader("ETag", "\"s1\"");
            response.setHeader("Cache-Control", "max-age=60");
            gzip.write(BYTES);
            gzip.finish();
        });
        add("gzip-flushed-before-the-type", (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            GZIPOutputStream gzip = new GZIPOutputStream(response.getOutputStream());
            response.flushBuffer();
            response.setContentType(HTML);
            gzip.write(BYTES);
            gzip.finish();
        });
        add("gzip-length", (request, response) -> {
            byte[] packed = gzip(BYTES, 0, BYTES.length);
            response.setContentType(HTML);
            response.setHeader("Content-Encoding", "gzip");
            response.setContentLength(packed.length);
            response.getOutputStream().write(packed);
        });
        add("gzip-pieces", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Encoding", "gzip");
            for (byte b : gzip(BYTES, 0, BYTES.length)) {
                response.getOutputStream().write(b);
            }
        });
        add("gzip-members", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(gzip(BYTES, 0, 500));
            response.getOutputStream().write(gzip(BYTES, 500, BYTES.length - 500));
        });
        add("unknown-coding", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Encoding", "br");
            response.getOutputStream().write(new byte[] {1, 2, 3, 4});
        });
        // To who reads ASCII, a comment opens inside the Japanese text, and the script behind it is part of that.
        byte[] japanese = ("<!doctype html><title>a</title><meta charset=iso-2022-jp>\u001b$B<!--\u001b(B"
                        + "<script src=\"https://tracker.example/t.js\"></script>-->")
                .getBytes(StandardCharsets.US_ASCII);
        add("declared-in-page-pieces", (request, response) -> {
            response.setContentType("text/html");
            for (byte b : japanese) {
                response.getOutputStream().write(b);
            }
        });
        add("declared-in-page-gzip", (request, response) -> {
            response.setContentType("text/html");
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(gzip(japanese, 0, japanese.length));
        });
        // The standard's prescan finds a declaration here; Chromium reads a title and nothing in it.
        byte[] hidden = ("<!doctype html><title><meta charset=iso-2022-jp></title>\u001b$B<!--\u001b(B"
                        + "<script src=\"https://tracker.example/t.js\"></script>-->")
                .getBytes(StandardCharsets.US_ASCII);
        add("declared-in-title", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream().write(hidden);
        });
        add(
                "declared-in-title-of-no-type",
                (request, response) -> response.getOutputStream().write(hidden));
        add("declared-in-title-of-xhtml", (request, response) -> {
            response.setContentType("application/xhtml+xml");
            response.getOutputStream()
                    .write("<?xml version='1.0' encoding='Shift_JIS'?><html xmlns='http://www.w3.org/1999/xhtml'/>"
                            .getBytes(StandardCharsets.US_ASCII));
        });
        add("declared-in-title-flushed-before", (request, response) -> {
            response.setContentType("text/html");
            response.flushBuffer();
            response.getOutputStream().write(hidden);
        });
        add("declared-in-page-as-utf-8", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream()
                    .write("<!doctype html><meta charset=utf-8><p>x".getBytes(StandardCharsets.US_ASCII));
        });
        // A sign of practice that JIS X 0208 lacks: the JDK does not know it.
        byte[] circled = {(byte) 0xAD, (byte) 0xA1};
        add("declared-in-page-as-euc-jp", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream()
                    .write("<!doctype html><meta charset=euc-jp><p>".getBytes(StandardCharsets.US_ASCII));
            response.getOutputStream().write(circled);
        });
        add("declared-in-a-piece", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream()
                    .write("<p>gr\u00fc\u00dfe <meta charset=gb2312>".getBytes(StandardCharsets.UTF_8));
        });
        add("declared-nowhere", (request, response) -> {
            response.setContentType("text/html");
            response.getOutputStream().write("<!doctype html><p>x".getBytes(StandardCharsets.US_ASCII));
        });
        add("utf-16", (request, response) -> {
            response.setContentType("text/html;charset=UTF-16LE");
            response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_16LE));
        });
        add("utf-16-writer", (request, response) -> {
            response.setContentType("text/html;charset=UTF-16BE");
            response.getWriter().write(PAGE);
        });
        add("umlauts-writer", (request, response) -> {
            response.setContentType("text/html;charset=ISO-8859-1");
            response.getWriter().write("<p>Gr\u00fc\u00dfe \u20ac \ud83d\ude00");
        });
        add("umlauts-utf8-writer", (request, response) -> {
            response.setContentType(HTML);
            for (char c : "<p>Gr\u00fc\u00dfe \u20ac \ud83d\ude00".toCharArray()) {
                response.getWriter().write(c);
            }
        });
    }

    private static void answers() {
        add("json-stream", (request, response) -> {
            response.setContentType("application/json");
            byte[] json = "{\"a\":[1,2,3],\"h\":\"<script src='https://tracker.example/t.js'>\"}"
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        });
        add("json-writer", (request, response) -> {
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setHeader("ETag", "\"j1\"");
            response.getWriter().print("{\"a\":\"\u00e4\u20ac\"}");
        });
        add("text-writer", (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter().print("plain <script src=https://tracker.example/t.js>");
        });
        add("text-writer-flushed", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print("one");
            response.getWriter().flush();
            response.getWriter().print("two");
        });
        add("no-type", (request, response) -> response.getOutputStream().write(new byte[] {0, 1, 2, 3}));
        add("no-type-writer", (request, response) -> response.getWriter().write("just text"));
        add("binary", (request, response) -> {
            response.setContentType("application/octet-stream");
            response.setContentLengthLong(100_000);
            response.getOutputStream().write(new byte[100_000]);
        });
        add("download", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Disposition", "attachment; filename=\"page.html\"");
            response.setContentLength(BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("download-type-first", (request, response) -> {
            response.setContentType(HTML);
            keptFor(response);
            response.setHeader("Content-Disposition", "attachment");
            response.setContentLength(BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("download-disposition-first", (request, response) -> {
            response.setHeader("Content-Disposition", "Attachment; filename=page.html");
            keptFor(response);
            response.setContentType(HTML);
            response.getOutputStream().write(BYTES);
        });
        add("page-shown-after-all", (request, response) -> {
            response.setHeader("Content-Disposition", "attachment");
            response.setContentType(HTML);
            response.setHeader("Content-Disposition", "inline");
            response.getOutputStream().write(BYTES);
        });
        add("sendfile-binary", (request, response) -> sendFile(request, response, "application/pdf", "/big.bin"));
        add("page-sendfile", (request, response) -> sendFile(request, response, HTML, "/page.html"));
        add("download-said-late", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("ETag", "\"d1\"");
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setHeader("Accept-Ranges", "bytes");
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setHeader("Content-Disposition", "attachment; filename=\"page.html\"");
            response.setContentLength(BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("text-after-all", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Cache-Control", "public, max-age=60");
            response.setHeader("Expires", "Thu, 01 Jan 2037 00:00:00 GMT");
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write(BYTES);
        });
        add("no-type-blank-first", (request, response) -> {
            response.getOutputStream().write('\n');
            response.getOutputStream().write(" \t\n".getBytes(StandardCharsets.US_ASCII));
            response.getOutputStream().write(BYTES);
        });
        add("no-type-blank-flushed", (request, response) -> {
            response.getOutputStream().write('\n');
            response.flushBuffer();
            response.getOutputStream().write(BYTES);
        });
        add("no-type-cached-flushed", (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.setHeader("ETag", "\"u1\"");
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setContentLength(BYTES.length);
            response.flushBuffer();
            response.getOutputStream().write(BYTES);
        });
        add("no-type-cached-packed", (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(gzip(BYTES, 0, BYTES.length));
        });
        add("no-type-cached-then-text", (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.setHeader("ETag", "\"u2\"");
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(gzip(BYTES, 0, BYTES.length));
            response.setContentType("text/plain;charset=UTF-8");
        });
        add("type-after-a-blank", (request, response) -> {
            response.getOutputStream().write('\n');
            html(response);
        });
        add("no-type-blank-then-data", (request, response) -> {
            response.getOutputStream().write('\n');
            response.getOutputStream().write("{\"a\": \"<html>\"}".getBytes(StandardCharsets.US_ASCII));
        });
        add(
                "no-type-only-blanks",
                (request, response) ->
                        response.getOutputStream().write(" \n".repeat(1_000).getBytes(StandardCharsets.US_ASCII)));
        add("no-type-packed", (request, response) -> {
            response.setHeader("Content-Encoding", "gzip");
            response.getOutputStream().write(gzip(BYTES, 0, BYTES.length));
        });
        add("json-typed-as-page", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().print("{\"success\": true, \"page\": \"<b>done</b>\"}");
        });
        add(
                "no-type-xml",
                (request, response) -> response.getOutputStream()
                        .write(
                                "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>T</title><script src='https://tracker.example/t.js'></script></head></html>"
                                        .getBytes(StandardCharsets.UTF_8)));
        add("type-as-asked", (request, response) -> {
            response.setHeader("Content-Type", request.getParameter("type"));
            response.getOutputStream().write(BYTES);
        });
        add("no-type-no-sniffing", (request, response) -> {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getOutputStream().write("<p>shown as text</p>".getBytes(StandardCharsets.UTF_8));
        });
        add("cached-empty", (request, response) -> response.setHeader("Cache-Control", "max-age=60"));
        add("forward-empty", (request, response) -> to(request, "cached-empty").forward(request, response));
        add(
                "forward-not-modified",
                (request, response) -> to(request, "not-modified").forward(request, response));
        add("javascript", (request, response) -> {
            response.setContentType("text/javascript;charset=UTF-8");
            response.getWriter().print("self.x = 1;");
        });
        add("svg", (request, response) -> {
            response.setContentType("image/svg+xml");
            response.getWriter().print("<svg xmlns='http://www.w3.org/2000/svg'/>");
        });
        add("partial-response", (request, response) -> {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .print(
                            "<?xml version='1.0'?><partial-response><changes><update id=\"a\"><![CDATA["
                                    + "<script src=\"https://tracker.example/t.js\"></script>]]></update></changes></partial-response>");
        });
        add("xhtml", (request, response) -> {
            response.setContentType("application/xhtml+xml;charset=UTF-8");
            response.getWriter()
                    .print("<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head><body>"
                            + "<script src=\"https://tracker.example/t.js\"></script></body></html>");
        });
        add("events", (request, response) -> {
            response.setContentType("text/event-stream");
            untilSeen(request, response.getOutputStream(), "data: tick\n\n");
        });
        add("endless-page", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream()
                    .write("<!DOCTYPE html><title>T</title><p>start".getBytes(StandardCharsets.UTF_8));
            untilSeen(request, response.getOutputStream(), "<p>tick");
        });
        add("slow-page-writer", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().print("<!DOCTYPE html><title>T</title><p>tick");
            response.getWriter().flush();
            response.getWriter().print(opens(door(request), TICKS_MAX) ? "<p>fin" : "<p>nobody saw it");
        });
        add("open-door", (request, response) -> {
            door(request).countDown();
            response.setContentType("text/plain");
            response.getOutputStream().print("open");
        });
        add("empty", (request, response) -> {});
        add("empty-page", (request, response) -> response.setContentType(HTML));
        add("empty-page-stream", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().flush();
        });
        add("empty-flushed", (request, response) -> {
            response.setContentLength(0);
            response.flushBuffer();
        });
        add("empty-page-writer", (request, response) -> {
            response.setContentType("text/html");
            response.getWriter();
        });
        add("events-until-nobody-listens", (request, response) -> {
            response.setContentType("text/event-stream");
            for (int i = 0; i < TICKS_MAX; i++) {
                response.getWriter().write("data: tick\n\n");
                if (response.getWriter().checkError()) {
                    door(request).countDown();
                    return;
                }
                opens(new CountDownLatch(1), 1);
            }
        });
        add("whether-door-opens", (request, response) -> {
            response.setContentType("text/plain");
            response.getOutputStream().print(opens(door(request), TICKS_MAX / 2) ? "open" : "closed");
        });
        add("text-writer-lines", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            writeLines(response.getWriter());
        });
        add("text-writer-numbers", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            writeNumbers(response);
        });
        add("numbers-of-a-page", (request, response) -> {
            response.setContentType(HTML);
            writeNumbers(response);
        });
        add("text-writer-opened", (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter();
        });
        add("json-writer-opened", (request, response) -> {
            response.setContentType("application/json");
            response.getWriter();
        });
        add("lines-of-a-page", (request, response) -> {
            response.setContentType(HTML);
            writeLines(response.getWriter());
        });
        add("text-stream-lines", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            ServletOutputStream out = response.getOutputStream();
            out.println("a");
            out.println(1.5);
            out.println(true);
            out.println();
            out.print('c');
        });
        add("no-content", (request, response) -> response.setStatus(204));
        add("not-modified", (request, response) -> {
            response.setHeader("ETag", "\"n1\"");
            response.setStatus(304);
        });
        add("partial-page", (request, response) -> {
            response.setStatus(206);
            response.setContentType(HTML);
            response.setHeader("Content-Range", "bytes 0-9/1000");
            response.getOutputStream().write(BYTES, 0, 10);
        });
        add("trailers", (request, response) -> {
            response.setHeader("Trailer", "X-Sum");
            response.setTrailerFields(() -> Map.of("X-Sum", "42"));
            response.setContentType("text/plain");
            response.getOutputStream().write("body".getBytes(StandardCharsets.UTF_8));
        });
        add("skipped-pdf-source", (request, response) -> {
            Consent.skip(request);
            response.setHeader("ETag", "\"s1\"");
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setContentType(HTML);
            response.setContentLength(BYTES.length);
            response.getWriter().write(PAGE);
        });
        add("upgrade", (request, response) -> {
            response.setStatus(101);
            response.setHeader("Connection", "Upgrade");
            response.setHeader("Upgrade", "echo");
            request.upgrade(EchoHandler.class);
        });
        add("page-trailers", (request, response) -> {
            response.setHeader("Trailer", "X-Sum");
            response.setTrailerFields(() -> Map.of("X-Sum", "42"));
            html(response);
        });
        add("skipped", (request, response) -> {
            Consent.skip(request);
            html(response);
        });
        add("stream-after-writer", (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter();
            try {
                response.getOutputStream();
            } catch (IllegalStateException e) {
                response.getWriter().print("refused");
            }
        });
        add("writer-after-stream", (request, response) -> {
            response.setContentType("text/plain");
            response.getOutputStream();
            try {
                response.getWriter();
            } catch (IllegalStateException e) {
                response.getOutputStream().print("refused");
            }
        });
    }

    private static void writeNumbers(HttpServletResponse response) throws IOException {
        response.setLocale(Locale.GERMANY);
        response.getWriter().printf("%.2f%n", 1.5);
        response.getWriter().format("%.2f%n", 2.5);
    }

    private static void writeLines(PrintWriter out) {
        out.println("<p>a");
        out.println('b');
        out.println(new char[] {'c'});
        out.println((Object) null);
        out.println((String) null);
        out.println(1);
        out.println(2L);
        out.println(1.5f);
        out.println(1.25);
        out.println(true);
        out.println();
        out.printf("%s%n", "d");
        out.format(Locale.GERMANY, "%.2f%n", 1.5);
        out.append("ef", 1, 2).append((CharSequence) null);
    }

    private static void keptFor(HttpServletResponse response) {
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setHeader("ETag", "\"d1\"");
        response.setDateHeader("Last-Modified", 1_000_000_000_000L);
    }

    /** As Tomcat's documentation has it ("Asynchronous writes"); other containers do not offer it. */
    private static void sendFile(HttpServletRequest request, HttpServletResponse response, String type, String path)
            throws IOException {
        Path file = Path.of(request.getServletContext().getRealPath(path));
        response.setContentType(type);
        response.setContentLengthLong(Files.size(file));
        if (Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"))) {
            request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
            request.setAttribute("org.apache.tomcat.sendfile.start", 0L);
            request.setAttribute("org.apache.tomcat.sendfile.end", Files.size(file));
        } else {
            Files.copy(file, response.getOutputStream());
        }
    }

    /** Something that is forbidden once the head has left: the app notices, and goes on. */
    private static Case tooLate(Forbidden call) {
        return (request, response) -> {
            response.setContentType(HTML);
            // In the middle of a tag: what is held then must not be lost.
            int middle = PAGE.indexOf("t.js");
            response.getOutputStream().write(BYTES, 0, middle);
            response.flushBuffer();
            try {
                call.on(response);
            } catch (IllegalStateException e) {
                // As the specification has it.
            }
            response.getOutputStream().write(BYTES, middle, BYTES.length - middle);
        };
    }

    private interface Forbidden {
        void on(HttpServletResponse response) throws IOException;
    }

    /** Writes and flushes until another request says that it has been seen, or for half a minute. */
    private static void untilSeen(HttpServletRequest request, OutputStream out, String tick) throws IOException {
        boolean seen = false;
        for (int i = 0; i < TICKS_MAX && !seen; i++) {
            out.write(tick.getBytes(StandardCharsets.UTF_8));
            out.flush();
            seen = opens(door(request), 1);
        }
        out.write((seen ? "fin" : "nobody saw it").getBytes(StandardCharsets.UTF_8));
    }

    private static CountDownLatch door(HttpServletRequest request) {
        return DOORS.computeIfAbsent(request.getParameter("door"), name -> new CountDownLatch(1));
    }

    private static boolean opens(CountDownLatch door, int ticks) throws IOException {
        try {
            return door.await(ticks * TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void errors() {
        add("error-page", (request, response) -> html(response));
        add("error-page-writer", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE);
        });
        add("error-404", (request, response) -> response.sendError(404));
        add("error-409", (request, response) -> response.sendError(409, "conflict"));
        add("error-after-writing", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write("<p>old<old");
            response.sendError(404);
        });
        add("error-after-json", (request, response) -> {
            response.setContentType("application/json");
            response.setContentLength(5000);
            response.sendError(404);
        });
        add("error-418", (request, response) -> response.sendError(418, "teapot"));
        add("exception", (request, response) -> {
            throw new ServletException("on purpose");
        });
        add("runtime-exception", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write("<p>old<old");
            throw new IllegalStateException("on purpose");
        });
        add("error-in-async", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.dispatch("/c/exception");
        });
        add("error-in-forward", (request, response) -> to(request, "error-404").forward(request, response));
        add("page-error-after-flush", tooLate(response -> response.sendError(404)));
        add("page-error-with-message-after-flush", tooLate(response -> response.sendError(409, "conflict")));
        add("page-redirect-after-flush", tooLate(response -> response.sendRedirect("/elsewhere")));
        add("page-reset-after-flush", tooLate(HttpServletResponse::reset));
        add("page-buffer-reset-after-flush", tooLate(HttpServletResponse::resetBuffer));
        add("error-after-flush-unhandled", (request, response) -> {
            response.setContentType(HTML);
            response.getOutputStream().write(BYTES, 0, BYTES.length / 2);
            response.flushBuffer();
            response.sendError(404);
        });
        add("early-hints", (request, response) -> {
            response.setHeader(
                    "Link", "</own.css>; rel=preload; as=style, <https://tracker.example/t.js>; rel=preload");
            response.sendError(103);
            html(response);
        });
        add("redirect", (request, response) -> response.sendRedirect("/elsewhere"));
        add("redirect-after-writing", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write("<p>old<old");
            response.addCookie(new Cookie("kept", "1"));
            response.sendRedirect("/elsewhere");
        });
        add("redirect-of-a-page", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Cache-Control", "max-age=60");
            response.setHeader("ETag", "\"r1\"");
            response.getOutputStream().write(BYTES, 0, 300);
            response.sendRedirect("/elsewhere");
        });
        add("redirect-for-good", (request, response) -> {
            response.setHeader("Cache-Control", "max-age=60");
            redirect(response, 301);
        });
        add("redirect-with-status", (request, response) -> {
            response.setHeader("Cache-Control", "max-age=60");
            redirect(response, 307, true);
        });
        add("redirect-with-body", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().write(PAGE, 0, 900);
            redirect(response, 303, false);
        });
        add("redirect-with-the-body-so-far", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("see there");
            redirect(response, false);
        });
        add("status-404-page", (request, response) -> {
            response.setStatus(404);
            html(response);
        });
    }

    private static void headers() {
        add("cached-page", (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=3600, s-maxage=60");
            response.setHeader("ETag", "\"v1\"");
            response.setDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setDateHeader("Expires", 4_000_000_000_000L);
            response.setHeader("Surrogate-Control", "max-age=60");
            response.setHeader("CDN-Cache-Control", "max-age=60");
            response.setHeader("Example-CDN-Cache-Control", "max-age=60");
            response.setHeader("X-Accel-Expires", "60");
            response.setHeader("Edge-Control", "max-age=60");
            response.setHeader("Content-MD5", "abc");
            html(response);
        });
        add("cached-page-type-first", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("ETag", "W/\"v2\"");
            response.addDateHeader("Last-Modified", 1_000_000_000_000L);
            response.setDateHeader("Expires", 4_000_000_000_000L);
            response.setHeader("Cache-Control", "No-Store");
            response.getOutputStream().write(BYTES);
        });
        add("cached-by-an-outer-filter", (request, response) -> {
            HttpServletResponse unwrapped = containers(response);
            for (String name : SHARED_CACHES) {
                unwrapped.setHeader(name, "max-age=60");
            }
            unwrapped.setHeader("Content-Digest", "sha-256=:abc=:");
            unwrapped.setDateHeader("Last-Modified", 1_000_000_000_000L);
            html(response);
        });
        add("conditional-page", (request, response) -> {
            response.setHeader("ETag", "\"v1\"");
            String tags = request.getHeader("If-None-Match");
            if ((tags != null && tags.contains("\"v1\"")) || request.getDateHeader("If-Modified-Since") >= 0) {
                response.setStatus(304);
                return;
            }
            html(response);
        });
        add("vary-page", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Vary", "Accept-Language");
            response.getOutputStream().write(BYTES);
        });
        add("csp-host-list", csp("default-src 'self' https://cdn.example"));
        add("csp-nonce", csp("script-src 'nonce-abc123' 'strict-dynamic'; style-src 'self'"));
        add("csp-after-type", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("Content-Security-Policy", "script-src 'self'");
            response.getOutputStream().write(BYTES);
        });
        add(
                "csp-strict-dynamic",
                csp("script-src 'nonce-abc123' 'strict-dynamic' https:; object-src 'none'; base-uri 'none'"));
        add("csp-hashes", csp("script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; style-src 'self'"));
        add("csp-sandbox", csp("sandbox allow-scripts allow-forms"));
        add("csp-frame-src-none", csp("frame-src 'none'"));
        add("csp-form-action-none", csp("form-action 'none'"));
        add("csp-report-only", (request, response) -> {
            response.setHeader("Content-Security-Policy-Report-Only", "default-src 'self'");
            html(response);
        });
        add("csp-two", (request, response) -> {
            response.addHeader("Content-Security-Policy", "default-src 'self'");
            response.addHeader("Content-Security-Policy", "script-src 'nonce-abc123', img-src 'self'");
            html(response);
        });
        add("csp-meta", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter()
                    .print(PAGE.replace(
                            "<head>",
                            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'nonce-m'\">"));
        });
        add("language-page", (request, response) -> {
            response.setContentType(HTML);
            String header = request.getParameter("header");
            if (header != null) {
                response.setHeader("Content-Language", header);
            }
            response.setHeader("ETag", "\"l1\"");
            String tags = request.getHeader("If-None-Match");
            if (tags != null && tags.contains("\"l1\"")) {
                response.setStatus(304);
                return;
            }
            response.getWriter()
                    .print("<!DOCTYPE html><html" + request.getParameter("html") + "><head><title>T</title></head>"
                            + "<body><p>one</p></body></html>");
        });
        add("based-page", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter()
                    .print(
                            "<!DOCTYPE html><html><head><title>T</title><base href=\"" + request.getParameter("base")
                                    + "\"></head><body><p>one</p><iframe src=\"https://tracker.example/f\"></iframe></body></html>");
        });
        add("csp-reporting", csp("default-src 'self'; report-uri https://tracker.example/r"));
        add("contact-headers", (request, response) -> {
            response.addHeader("Link", "<https://tracker.example/t.js>; rel=preload; as=script");
            response.addHeader("Link", "</own.css>; rel=preload; as=style");
            response.setHeader("X-Other", "https://tracker.example/");
            html(response);
        });
        add("headers-if-absent", (request, response) -> {
            response.setContentType(HTML);
            response.setHeader("X-Seen", response.getHeaders("Vary") + " " + response.getHeader("Cache-Control"));
            if (!response.containsHeader("Content-Security-Policy")) {
                response.setHeader("Content-Security-Policy", "img-src 'self'");
            }
            if (!response.getHeaderNames().contains("Cache-Control")) {
                response.setHeader("Cache-Control", "no-cache, no-store, max-age=0");
                response.setHeader("Pragma", "no-cache");
            }
            response.getOutputStream().write(BYTES);
        });
        add("late-header", (request, response) -> {
            response.setContentType(HTML);
            response.getWriter().print("<html><head></head><body>" + "<p>seven</p>".repeat(600) + "</body></html>");
            response.setHeader("X-Late", "said while the container still has it all");
        });
        add("plain-page-headers", (request, response) -> {
            response.addHeader("X-Many", "1");
            response.addHeader("X-Many", "2");
            response.setHeader("Content-Language", "fr");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Access-Control-Allow-Origin", "*");
            html(response);
        });
        add("plain-headers", (request, response) -> {
            response.addHeader("X-Many", "1");
            response.addHeader("X-Many", "2");
            response.setIntHeader("X-Int", 7);
            response.addIntHeader("X-Int", 8);
            response.setDateHeader("X-Date", 1_000_000_000_000L);
            response.setHeader("X-Set", "old");
            response.setHeader("X-Set", "new");
            response.setContentType("text/plain");
            response.getOutputStream().print("ok");
        });
        add("reporting-headers", (request, response) -> {
            response.setHeader("Reporting-Endpoints", "a=\"https://tracker.example/r\", b=\"/own\"");
            response.addHeader(
                    "Report-To",
                    "{\"group\":\"nel\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://tracker.example/r\"}]}");
            response.setHeader("NEL", "{\"report_to\":\"nel\",\"max_age\":1}");
            response.setHeader("Speculation-Rules", "\"https://unknown.example/rules.json\"");
            response.setHeader("Refresh", "60; url=https://tracker.example/");
            html(response);
        });
        add("read-back", (request, response) -> {
            response.setHeader("ETag", "\"r\"");
            response.setHeader("Cache-Control", "max-age=1");
            response.setContentLength(5);
            String seen = response.getHeader("ETag")
                    + response.containsHeader("cache-control")
                    + response.getHeader("Content-Length");
            response.reset();
            response.setContentType("text/plain");
            response.getOutputStream().print(seen);
        });
    }

    private static Case csp(String policy) {
        return (request, response) -> {
            response.setHeader("Content-Security-Policy", policy);
            html(response);
        };
    }

    private static void cookies() {
        add("cookies-added", (request, response) -> {
            response.addCookie(new Cookie("_st_id", "1"));
            response.addCookie(new Cookie("kept", "2"));
            html(response);
        });
        add("cookies-by-header", (request, response) -> {
            response.addHeader("Set-Cookie", "_st_id=1; Path=/; Max-Age=1000");
            response.addHeader("set-cookie", "kept=2; Path=/; SameSite=Lax; Partitioned; Secure");
            response.getOutputStream().print("ok");
        });
        add("cookies-by-set-header", (request, response) -> {
            response.setHeader("Set-Cookie", "_st_id=1");
            response.getOutputStream().print("ok");
        });
        add("headers-past-wrappers", (request, response) -> {
            pastWrappers(response);
            html(response);
        });
        add("headers-past-wrappers-json", (request, response) -> {
            pastWrappers(response);
            response.setContentType("application/json");
            response.getOutputStream().print("{}");
        });
        add("cookies-with-attributes", (request, response) -> {
            Cookie cookie = new Cookie("kept", "2");
            cookie.setPath("/");
            cookie.setMaxAge(60);
            cookie.setSecure(true);
            cookie.setHttpOnly(true);
            cookie.setAttribute("SameSite", "None");
            cookie.setAttribute("Partitioned", "");
            cookie.setAttribute("Priority", "High");
            response.addCookie(cookie);
            response.getOutputStream().print("ok");
        });
        add("cookies-prefixed", (request, response) -> {
            response.addHeader("Set-Cookie", "__Host-kept=1; Path=/; Secure; HttpOnly; SameSite=Strict; Partitioned");
            response.addHeader("Set-Cookie", "__Secure-kept=\"quoted, value\"; Path=/; Secure; Priority=High");
            response.addHeader("Set-Cookie", "__Host-_st_host=1; Path=/; Secure");
            response.addHeader("Set-Cookie", " _st_id =1; Path=/");
            response.getOutputStream().print("ok");
        });
        add("cookies-nameless", (request, response) -> {
            response.addHeader("Set-Cookie", "=_st_id=1");
            response.getOutputStream().print("ok");
        });
        add("cookies-deleted", (request, response) -> {
            response.addHeader("Set-Cookie", "_st_id=; Max-Age=0");
            response.addHeader("Set-Cookie", "_st_id=; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
            response.getOutputStream().print("ok");
        });
        add("cookies-in-error", (request, response) -> {
            response.addCookie(new Cookie("_st_id", "1"));
            response.addCookie(new Cookie("kept", "2"));
            response.sendError(404);
        });
        add("cookies-session", (request, response) -> {
            request.getSession();
            response.getOutputStream().print("ok");
        });
    }

    /** Headers for the container's own response, as Spring's WebFlux writes them with Tomcat. */
    private static void pastWrappers(HttpServletResponse response) {
        HttpServletResponse own = containers(response);
        own.addHeader("Set-Cookie", "_st_id=1; Path=/");
        own.addHeader("Set-Cookie", "kept=2; Path=/");
        own.addHeader("Link", "<https://tracker.example/t.js>; rel=preload; as=script");
        own.addHeader("Link", "</next>; rel=next");
        own.addHeader("Reporting-Endpoints", "main=\"https://tracker.example/r\"");
    }

    private static HttpServletResponse containers(HttpServletResponse response) {
        ServletResponse container = response;
        while (container instanceof ServletResponseWrapper wrapper) {
            container = wrapper.getResponse();
        }
        return (HttpServletResponse) container;
    }

    private static void validators(HttpServletResponse response) {
        response.setHeader("ETag", "\"p1\"");
        response.setHeader("Cache-Control", "public, max-age=60");
        response.setHeader("CDN-Cache-Control", "max-age=60");
        response.setDateHeader("Last-Modified", 1_000_000_000_000L);
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Content-Security-Policy", "img-src 'self'");
    }

    /** Apps that write past all wrappers. */
    private static void pastUs() {
        add("links-by-both-ways", (request, response) -> {
            response.addHeader("Link", "</own.css>; rel=preload; as=style");
            containers(response).addHeader("Link", "<https://tracker.example/t.js>; rel=preload; as=script");
            html(response);
        });
        add("validated-page-past-wrappers", (request, response) -> {
            validators(containers(response));
            html(response);
        });
        add("validated-page-past-wrappers-type-first", (request, response) -> {
            response.setContentType(HTML);
            validators(containers(response));
            response.getWriter().write(PAGE);
        });
        add("validated-page-past-wrappers-no-type", (request, response) -> {
            validators(containers(response));
            response.getOutputStream().write(BYTES);
        });
        add("page-measured-past-wrappers", (request, response) -> {
            response.setContentType(HTML);
            containers(response).setContentLength(BYTES.length);
            response.getOutputStream().write(BYTES);
        });
        add("page-type-past-wrappers", (request, response) -> {
            containers(response).setContentType(HTML);
            response.getOutputStream().write(BYTES);
        });
        add("piece-with-its-type-past-wrappers", (request, response) -> {
            containers(response).setContentType(HTML);
            response.getOutputStream().print("Good day. <script src=\"https://tracker.example/t.js\"></script>");
        });
        for (String type : List.of("application/json", "image/png")) {
            add("validated-past-wrappers-" + type.substring(type.indexOf('/') + 1), (request, response) -> {
                validators(containers(response));
                response.setContentType(type);
                response.getOutputStream().write(BYTES);
            });
        }
        add("validated-past-wrappers-no-type", (request, response) -> {
            validators(containers(response));
            response.getOutputStream().print("text");
        });
        add("worker-validated-past-wrappers", (request, response) -> {
            containers(response).setHeader("ETag", "\"w1\"");
            response.setContentType("text/javascript;charset=UTF-8");
            response.getOutputStream().print("self.x = 1;");
        });
        add("conditional-past-wrappers", (request, response) -> {
            containers(response).setHeader("ETag", "\"v1\"");
            String tags = request.getHeader("If-None-Match");
            if (tags != null && tags.contains("\"v1\"")) {
                response.setStatus(304);
                return;
            }
            html(response);
        });
    }

    private static void questions() {
        add("seen-cookies", (request, response) -> {
            response.setContentType("text/plain");
            Cookie[] cookies = request.getCookies();
            StringBuilder names = new StringBuilder();
            for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
                names.append(cookie.getName()).append(' ');
            }
            response.getWriter()
                    .print(names + "|" + request.getHeader("Cookie") + "|"
                            + Collections.list(request.getHeaders("cookie")) + "|"
                            + Collections.list(request.getHeaderNames()).stream()
                                    .anyMatch("cookie"::equalsIgnoreCase));
        });
        add("seen-headers", (request, response) -> {
            response.setContentType("text/plain");
            for (String name : List.of("Accept-Encoding", "Range", "If-None-Match", "If-Modified-Since", "X-Own")) {
                response.getWriter().print(name + "=" + request.getHeader(name) + "\n");
            }
        });
        add("seen-header-lines", (request, response) -> {
            response.setContentType("text/plain");
            String name = request.getParameter("name");
            response.getWriter()
                    .print(request.getHeader(name) + "|" + Collections.list(request.getHeaders(name)) + "|"
                            + Collections.list(request.getHeaderNames()).stream()
                                    .anyMatch(name::equalsIgnoreCase));
        });
        add("own-headers-seen", (request, response) -> {
            response.setContentType("text/plain");
            ownHeaders(response);
        });
        add("own-headers-of-a-page-seen", (request, response) -> {
            response.setContentType("text/html");
            ownHeaders(response);
        });
        add("seen-parameters", (request, response) -> {
            response.setContentType("text/plain");
            for (Entry<String, String[]> entry : request.getParameterMap().entrySet()) {
                response.getWriter().print(entry.getKey() + "=" + String.join(",", entry.getValue()) + "\n");
            }
        });
        add("seen-body", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print(request.getReader().readLine());
        });
        add("seen-bytes", (request, response) -> {
            response.setContentType("text/plain");
            response.getWriter().print(readByteBuffers(request.getInputStream()));
        });
        add("seen-parts", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            for (Part part : request.getParts()) {
                Part again = request.getPart(part.getName());
                response.getWriter()
                        .print(part.getName() + "|" + part.getSubmittedFileName() + "|" + part.getContentType() + "|"
                                + part.getHeader("X-Own") + "|" + part.getSize() + "|" + text(part) + "|" + text(again)
                                + "\n");
            }
        });
        add("written-parts", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            File directory = (File) request.getServletContext().getAttribute(ServletContext.TEMPDIR);
            for (Part part : request.getParts()) {
                File file = new File(directory, part.getName() + System.nanoTime());
                part.write(file.getName());
                response.getWriter().print(file.isFile() ? Files.readString(file.toPath()) + "\n" : "elsewhere\n");
            }
        });
        add("consent", (request, response) -> {
            response.setContentType("text/plain");
            Consent consent = Consent.of(request);
            response.getWriter()
                    .print(consent.allows("visitor-statistics") + " " + consent.allows("statistics") + " "
                            + consent.allows("no-such") + " " + consent.decided() + " "
                            + (request.getAttribute("consent") != null));
        });
    }

    private static void ownHeaders(HttpServletResponse response) throws IOException {
        response.setHeader("X-Own", "1");
        response.setContentLength(3);
        StringBuilder seen = new StringBuilder();
        for (String name : List.of("Content-Type", "content-length", "X-Own", "X-None", "Vary", "Set-Cookie")) {
            seen.append(name).append(' ').append(response.containsHeader(name)).append(' ');
            seen.append(response.getHeader(name))
                    .append(' ')
                    .append(response.getHeaders(name))
                    .append(' ');
            seen.append(response.getHeaderNames().stream().anyMatch(name::equalsIgnoreCase))
                    .append('\n');
        }
        response.setContentLength(-1);
        seen.append(response.getContentType())
                .append(' ')
                .append(response.getCharacterEncoding())
                .append('\n');
        PrintWriter out = response.getWriter();
        seen.append(response.getContentType())
                .append(' ')
                .append(response.getCharacterEncoding())
                .append('\n');
        seen.append(response.isCommitted())
                .append(' ')
                .append(response.getStatus())
                .append('\n');
        out.print(seen);
    }
}
