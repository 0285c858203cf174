package io.consentfilter.view;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.consentfilter.config.BannerSection;
import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.Decision;
import io.consentfilter.model.DeviceGround;
import io.consentfilter.model.HostPattern;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retention;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import io.consentfilter.model.Standing;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import io.consentfilter.model.StorageType;
import io.consentfilter.model.Text;
import io.consentfilter.model.Transfer;
import io.consentfilter.model.TransferMechanism;
import io.consentfilter.model.Visitor;
import io.consentfilter.registry.Registry;
import io.consentfilter.view.Views.PageView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small site to look at: two purposes, a sensitive one, three services. The registry is a stand-in, so that one can plant anything. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-11-23T15:42:00Z");
    static final String PREFIX = "/_choice";
    static final List<String> LANGUAGES = List.of("de", "en", "fr", "it");

    static final Visitor NEW = new Visitor(Standing.UNDECIDED, null, false);
    static final Visitor REFUSER = new Visitor(Standing.DECIDED, decision(Set.of()), false);
    static final Visitor GRANTER = new Visitor(Standing.DECIDED, decision(Set.of("workshop-videos")), false);

    String hostileName = "Video-Plattform Ltd.";
    String serviceName = "Werkstatt-Videos";
    boolean sensitiveToo;
    Set<String> fresh = Set.of("visitor-statistics");
    BannerSection.Position position = BannerSection.Position.BOTTOM;
    BannerSection.Reopen reopen = BannerSection.Reopen.CORNER;

    static Decision decision(Set<String> granted) {
        Set<String> refused =
                granted.isEmpty() ? Set.of("visitor-statistics", "workshop-videos") : Set.of("visitor-statistics");
        return new Decision(NOW, NOW.plusSeconds(31_536_000), "ask", "0123456789abcdef", granted, refused, null, null);
    }

    static PageView page(String language, Visitor visitor) {
        return new PageView(language, visitor, null, "TOKEN", "/shop?q=1&r=2");
    }

    static byte[] placeholder(
            Views views,
            String language,
            @Nullable String service,
            String host,
            String address,
            String key,
            String returnPath,
            String token) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EmbedWriter writer = views.embeds(
                new PageView(language, new Visitor(Standing.UNDECIDED, null, false), null, token, returnPath));
        try {
            // What was written before must not show.
            writer.fill(
                    "x".equals(service) ? null : "x", "another.example", "https://another.example/" + address, "x.y");
            writer.fill(service, host, address, key);
            writer.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    Views views() {
        SiteSection site = new SiteSection(
                "muster", "Muster Technik AG", List.of(), List.of(), LANGUAGES, List.of("CH", "DE"), "/impressum");
        ControllerSection controller = new ControllerSection(
                "Muster Technik AG",
                "AG",
                "Beispielstrasse 1",
                "9000",
                "St. Gallen",
                "CH",
                null,
                List.of(),
                "a@b.example",
                null,
                null,
                null,
                null,
                null);
        BannerSection banner = new BannerSection(position, reopen, new BannerSection.Theme("#0b57d0"));
        return new Views(site, controller, banner, registry(), new Views.Paths(PREFIX, "/datenschutz"));
    }

    Registry registry() {
        Registry registry = mock(Registry.class);
        List<Service> services =
                sensitiveToo ? List.of(statistics(), videos(), health()) : List.of(statistics(), videos());
        List<String> ids = services.stream().map(Service::id).toList();
        lenient().when(registry.services()).thenReturn(services);
        lenient().when(registry.offerable()).thenReturn(services);
        lenient().when(registry.askable()).thenReturn(ids);
        lenient().when(registry.purposes()).thenReturn(purposes());
        lenient()
                .when(registry.askableOf(anyString()))
                .thenAnswer(call -> services.stream()
                        .filter(service -> service.purpose().equals(call.getArgument(0)))
                        .map(Service::id)
                        .toList());
        lenient()
                .when(registry.service(anyString()))
                .thenAnswer(call -> services.stream()
                        .filter(service -> service.id().equals(call.getArgument(0)))
                        .findFirst());
        lenient().when(registry.purpose(anyString())).thenReturn(Optional.empty());
        lenient().when(registry.necessary()).thenReturn(List.of(session()));
        lenient().when(registry.recipients()).thenReturn(List.of());
        lenient().when(registry.retired()).thenReturn(List.of());
        lenient().when(registry.consentActivities()).thenReturn(List.of());
        lenient().when(registry.notYetAsked(any())).thenReturn(fresh);
        return registry;
    }

    private List<Purpose> purposes() {
        Purpose statistics = new Purpose(
                "statistics",
                text("Statistik", "Statistics"),
                text(
                        "Wir zählen, welche Seiten wie oft und auf welchem Weg besucht werden. So sehen wir, was gebraucht wird und was nicht funktioniert.",
                        "We count which pages are visited, how often and by which way. This shows us what is needed and what does not work."),
                false);
        Purpose media = new Purpose(
                "media",
                text("Videos und andere Medien", "Videos and other media"),
                text(
                        "Wir zeigen Videos, Tonaufnahmen und ähnliche Inhalte, die bei anderen Anbietern liegen. Beim Laden erfährt der Anbieter, dass Sie diese Seite besuchen.",
                        "We show videos, sound recordings and similar content that is kept by other providers. When it loads, the provider learns that you visit this page."),
                false);
        Purpose health = new Purpose(
                "health",
                text("Gesundheit", "Health"),
                text("Wir werten Ihre Angaben zur Gesundheit aus.", "We evaluate what you say about your health."),
                true);
        return sensitiveToo ? List.of(statistics, media, health) : List.of(statistics, media);
    }

    private Service statistics() {
        return service(
                "visitor-statistics",
                "Besucherstatistik",
                "statistics",
                new Provider(
                        "Statistik GmbH", "Beispielweg 2, 80331 München", "DE", "https://stat.example/privacy", null),
                List.of(
                        item("_st_id", StorageType.HTTP_COOKIE, StorageScope.FIRST_PARTY),
                        item("_st_visits*", StorageType.LOCAL_STORAGE, StorageScope.FIRST_PARTY),
                        item("_st_third", StorageType.HTTP_COOKIE, StorageScope.THIRD_PARTY)),
                List.of());
    }

    private Service videos() {
        return service(
                "workshop-videos",
                serviceName,
                "media",
                new Provider(hostileName, "12 Example Quay, Dublin 2", "IE", "https://video.example/privacy", null),
                List.of(item("_vid", StorageType.HTTP_COOKIE, StorageScope.THIRD_PARTY)),
                List.of(new Transfer(
                        "Video-Plattform Inc.", "US", TransferMechanism.DPF_EU, null, LocalDate.of(2026, 10, 1))));
    }

    private Service health() {
        return service(
                "symptom-check",
                "Symptom-Check",
                "health",
                new Provider("Gesund GmbH", null, "DE", null, null),
                List.of(),
                List.of());
    }

    private static Service service(
            String id,
            String name,
            String purpose,
            Provider provider,
            List<StorageItem> storage,
            List<Transfer> transfers) {
        return new Service(
                id,
                name,
                purpose,
                Role.PROCESSOR,
                LegalBasis.CONSENT,
                provider,
                List.of(new HostPattern(id + ".example")),
                List.of(),
                List.of(),
                storage,
                List.of("usage", "device", "ip-address"),
                new Retention(Period.ofMonths(12), null, null, null, null),
                List.of("DE"),
                transfers,
                List.<Recipient>of(),
                List.of());
    }

    private static StorageItem item(String name, StorageType type, StorageScope scope) {
        return new StorageItem(
                name,
                type,
                scope,
                List.of(),
                List.of("/"),
                new Lifetime(Period.ofMonths(13)),
                text("Erkennt Ihren Browser wieder.", "Recognises your browser."),
                List.of());
    }

    private static Necessary session() {
        return new Necessary(
                "session",
                DeviceGround.SERVICE_REQUESTED,
                text("Hält Ihre Anmeldung fest.", "Keeps you signed in."),
                "login",
                List.of(new StorageItem(
                        "JSESSIONID",
                        StorageType.HTTP_COOKIE,
                        StorageScope.FIRST_PARTY,
                        List.of(),
                        List.of("/"),
                        Lifetime.SESSION,
                        null,
                        List.of())),
                List.of(),
                null,
                List.of(),
                null);
    }

    private static Text text(String de, String en) {
        return new Text(Map.of("de", de, "en", en));
    }
}
