package io.consentfilter.rewrite;

import io.consentfilter.web.DataAddress;
import io.consentfilter.web.LoadingJson;
import io.consentfilter.web.ModuleImports;
import io.consentfilter.web.StyleSheet;
import io.consentfilter.web.WebAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a module written in the page imports something withheld by itself. Such a module never runs, whoever keeps the import
 * from coming; so nothing is lost where the module is withheld.
 */
final class ModuleScripts {
    /** Modules inside addresses of modules inside addresses …: what deeper ones import is taken for withheld. */
    static final int NESTING_MAX = 3;

    private final Predicate<String> withheld;
    private final Set<String> mapped = new HashSet<>();

    /**
     * @param withheld says whether an address is, and remembers the first one that was
     */
    ModuleScripts(Predicate<String> withheld) {
        this.withheld = withheld;
    }

    /** An import map is in force: addresses that it names lead where it says, which was judged there. */
    void follow(String importMap) {
        mapped.addAll(LoadingJson.mappedAddresses(importMap));
    }

    /** Whether a module imports something withheld. */
    boolean importWithheld(String module) {
        return ModuleImports.of(module).stream().anyMatch(specifier -> isWithheld(specifier, 0));
    }

    /** The same for a module that is written in an address. */
    boolean importWithheld(DataAddress module) {
        return importWithheld(module, 0);
    }

    /** The same for what an import map leads to. */
    boolean isWrittenIn(String address) {
        DataAddress module = DataAddress.of(address);
        return module != null && importWithheld(module, 0);
    }

    private boolean importWithheld(DataAddress module, int depth) {
        if (module.isSheet()) {
            return sheetWithheld(module.sheet());
        }
        byte[] text = module.body();
        return text != null
                && ModuleImports.of(new String(text, StandardCharsets.UTF_8)).stream()
                        .anyMatch(specifier -> depth == NESTING_MAX || isWithheld(specifier, depth + 1));
    }

    /** Sheets are imported {@code with {type: "css"}}. */
    private boolean sheetWithheld(byte @Nullable [] text) {
        if (text == null) {
            return true;
        }
        String css = new String(text, StandardCharsets.UTF_8);
        return !StyleSheet.without(css, DataAddress.inside(withheld)).equals(css);
    }

    /** HTML standard, 8.1.6.2 "resolve a URL-like module specifier": other names mean something only to an import map. */
    private boolean isWithheld(String specifier, int depth) {
        if (isMapped(specifier)) {
            return false;
        }
        if (specifier.startsWith("/") || specifier.startsWith("./") || specifier.startsWith("../")) {
            // The base of what is written in an address has no host.
            return depth == 0 && withheld.test(specifier);
        }
        DataAddress module = DataAddress.of(specifier);
        if (module != null) {
            return importWithheld(module, depth);
        }
        WebAddress address = WebAddress.resolve(specifier, null);
        return address.host() != null && withheld.test(address.text());
    }

    private boolean isMapped(String specifier) {
        return mapped.stream()
                .anyMatch(name -> specifier.equals(name) || (name.endsWith("/") && specifier.startsWith(name)));
    }
}
