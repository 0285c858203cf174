package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.PolicySection;
import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.Activity;
import io.consentfilter.model.DeviceGround;
import io.consentfilter.model.HostPattern;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Measure;
import io.consentfilter.model.MeasureKind;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retention;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import io.consentfilter.model.SocialProfile;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import io.consentfilter.model.StorageType;
import io.consentfilter.model.Text;
import io.consentfilter.model.Transfer;
import io.consentfilter.model.TransferMechanism;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fictional company of DESIGN §7, as facts. */
final class PolicySample {
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private PolicySample() {}

    static Text text(String german, String english) {
        return new Text(Map.of("de", german, "en", english));
    }

    static Sources muster() {
        return new Sources(
                site("CH", "DE"),
                controller("CH"),
                new PolicySection("/datenschutz", "de", null),
                receipts(),
                new Sources.Links("/_choice/", "/datenschutz/versions"),
                List.of(
                        new Purpose(
                                "statistics",
                                text("Statistik", "Statistics"),
                                text("Wir zählen, welche Seiten besucht werden.", "We count which pages are visited."),
                                false),
                        new Purpose(
                                "media",
                                text("Videos und Karten", "Videos and maps"),
                                text(
                                        "Inhalte anderer Anbieter erscheinen auf unserer Seite.",
                                        "Content of other providers appears on our page."),
                                false)),
                List.of(statistics(), video(), halfKnown()),
                Set.of("visitor-statistics", "video-portal"),
                activities(),
                List.of(session()),
                List.of(new Retired(
                        "old-analytics",
                        LocalDate.of(2027, 12, 31),
                        List.of(new HostPattern("old.example")),
                        List.of(item("_old", Lifetime.parse("P2Y"))))),
                List.of(new Recipient(
                        "Hosting GmbH",
                        "Serverweg 3, 10115 Berlin",
                        "DE",
                        Role.PROCESSOR,
                        List.of("server-logs"),
                        List.of())));
    }

    static SiteSection site(String... regions) {
        return new SiteSection(
                "muster",
                "Muster Technik AG",
                List.of("https://www.muster-technik.example"),
                List.of("static.muster-technik.example"),
                List.of("de", "en"),
                List.of(regions),
                "/impressum");
    }

    static ControllerSection controller(String country) {
        return controller(country, null);
    }

    static ControllerSection controller(String country, @Nullable String authority) {
        return new ControllerSection(
                "Muster Technik AG",
                "AG",
                "Beispielstrasse 1",
                "9000",
                "St. Gallen",
                country,
                new ControllerSection.Register("UID", "CHE-000.000.000", null),
                List.of(new ControllerSection.Person("Vera Beispiel", "Geschäftsführerin")),
                "datenschutz@muster-technik.example",
                "+41 00 000 00 00",
                new ControllerSection.Contact(
                        "Vertretung Beispiel GmbH", "Beispielweg 9, 80331 München", "DE", "eu@vertretung.example"),
                null,
                new ControllerSection.Officer(null, null, null, "not required"),
                authority);
    }

    static ReceiptsSection receipts() {
        return new ReceiptsSection(
                "jdbc:sqlite:consent.db",
                null,
                null,
                null,
                "consent_",
                "file:consent.key",
                Period.ofMonths(12),
                Period.ofMonths(6),
                Period.ofYears(3),
                Period.ofMonths(13),
                500,
                null);
    }

    private static Necessary session() {
        return new Necessary(
                "session",
                DeviceGround.SERVICE_REQUESTED,
                text("Damit Sie angemeldet bleiben.", "So that you stay signed in."),
                "login",
                List.of(item("JSESSIONID", Lifetime.SESSION)),
                List.of(),
                null,
                List.of(),
                null);
    }

    static StorageItem item(String name, @Nullable Lifetime lifetime) {
        return new StorageItem(
                name,
                StorageType.HTTP_COOKIE,
                StorageScope.FIRST_PARTY,
                List.of(),
                List.of("/"),
                lifetime,
                text("Erkennt Ihren Besuch wieder.", "Recognises your visit."),
                List.of());
    }

    private static Service statistics() {
        return new Service(
                "visitor-statistics",
                "Visitor Statistics",
                "statistics",
                Role.PROCESSOR,
                LegalBasis.CONSENT,
                new Provider(
                        "Statistik GmbH", "Beispielweg 2, 80331 München", "DE", "https://stat.example/privacy", null),
                List.of(new HostPattern("*.stat.example")),
                List.of("/proxy/stat/*"),
                List.of("_stat.push("),
                List.of(item("_st_*", Lifetime.parse("P13M"))),
                List.of("usage", "device", "ip-address"),
                new Retention(Period.ofMonths(12), null, "collection", null, null),
                List.of("DE"),
                List.of(),
                List.of(),
                List.of(new Measure(
                        MeasureKind.CONFIDENTIALITY,
                        text(
                                "Die IP-Adresse wird vor dem Speichern gekürzt.",
                                "The IP address is shortened before it is stored."))));
    }

    private static Service video() {
        return new Service(
                "video-portal",
                "Video Portal",
                "media",
                Role.CONTROLLER,
                LegalBasis.CONSENT,
                new Provider("Video Ltd.", "1 Example Road, Dublin", "IE", "https://video.example/privacy", null),
                List.of(new HostPattern("*.video.example")),
                List.of(),
                List.of(),
                List.of(new StorageItem(
                        "VISITOR",
                        StorageType.HTTP_COOKIE,
                        StorageScope.THIRD_PARTY,
                        List.of(),
                        List.of("/"),
                        Lifetime.parse("P180D"),
                        text("Merkt sich Ihre Wiedergabe.", "Remembers your playback."),
                        List.of())),
                List.of("usage", "ip-address", "video"),
                new Retention(null, "provider-policy", null, null, null),
                List.of("IE", "US"),
                List.of(
                        new Transfer("Video Inc.", "US", TransferMechanism.DPF_EU, null, LocalDate.of(2026, 10, 1)),
                        new Transfer("Video Inc.", "US", TransferMechanism.DPF_CH, null, LocalDate.of(2026, 10, 1))),
                List.of(),
                List.of());
    }

    private static Service halfKnown() {
        return new Service(
                "chat-widget",
                "Chat Widget",
                "media",
                null,
                LegalBasis.CONSENT,
                null,
                List.of(new HostPattern("chat.example")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<Activity> activities() {
        return List.of(
                new Activity(
                        "server-logs",
                        text("Serverprotokolle", "Server logs"),
                        text(
                                "Bei jedem Aufruf hält der Server fest, was abgerufen wurde.",
                                "With each request the server notes what was fetched."),
                        null,
                        LegalBasis.LEGITIMATE_INTEREST,
                        text(
                                "Störungen und Angriffe erkennen und beheben.",
                                "Recognising and mending faults and attacks."),
                        List.of("ip-address", "time", "address", "status"),
                        new Retention(Period.ofDays(7), null, "collection", null, null),
                        text("Ja, sonst kann der Server nicht antworten.", "Yes, or the server cannot answer."),
                        List.of()),
                new Activity(
                        "newsletter",
                        text("Rundbrief", "Newsletter"),
                        text("Wir senden Ihnen Neuigkeiten per E-Mail.", "We send you news by email."),
                        "media",
                        LegalBasis.CONSENT,
                        null,
                        List.of("email"),
                        new Retention(null, "until-withdrawn", null, null, null),
                        null,
                        List.of()),
                new Activity(
                        "social-media",
                        text("Soziale Netzwerke", "Social networks"),
                        text(
                                "Wir zeigen dort, woran wir arbeiten, und antworten auf Nachrichten.",
                                "There we show what we work on and answer messages."),
                        null,
                        LegalBasis.LEGITIMATE_INTEREST,
                        text("Mit Ihnen im Gespräch bleiben.", "Staying in touch with you."),
                        List.of("interaction", "message"),
                        new Retention(null, "until-deleted", null, null, null),
                        null,
                        List.of(new SocialProfile(
                                "Netz",
                                "https://netz.example/muster",
                                "Netz Ltd.",
                                "IE",
                                "https://netz.example/privacy",
                                true))));
    }
}
