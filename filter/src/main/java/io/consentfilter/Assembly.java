package io.consentfilter;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConfigReading;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.cookie.ChoiceCookie;
import io.consentfilter.cookie.CookieGate;
import io.consentfilter.csp.ContentPolicies;
import io.consentfilter.endpoint.Rooms;
import io.consentfilter.endpoint.VisitorEndpoints;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.model.Notice;
import io.consentfilter.operator.EffectiveConfiguration;
import io.consentfilter.operator.OperatorEndpoints;
import io.consentfilter.page.PageTools;
import io.consentfilter.policy.PrivacyPolicy;
import io.consentfilter.receipt.EndedGrants;
import io.consentfilter.receipt.EndedSubjects;
import io.consentfilter.receipt.InvalidNotices;
import io.consentfilter.receipt.NoticeFacts;
import io.consentfilter.receipt.ReceiptDesk;
import io.consentfilter.receipt.ReceiptDocuments;
import io.consentfilter.receipt.SubjectKeys;
import io.consentfilter.registry.Registry;
import io.consentfilter.rewrite.HeaderRewriter;
import io.consentfilter.seal.Hmac;
import io.consentfilter.seal.Ids;
import io.consentfilter.seal.Keys;
import io.consentfilter.seal.MonotonicClock;
import io.consentfilter.store.StoreException;
import io.consentfilter.store.sql.SqlStores;
import io.consentfilter.view.OnceToken;
import io.consentfilter.view.ShownToken;
import io.consentfilter.view.Views;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Wires everything, once, by constructors: the only place that sees the whole configuration. Two webapps share nothing. */
final class Assembly implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Assembly.class.getName());

    private final ServletContext context;
    private final ConsentConfig config;
    private final String configHash;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Metrics metrics = new Metrics();
    private final MonotonicClock clock = new MonotonicClock(Clock.systemUTC());
    private final Switch power;
    private final RequestRouter router;

    private Assembly(ServletContext context, ConsentConfig config, String configHash) throws ConsentStartupException {
        this.context = context;
        this.config = config;
        this.configHash = configHash;
        this.power = new Switch(config.disabled());
        try {
            this.router = wire();
        } catch (ConsentStartupException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Reads the configuration and opens everything.
     *
     * @throws ConsentStartupException with one readable message
     */
    static Assembly start(ServletContext context, String configFiles) throws ConsentStartupException {
        try {
            List<ConfigReader.Source> sources = new ConfigFiles(context).read(configFiles);
            ConfigReading reading = ConfigReader.inspect(sources, System.getenv());
            reading.warnings()
                    .forEach(warning ->
                            LOG.log(System.Logger.Level.WARNING, "{0} {1}", warning.file(), warning.toString()));
            return new Assembly(context, reading.config(), StartEntry.hash(sources));
        } catch (ConfigException e) {
            throw new ConsentStartupException(String.valueOf(e.getMessage()));
        }
    }

    RequestRouter router() {
        return router;
    }

    private RequestRouter wire() throws ConsentStartupException {
        DataDirectory data = DataDirectory.of(config.receipts(), config.site().id(), context.getRealPath("/"));
        ReceiptStorage storage =
                new ReceiptStorage(config.receipts(), config.site().id(), data, clock);
        Keys keys = storage.keys();
        SqlStores stores = storage.stores(keys);
        open.push(stores);
        Registry registry = remembering(Registry.of(config), stores);

        String base = context.getContextPath();
        String prefix = base + config.filter().prefix();
        Views views = new Views(
                config.site(),
                config.controller(),
                config.banner(),
                registry,
                new Views.Paths(base, prefix, base + config.policy().path()));
        PrivacyPolicy policy = PrivacyPolicy.write(
                config.site(), config.controller(), config.policy(), config.receipts(), registry, base, prefix + "/");
        Notice notice = notice(views, policy, registry);
        CookieGate gate = new CookieGate(registry, config.cookies(), SessionCookie.checked(context, registry), metrics);
        InvalidNotices invalid = new InvalidNotices();
        SubjectKeys subjectKeys = SubjectKeys.of(keys.masterSecret());
        EndedSubjects endedSubjects = new EndedSubjects(subjectKeys, clock);
        EndedGrants ended = new EndedGrants(invalid, endedSubjects);
        learn(ended, stores);
        ChoiceCookie choice = new ChoiceCookie(hmac(keys, "choice cookie"), base, ended::leftOf);
        ShownToken shownToken = new ShownToken(hmac(keys, "shown token"), clock);
        OnceToken onceToken = new OnceToken(hmac(keys, "load once"), clock);
        StartEntry start = startEntry(keys, stores);
        ReceiptDesk desk = new ReceiptDesk(
                config.site().id(),
                config.receipts(),
                registry,
                notice,
                stores.receipts(),
                stores.notices(),
                start::tell,
                invalid,
                new Ids(clock),
                subjectKeys,
                clock);
        archive(desk);
        ContentPolicies policies = new ContentPolicies(registry, config.site(), prefix + "/reports");
        policies.nearLimit().ifPresent(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        PageTools tools = new PageTools(
                registry,
                gate,
                choice,
                policies,
                new HeaderRewriter(registry),
                views,
                shownToken,
                onceToken,
                metrics,
                config.site(),
                notice.version(),
                prefix + "/",
                config.filter().excludeTypes(),
                config.filter().excludeWorkers(),
                config.mode() == ConsentConfig.Mode.REPORT,
                desk::gateState,
                clock);
        ReceiptDocuments documents = new ReceiptDocuments(notice, stores.notices(), invalid, clock);
        VisitorEndpoints visitors = new VisitorEndpoints(new Rooms(
                config.site(),
                registry,
                desk,
                documents,
                stores.receipts(),
                stores.notices(),
                views,
                policy,
                shownToken,
                onceToken,
                choice,
                gate,
                keys.signing(),
                hmac(keys, "receipt link"),
                metrics,
                clock,
                new Rooms.Paths(base, config.filter().prefix(), config.policy().path()),
                config.receipts().decisionsPerSecond()));
        OperatorEndpoints operators = new OperatorEndpoints(new OperatorEndpoints.Parts(
                config,
                registry,
                policy,
                stores.receipts(),
                stores.notices(),
                documents,
                invalid::add,
                (subjectKey, reason) -> endedSubjects.erase(stores.receipts(), subjectKey, reason),
                keys.signing().publicKeys(),
                metrics,
                clock,
                SignOn.of(context, config.operators())));
        Upkeep upkeep = Upkeep.start(stores.receipts(), start, ended, metrics, clock);
        open.push(upkeep);
        storage.timeStamper(stores, metrics).ifPresent(open::push);
        manage(upkeep);
        new StartAnnouncement(config, data, registry).log();
        return new RequestRouter(
                tools,
                List.of(own(operators::owns, operators::answer), own(visitors::owns, visitors::answer)),
                config.filter().exclude(),
                power::isOff);
    }

    private static Hmac hmac(Keys keys, String use) {
        return Hmac.derive(keys.masterSecret(), use);
    }

    private StartEntry startEntry(Keys keys, SqlStores stores) {
        String configuration = new String(EffectiveConfiguration.canonical(config), StandardCharsets.UTF_8);
        return new StartEntry(
                stores.receipts(),
                clock,
                StartEntry.setting(
                        config, configuration, configHash, keys.signing().currentKeyId()),
                configuration);
    }

    private Notice notice(Views views, PrivacyPolicy policy, Registry registry) {
        Map<String, byte[]> parts = new HashMap<>(views.noticeParts());
        parts.putAll(policy.noticeParts());
        String root = (config.site().origins().isEmpty()
                        ? ""
                        : config.site().origins().get(0))
                + context.getContextPath();
        NoticeFacts.Addresses addresses = new NoticeFacts.Addresses(
                root + config.policy().path(), root + config.filter().prefix() + "/");
        return NoticeFacts.of(config.site(), config.controller(), registry, policy.version(), addresses)
                .notice(parts, clock.instant());
    }

    /** Knows what earlier notices asked, so that only what grew is asked again; while the archive is down, nothing is. */
    private static Registry remembering(Registry registry, SqlStores stores) {
        try {
            return registry.remembering(NoticeFacts.askedBefore(stores.notices()));
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "Earlier notices cannot be read: {0}", e.getMessage());
            return registry;
        }
    }

    /** While the store is down nobody knows; grants wait until it has said. */
    private static void learn(EndedGrants ended, SqlStores stores) {
        try {
            ended.refresh(stores.receipts());
        } catch (StoreException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No grant counts until invalid notices and erased subjects are known: {0}",
                    e.getMessage());
        }
    }

    private static RequestRouter.OwnPages own(Predicate<String> owns, Answer answer) {
        return new RequestRouter.OwnPages() {
            @Override
            public boolean owns(String path) {
                return owns.test(path);
            }

            @Override
            public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
                answer.answer(request, response);
            }
        };
    }

    /** How a room answers. */
    private interface Answer {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /** A store that is down now does not keep the site down: no grant takes effect until the notice is archived. */
    private static void archive(ReceiptDesk desk) {
        try {
            desk.archiveNotice();
        } catch (StoreException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The notice is not archived yet; grants wait for it: {0}",
                    e.getMessage());
        }
    }

    private void manage(Upkeep upkeep) {
        Management management = new Management(
                metrics, power, upkeep::switched, config.mode().name().toLowerCase(java.util.Locale.ROOT));
        management.register(context.getContextPath(), config.site().id());
        open.push(management);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "could not be closed", e);
            }
        }
    }
}
