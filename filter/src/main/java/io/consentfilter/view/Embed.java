package io.consentfilter.view;

import io.consentfilter.model.Provider;
import io.consentfilter.model.Service;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands in place of a withheld frame: who, where to, which country, and two ways to load it (LAW.md B29, B30).
 *
 * <p>Only phrasing elements: a frame may stand inside a {@code p}, where a {@code form} would close it, or inside a form of the
 * app, where a second {@code form} does not exist for the parser and our buttons would send the app's fields. The buttons name
 * the form that {@link Views#body} put first into the page.
 */
final class Embed {
    /** Words that no escaping changes: they stand for the slots while a template is filled. */
    private static final String HOST = "x7slot7host";

    private static final String ADDRESS = "https://x7slot7address";
    private static final String ELEMENT = "x7slot7element";

    private final Site site;
    private final Wording wording;
    private final Map<String, Prepared> linked = new ConcurrentHashMap<>();
    private final Map<String, Prepared> unlinked = new ConcurrentHashMap<>();

    Embed(Site site, Wording wording) {
        this.site = site;
        this.wording = wording;
    }

    /** The piece for a service (or for nobody's host), with slots for host, address and element; rendered once. */
    Prepared prepared(@Nullable String serviceId, CharSequence address) {
        boolean link = isWebAddress(address);
        Map<String, Prepared> known = link ? linked : unlinked;
        String key = serviceId == null ? "" : serviceId;
        Prepared found = known.get(key);
        return found != null ? found : known.computeIfAbsent(key, id -> prepare(serviceId, link));
    }

    private Prepared prepare(@Nullable String serviceId, boolean link) {
        String markup = of(serviceId, HOST, link ? ADDRESS : "", ELEMENT);
        return new Prepared(markup.replace(ADDRESS, String.valueOf(Slot.ADDRESS.mark))
                .replace(HOST, String.valueOf(Slot.HOST.mark))
                .replace(ELEMENT, String.valueOf(Slot.ELEMENT.mark)));
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
    private static boolean isWebAddress(CharSequence address) {
        return startsWith(address, "https://") || startsWith(address, "http://");
    }

    private static boolean startsWith(CharSequence address, String scheme) {
        boolean same = address.length() >= scheme.length();
        for (int i = 0; same && i < scheme.length(); i++) {
            same = Character.toLowerCase(address.charAt(i)) == scheme.charAt(i);
        }
        return same;
    }
}
