package io.consentfilter.operator;

import io.consentfilter.operator.Statistics.Group;
import io.consentfilter.operator.Statistics.Share;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** A picture of one purpose: a bar a day, as high as the share of grants. SVG in the page itself; colours come from the style sheet. */
final class AcceptanceChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 150;
    private static final int LEFT = 64;
    private static final int TOP = 10;
    private static final int BASE = 126;

    private AcceptanceChart() {}

    static String draw(String title, String purpose, Map<String, Group> days, Window window) {
        long count = ChronoUnit.DAYS.between(window.from(), window.to()) + 1;
        double step = (double) (WIDTH - LEFT) / count;
        Html svg = new Html()
                .raw("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"")
                .text(title)
                .raw("\">");
        for (int percent = 0; percent <= 100; percent += 50) {
            int y = y(percent / 100.0);
            svg.raw("<line class=\"axis\" x1=\"" + LEFT + "\" x2=\"" + WIDTH + "\" y1=\"" + y + "\" y2=\"" + y
                    + "\"/><text x=\"0\" y=\"" + (y + 4) + "\">" + percent + " %</text>");
        }
        for (int day = 0; day < count; day++) {
            LocalDate date = window.from().plusDays(day);
            Group group = days.get(date.toString());
            Share share = group == null ? null : group.purposes().get(purpose);
            if (share != null) {
                bar(svg, LEFT + day * step, step, date, share);
            }
        }
        label(svg, LEFT, "start", window.from());
        label(svg, WIDTH, "end", window.to());
        return svg.raw("</svg>").toString();
    }

    private static void bar(Html svg, double x, double step, LocalDate date, Share share) {
        // A day on which everybody refused still shows: a line on the ground.
        double height = Math.max(2, BASE - y(share.rate()));
        double width = Math.max(1, Math.min(28, step * 0.72));
        svg.raw(String.format(
                        Locale.ROOT,
                        "<rect class=\"bar\" rx=\"2\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>",
                        x + (step - width) / 2,
                        BASE - height,
                        width,
                        height))
                .text(date + ": " + share.given() + " / " + share.decided())
                .raw("</title></rect>");
    }

    private static void label(Html svg, int x, String anchor, LocalDate date) {
        svg.raw("<text x=\"" + x + "\" y=\"" + (HEIGHT - 6) + "\" text-anchor=\"" + anchor + "\">" + date + "</text>");
    }

    private static int y(double rate) {
        return (int) Math.round(BASE - rate * (BASE - TOP));
    }
}
