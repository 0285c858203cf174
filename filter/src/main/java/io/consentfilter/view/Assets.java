package io.consentfilter.view;

import io.consentfilter.config.BannerSection;
import io.consentfilter.json.Json;
import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import io.consentfilter.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our style and script as this site serves them: the bundle, then the theme, then the names that its services declare to store. */
final class Assets {
    private static final String CSS = "text/css; charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    final Asset style;
    final Asset page;
    final Asset script;

    /** The rules of the re-open link alone, for pages that load no style sheet of ours. */
    final String reopenRules = Resources.text("reopen.css").trim();

    private final Map<String, Asset> byPath;

    Assets(BannerSection banner, Registry registry) {
        String theme = Theme.css(banner.theme());
        style = asset("style.css", CSS, Resources.text("style.css") + theme);
        page = asset("page.css", CSS, Resources.text("page.css") + theme);
        script = asset("choice.js", JAVASCRIPT, around(Resources.text("choice.js"), names(registry)));
        byPath = Map.of(style.path(), style, page.path(), page, script.path(), script);
    }

    Map<String, Asset> byPath() {
        return byPath;
    }

    /** One hash over all. */
    String version() {
        return hash(style.path() + page.path() + script.path() + reopenRules);
    }

    private static Asset asset(String file, String type, String text) {
        return new Asset("a/" + hash(text) + "/" + file, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String around(String script, Map<String, List<String>> names) {
        return "(function(choiceNames){" + script + "})(" + new String(Json.bytes(names), StandardCharsets.UTF_8)
                + ");\n";
    }

    /** Per service, what it keeps in the first party and a script can erase. What was retired is never granted. */
    private static Map<String, List<String>> names(Registry registry) {
        Map<String, List<String>> names = new TreeMap<>();
        registry.services().forEach(service -> add(names, service.id(), service.storage()));
        registry.retired().forEach(retired -> add(names, retired.id(), retired.storage()));
        return names;
    }

    private static void add(Map<String, List<String>> names, String id, Collection<StorageItem> storage) {
        List<String> own = new ArrayList<>();
        for (StorageItem item : storage) {
            String kind = kind(item);
            if (item.scope() == StorageScope.FIRST_PARTY && !kind.isEmpty()) {
                own.add(kind + item.name());
            }
        }
        if (!own.isEmpty()) {
            names.put(id, own);
        }
    }

    private static String kind(StorageItem item) {
        return switch (item.type()) {
            case HTTP_COOKIE -> "c";
            case LOCAL_STORAGE -> "l";
            case SESSION_STORAGE -> "s";
            case INDEXED_DB -> "i";
            case CACHE, PIXEL, LINK_DECORATION, FINGERPRINT, IP_ONLY, OTHER -> "";
        };
    }

    /** Sixty bits suffice to tell our own versions apart; nobody gains from a collision. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
