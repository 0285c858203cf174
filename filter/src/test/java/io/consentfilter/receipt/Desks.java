package io.consentfilter.receipt;

import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.SiteSection;
import io.consentfilter.model.HostPattern;
import io.consentfilter.model.LegalBasis;
import io.consentfilter.model.Lifetime;
import io.consentfilter.model.Notice;
import io.consentfilter.model.Provider;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Retention;
import io.consentfilter.model.Role;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import io.consentfilter.model.StorageType;
import io.consentfilter.model.Text;
import io.consentfilter.model.Transfer;
import io.consentfilter.model.TransferMechanism;
import io.consentfilter.registry.Registry;
import io.consentfilter.seal.Ids;
import io.consentfilter.store.Invalidation;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A desk with a small registry: stats (statistics), tube and vimeo (media). */
public final class Desks {
    public static final Instant START = Instant.parse("2026-11-23T10:00:00.120Z");

    /** So many of a kind wait for the store at the same time. */
    public static final int WAITING_MAX = ReceiptDesk.WAITING_MAX;

    public final FakeStores stores = new FakeStores();
    public final InvalidNotices invalid = noneInvalid();
    public final Registry registry;
    public final Notice notice;
    public final ReceiptDesk desk;

    /** What has to be written before any record. */
    public ReceiptDesk.Opening opening = () -> {};

    private Instant now = START;

    public Desks() {
        this(List.of("stats", "tube", "vimeo"));
    }

    /** A registry that offers these of the services. */
    public Desks(List<String> askable) {
        registry = registry(askable);
        notice = facts(registry)
                .notice(Map.of("de/banner.html", askable.toString().getBytes(StandardCharsets.UTF_8)), now);
        desk = desk(notice);
    }

    /** Another desk on the same stores, as after a restart with another notice. */
    public ReceiptDesk desk(Notice shown) {
        InstantSource clock = () -> now;
        return new ReceiptDesk(
                "muster",
                settings(),
                registry,
                shown,
                stores.receipts,
                stores.archive,
                () -> opening.written(),
                invalid,
                new Ids(clock),
                SubjectKeys.of(new byte[32]),
                clock);
    }

    /** As after a start on a store where no notice is invalid. */
    public static InvalidNotices noneInvalid() {
        InvalidNotices invalid = new InvalidNotices();
        try {
            invalid.refresh(mock(ReceiptStore.class));
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
        return invalid;
    }

    /** Declares all consents under a notice invalid, now. */
    public void invalidate(String version) {
        invalid.add(new Invalidation(version, now, "the button for refusing was missing"));
    }

    public InstantSource clock() {
        return () -> now;
    }

    public void passes(Period period) {
        later(Duration.ofDays(period.toTotalMonths() * 30 + period.getDays()));
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public static ReceiptsSection settings() {
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

    public static SiteSection site() {
        return new SiteSection(
                "muster",
                "Muster",
                List.of("https://www.muster.example"),
                List.of(),
                List.of("de", "en"),
                List.of("CH", "DE"),
                "/impressum");
    }

    public static ControllerSection controller() {
        return new ControllerSection(
                "Muster <AG>",
                "AG",
                "Beispielstrasse 1",
                "9000",
                "St. Gallen",
                "CH",
                new ControllerSection.Register("UID", "CHE-000.000.000", null),
                List.of(),
                "datenschutz@muster.example",
                null,
                null,
                null,
                null,
                null);
    }

    public static NoticeFacts facts(Registry registry) {
        return NoticeFacts.of(
                site(),
                controller(),
                registry,
                "policy-1",
                new NoticeFacts.Addresses(
                        "https://www.muster.example/datenschutz", "https://www.muster.example/_choice/"));
    }

    public static Registry registry(List<String> askable) {
        Registry registry = mock(Registry.class);
        lenient().when(registry.askable()).thenReturn(askable);
        lenient().when(registry.askVersion()).thenReturn("ask-" + askable.size());
        lenient()
                .when(registry.askFacts())
                .thenReturn(Map.of("stats", java.util.Set.of("country US", "ground consent")));
        lenient().when(registry.purposes()).thenReturn(List.of(purpose("statistics"), purpose("media")));
        lenient().when(registry.purpose("statistics")).thenReturn(Optional.of(purpose("statistics")));
        lenient().when(registry.purpose("media")).thenReturn(Optional.of(purpose("media")));
        lenient().when(registry.askableOf("statistics")).thenReturn(only(askable, "stats"));
        lenient().when(registry.askableOf("media")).thenReturn(only(askable, "tube", "vimeo"));
        List<Service> services =
                List.of(service("stats", "statistics"), service("tube", "media"), service("vimeo", "media"));
        lenient().when(registry.services()).thenReturn(services);
        lenient().when(registry.offerable()).thenReturn(services);
        services.forEach(
                service -> lenient().when(registry.service(service.id())).thenReturn(Optional.of(service)));
        return registry;
    }

    private static List<String> only(List<String> askable, String... ids) {
        List<String> kept = new ArrayList<>(List.of(ids));
        kept.retainAll(askable);
        return kept;
    }

    private static Purpose purpose(String id) {
        return new Purpose(id, text(id), text("About " + id), false);
    }

    private static Text text(String text) {
        return new Text(Map.of("de", text + " (de)", "en", text));
    }

    private static Service service(String id, String purpose) {
        return new Service(
                id,
                "Name of <" + id + ">",
                purpose,
                Role.PROCESSOR,
                LegalBasis.CONSENT,
                new Provider("Provider & Co", "Weg 2, München", "DE", "https://p.example/privacy", null),
                List.of(new HostPattern("*." + id + ".example")),
                List.of(),
                List.of(),
                List.of(new StorageItem(
                        "_" + id + "_id",
                        StorageType.HTTP_COOKIE,
                        StorageScope.FIRST_PARTY,
                        List.of(),
                        List.of("/"),
                        Lifetime.parse("P13M"),
                        text("id"),
                        List.of())),
                List.of("ip-address", "usage", "mood"),
                new Retention(Period.ofMonths(12), null, null, null, null),
                List.of("DE"),
                List.of(new Transfer("Parent Inc.", "US", TransferMechanism.DPF_EU, null, LocalDate.of(2026, 10, 1))),
                List.of(),
                List.of());
    }
}
