package io.consentfilter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is exempt from consent, with the reason that the policy shows (§ 25(2) TDDDG; LAW.md B6). */
public record Necessary(
        @Option(doc = "Short name, lower case with dashes.") String id,
        @Option(doc = "Why no consent is needed.") DeviceGround ground,

        @Option(doc = "The reason in one sentence; the policy shows it.")
        Text reason,

        @Option(doc = "What sets it off.", example = "\"login\"", byDefault = "null") @Nullable
        String startsWhen,

        @Option(doc = "What it stores on the device.", byDefault = "[]")
        List<StorageItem> storage,

        @Option(doc = "Third-party hosts it needs.", byDefault = "[]")
        List<HostPattern> hosts,

        @Option(
                doc = "\"any\" where a frame goes on to hosts that nobody can list (payment, sign-on).",
                byDefault = "null")
        @Nullable
        String frames,

        @Option(doc = "Paths of the site on which \"frames\": \"any\" counts.", byDefault = "[]")
        List<String> framePaths,

        @Option(doc = "Who stands behind it, where somebody else does.", byDefault = "null") @Nullable
        Provider provider) {
    public Necessary {
        storage = List.copyOf(storage);
        hosts = List.copyOf(hosts);
        framePaths = List.copyOf(framePaths);
    }
}
