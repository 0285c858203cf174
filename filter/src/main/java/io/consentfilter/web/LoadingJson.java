package io.consentfilter.web;

import io.consentfilter.web.JsonText.Kind;
import io.consentfilter.web.JsonText.TooDeep;
import io.consentfilter.web.JsonText.Value;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON that makes browsers load: import maps (HTML standard, 8.1.6.2), web bundles, speculation rules (HTML standard, 7.6) and Report-To
 * (Reporting API). Text that is no JSON is ignored by browsers and left alone, but in headers, where Chromium takes comments and
 * more; text nested too deeply for us is emptied.
 */
public final class LoadingJson {
    private static final String EMPTY = "{}";

    private LoadingJson() {}

    /**
     * An import map in which withheld addresses became {@code null}: importing them fails, all other names go on working. The same for
     * a web bundle's description (Subresource Loading with Web Bundles): one whose source is withheld names none, and nothing is fetched.
     *
     * @return the same string where nothing is withheld
     */
    public static String addresses(String json, Predicate<String> withheld) {
        return changed(json, root -> forbid(root, withheld), text -> text);
    }

    /** Whether an application's manifest names a withheld picture: Web Application Manifest, "icons" and their kin. */
    public static boolean picturesWithheld(String manifest, Predicate<String> withheld) {
        try {
            Value root = JsonText.parse(manifest);
            return root != null && hasSource(root, withheld);
        } catch (TooDeep e) {
            return true;
        }
    }

    private static boolean hasSource(Value value, Predicate<String> withheld) {
        return value.under("src").stream().anyMatch(src -> src.kind == Kind.STRING && withheld.test(src.string))
                || value.children.stream().anyMatch(child -> hasSource(child, withheld));
    }

    /** The names of an import map that are addresses: what the map makes of them is loaded in their place. */
    public static List<String> mappedAddresses(String importMap) {
        try {
            Value root = JsonText.parse(importMap);
            if (root == null) {
                return List.of();
            }
            Stream<Value> scopes = root.under("scopes").stream().flatMap(scope -> scope.children.stream());
            return Stream.concat(root.under("imports").stream(), scopes)
                    .flatMap(names -> names.keys.stream())
                    .filter(name -> name.indexOf('/') >= 0)
                    .toList();
        } catch (TooDeep e) {
            return List.of();
        }
    }

    /**
     * Speculation rules without withheld addresses, and without rules for links of the document that are not limited to paths of
     * an own host.
     *
     * @return the same string where nothing is withheld
     */
    public static String speculationRules(String json, Predicate<String> withheld) {
        return changed(json, root -> new SpeculationRules(withheld).clean(root), text -> text);
    }

    /**
     * A {@code Report-To} value, a list of groups without brackets, without withheld endpoints and without groups that have none
     * left. A value that is no JSON leaves whole where it could name a withheld endpoint to somebody who reads it all the same.
     *
     * @return the same string where nothing is withheld, null where nothing is left
     */
    public static @Nullable String reportTo(String value, Predicate<String> withheld) {
        String list = "[" + value + "]";
        String kept = changed(
                list,
                root -> root.children.forEach(group -> dropEndpoints(group, withheld)),
                text -> mayName(text, withheld) ? "" : text);
        if (kept.equals(list)) {
            return value;
        }
        String groups =
                kept.length() < 2 ? "" : kept.substring(1, kept.length() - 1).strip();
        return groups.isEmpty() ? null : groups;
    }

    private interface Change {
        void apply(Value root);
    }

    /** @param otherwise what becomes of text that is no JSON */
    private static String changed(String json, Change change, UnaryOperator<String> otherwise) {
        try {
            Value root = JsonText.parse(json);
            if (root == null) {
                return otherwise.apply(json);
            }
            change.apply(root);
            String written = JsonText.write(json, root);
            return written.equals(json) ? json : written;
        } catch (TooDeep e) {
            return EMPTY;
        }
    }

    private static boolean mayName(String text, Predicate<String> withheld) {
        return text.indexOf('\\') >= 0
                || Arrays.stream(text.split("\"", -1)).anyMatch(piece -> !piece.isBlank() && withheld.test(piece));
    }

    private static void forbid(Value value, Predicate<String> withheld) {
        if (value.kind == Kind.STRING && withheld.test(value.string)) {
            value.replacement = "null";
        }
        value.children.forEach(child -> forbid(child, withheld));
    }

    private static void dropEndpoints(Value group, Predicate<String> withheld) {
        List<Value> endpoints = group.under("endpoints").stream()
                .flatMap(list -> list.children.stream())
                .toList();
        for (Value endpoint : endpoints) {
            endpoint.dropped = endpoint.under("url").stream().anyMatch(url -> withheld.test(url.string));
        }
        group.dropped = !endpoints.isEmpty() && endpoints.stream().allMatch(endpoint -> endpoint.dropped);
    }
}
