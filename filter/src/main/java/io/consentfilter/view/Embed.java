package io.consentfilter.view;

import io.consentfilter.model.Provider;
import io.consentfilter.model.Service;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in place of a withheld frame: who, where to, which country, and two ways to load it (LAW.md B29, B30).
 *
 * <p>Only phrasing elements: a frame may stand inside a {@code p}, where a {@code form} would close it, or inside a form of the
 * app, where a second {@code form} does not exist for the parser and our buttons would send the app's fields. The buttons name
 * the form that {@link Views#body} put first into the page.
 */
final class Embed {
    private final Site site;
    private final Wording wording;

    Embed(Site site, Wording wording) {
        this.site = site;
        this.wording = wording;
    }

    String of(@Nullable String serviceId, String host, String address, String elementKey) {
        Service service = serviceId == null ? null : offered(serviceId);
        Map<String, Object> values = site.values(wording);
        values.put("style", site.assets().style.path());
        values.put("declared", service != null);
        values.put("host", wording.text("embed.host", "host", host));
        values.put("ask", wording.text("embed.ask"));
        if (isWebAddress(address)) {
            values.put("address", address);
        }
        if (service == null) {
            values.put("title", wording.text("embed.unknownTitle", "host", host));
            values.put("text", wording.text("embed.unknownText"));
        } else {
            values.put("service", service.id());
            values.put("element", elementKey);
            values.put("title", wording.text("embed.title", "service", service.name()));
            values.put("text", text(service));
        }
        return Templates.fill(site.templates().embed, values);
    }

    private @Nullable Service offered(String id) {
        return site.registry().askable().contains(id)
                ? site.registry().service(id).orElse(null)
                : null;
    }

    private String text(Service service) {
        Provider provider = service.provider();
        Spoken spoken = new Spoken(wording);
        String name = provider == null ? service.name() : provider.name();
        String country =
                provider == null || provider.country() == null ? "" : " (" + spoken.country(provider.country()) + ")";
        String countries = new Panel(site, wording).countriesOf(service.id());
        return wording.text("embed.text", "provider", name + country) + " " + countries;
    }

    /** Only such addresses become a link: {@code javascript:} and {@code data:} never do. */
    private static boolean isWebAddress(String address) {
        String scheme = address.substring(0, Math.min(8, address.length())).toLowerCase(Locale.ROOT);
        return scheme.startsWith("https://") || scheme.startsWith("http://");
    }
}
