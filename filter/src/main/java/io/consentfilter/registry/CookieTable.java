package io.consentfilter.registry;

import io.consentfilter.config.Catalogue;
import io.consentfilter.config.ConsentConfig;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import java.util.List;
import java.util.Set;

/** Whose a name of storage is: ours, necessary, of a declared service, of a retired one, of one that only the catalogue knows. */
final class CookieTable {
    /** Cookies of this filter: the choice under its two names, and the marker without id. */
    private static final Set<String> OURS = Set.of("__Host-choice", "choice", "choice-set");

    private final NameTable necessary = new NameTable();
    private final NameTable declared = new NameTable();
    private final NameTable retired = new NameTable();
    private final NameTable known = new NameTable();

    CookieTable(ConsentConfig config) {
        for (Necessary entry : config.necessary()) {
            add(necessary, entry.storage(), entry.id());
        }
        for (Service service : config.services()) {
            add(declared, service.storage(), service.id());
        }
        for (Retired service : config.retired()) {
            add(retired, service.storage(), service.id());
        }
        for (Service service : Catalogue.standard().services()) {
            add(known, service.storage(), service.id());
        }
    }

    /** Names on other hosts are none of a first-party filter's. */
    private static void add(NameTable names, List<StorageItem> storage, String serviceId) {
        storage.stream()
                .filter(item -> item.scope() == StorageScope.FIRST_PARTY)
                .forEach(item -> names.add(item.name(), serviceId));
    }

    Verdict judge(String name, Grants grants) {
        if (OURS.contains(name)) {
            return Verdicts.OWN;
        }
        if (necessary.judge(name, grants) != null) {
            return Verdicts.NECESSARY;
        }
        Verdict verdict = declared.judge(name, grants);
        return verdict != null ? verdict : undeclared(name);
    }

    /** Whatever is granted elsewhere: nobody was asked for these. */
    private Verdict undeclared(String name) {
        Verdict verdict = retired.judge(name, Grants.NONE);
        if (verdict == null) {
            verdict = known.judge(name, Grants.NONE);
        }
        return verdict == null ? Verdicts.UNDECLARED : verdict;
    }
}
