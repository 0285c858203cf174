package io.consentfilter;

import io.consentfilter.config.ConfigException;
import io.consentfilter.config.ConfigReader;
import io.consentfilter.config.ConfigReading;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.config.ReceiptsSection;
import io.consentfilter.config.TimestampSection;
import io.consentfilter.cookie.ChoiceCookie;
import io.consentfilter.cookie.CookieGate;
import io.consentfilter.csp.ContentPolicies;
import io.consentfilter.endpoint.Rooms;
import io.consentfilter.endpoint.VisitorEndpoints;
import io.consentfilter.metrics.Metrics;
import io.consentfilter.model.Notice;
import io.consentfilter.operator.EffectiveConfiguration;
import io.consentfilter.operator.OperatorAuthenticator.Operator;
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
import io.consentfilter.seal.TimeStampToken;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
            return new Assembly(context, reading.config(), Upkeep.hash(sources));
        } catch (ConfigException e) {
            throw new ConsentStartupException(String.valueOf(e.getMessage()));
        }
    }

    RequestRouter router() {
        return router;
    }

    private RequestRouter wire() throws ConsentStartupException {
        DataDirectory data = DataDirectory.of(config.receipts(), config.site().id(), context.getRealPath("/"));
        Keys keys = keys(data);
        SqlStores stores = stores(data, keys);
        open.push(stores);
        stores.problem()
                .ifPresent(problem -> LOG.log(
                        System.Logger.Level.ERROR,
                        "Receipts cannot be written, so nothing can be granted until this is mended: {0}",
                        problem.getMessage()));
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
        ReceiptDesk desk = new ReceiptDesk(
                config.site().id(),
                config.receipts(),
                registry,
                notice,
                stores.receipts(),
                stores.notices(),
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
                authenticator()));
        String configuration = new String(EffectiveConfiguration.canonical(config), StandardCharsets.UTF_8);
        Upkeep upkeep = Upkeep.start(
                stores.receipts(),
                ended,
                metrics,
                clock,
                Upkeep.setting(config, configuration, configHash, keys.signing().currentKeyId()),
                configuration);
        open.push(upkeep);
        timeStamper(data, stores).ifPresent(open::push);
        manage(upkeep);
        announce(data, registry);
        return new RequestRouter(
                tools,
                List.of(own(operators::owns, operators::answer), own(visitors::owns, visitors::answer)),
                config.filter().exclude(),
                power::isOff);
    }

    private static Hmac hmac(Keys keys, String use) {
        return Hmac.derive(keys.masterSecret(), use);
    }

    private Keys keys(DataDirectory data) throws ConsentStartupException {
        String reference = config.receipts().keys();
        if (reference.startsWith("env:")) {
            return keysOf(reference.substring(4));
        }
        Path file = data.file(reference, "receipts.keys");
        try {
            return Keys.openOrCreate(file);
        } catch (IOException e) {
            throw new ConsentStartupException("receipts.keys " + file + " cannot be used: " + e);
        }
    }

    /** Keys by value, as nodes share them through their environment; the message never quotes them. */
    private static Keys keysOf(String variable) throws ConsentStartupException {
        String text = System.getenv(variable);
        if (text == null) {
            throw new ConsentStartupException("receipts.keys: the environment has no variable " + variable);
        }
        try {
            return Keys.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConsentStartupException(
                    "receipts.keys: variable " + variable + " holds no key text: " + e.getMessage());
        }
    }

    private SqlStores stores(DataDirectory data, Keys keys) throws ConsentStartupException {
        ReceiptsSection receipts = config.receipts();
        data.checkDatabase(receipts.database());
        try {
            return SqlStores.open(
                    new SqlStores.Settings(
                            receipts.database(),
                            dataSource(receipts.database()),
                            receipts.user(),
                            receipts.password(),
                            data.path(),
                            receipts.tablePrefix(),
                            config.site().id()),
                    keys.signing(),
                    clock);
        } catch (StoreException e) {
            throw new ConsentStartupException("receipts.database cannot be opened: " + e.getMessage());
        }
    }

    /** Names come from the deployer's own file, and only {@code java:} names are looked up: never a remote address. */
    @SuppressWarnings("BanJNDI")
    private static @Nullable DataSource dataSource(String database) throws ConsentStartupException {
        if (!database.startsWith("java:")) {
            return null;
        }
        try {
            if (new InitialContext().lookup(database) instanceof DataSource found) {
                return found;
            }
            throw new ConsentStartupException("receipts.database " + database + " is not a javax.sql.DataSource");
        } catch (NamingException e) {
            throw new ConsentStartupException(
                    "receipts.database " + database + " was not found by JNDI: " + e.getMessage());
        }
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

    /** The webapp's own sign-on, if it has put one into the servlet context. */
    private io.consentfilter.operator.@Nullable OperatorAuthenticator authenticator() throws ConsentStartupException {
        Object own = context.getAttribute(OperatorAuthenticator.ATTRIBUTE);
        if (own == null) {
            return null;
        }
        if (!(own instanceof OperatorAuthenticator authenticator)) {
            throw new ConsentStartupException("The servlet context's attribute " + OperatorAuthenticator.ATTRIBUTE
                    + " is a " + own.getClass().getName() + ", expected an OperatorAuthenticator");
        }
        return request -> authenticator.operatorOf(request).flatMap(this::operator);
    }

    private Optional<Operator> operator(String name) {
        return config.operators().stream()
                .filter(operator -> operator.name().equals(name))
                .map(operator -> new Operator(operator.name(), operator.role()))
                .findFirst();
    }

    private Optional<TimeStamper> timeStamper(DataDirectory data, SqlStores stores) throws ConsentStartupException {
        TimestampSection setting = config.receipts().timestamp();
        if (setting == null) {
            return Optional.empty();
        }
        List<X509Certificate> anchors = List.of();
        if (setting.trust() != null) {
            Path file = data.file(setting.trust(), "receipts.timestamp.trust");
            try {
                anchors = TimeStampToken.anchors(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new ConsentStartupException("receipts.timestamp.trust " + file + " cannot be used: " + e);
            }
        }
        return Optional.of(new TimeStamper(setting, anchors, stores.receipts(), metrics, clock).start());
    }

    private void manage(Upkeep upkeep) {
        Management management = new Management(
                metrics, power, upkeep::switched, config.mode().name().toLowerCase(java.util.Locale.ROOT));
        management.register(context.getContextPath(), config.site().id());
        open.push(management);
    }

    private void announce(DataDirectory data, Registry registry) {
        LOG.log(
                System.Logger.Level.INFO,
                "Consent Filter guards {0} ({1} services, {2} offered); data directory {3}",
                config.site().id(),
                registry.services().size(),
                registry.offerable().size(),
                data.path());
        registry.gaps()
                .forEach(gap -> LOG.log(
                        System.Logger.Level.WARNING,
                        "Service {0} stays withheld and is not offered: unknown are {1}",
                        gap.serviceId(),
                        String.join(", ", gap.missingFacts())));
        leftAlone();
        if (config.mode() == ConsentConfig.Mode.REPORT) {
            LOG.log(System.Logger.Level.WARNING, "MODE REPORT: NOTHING IS WITHHELD. Everything is only counted.");
        }
        if (config.disabled()) {
            LOG.log(System.Logger.Level.WARNING, "DISABLED: the filter is out of the way, nothing is withheld.");
        }
    }

    private void leftAlone() {
        if (!config.filter().exclude().isEmpty()
                || !config.filter().excludeTypes().isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Left alone, neither rewritten nor guarded: paths {0}, content types {1}",
                    config.filter().exclude(),
                    config.filter().excludeTypes());
        }
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
