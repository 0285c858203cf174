package io.consentfilter.endpoint;

import io.consentfilter.view.Asset;
import java.util.List;

/** {@code GET {prefix}/a/{hash}/{file}}: our own files. The hash is in the address, so they never change. */
final class AssetEndpoint {
    private AssetEndpoint() {}

    static Endpoint endpoint(String prefix) {
        return new Endpoint(
                "GET",
                new PathTemplate(prefix + "/a/{hash}/{file}"),
                List.of(200, 304, 404),
                "Style sheet and script of banner and pages; immutable.",
                AssetEndpoint::answer);
    }

    private static Reply answer(Exchange exchange) throws RefusedException {
        String hash = exchange.name("hash");
        Asset asset = exchange.rooms()
                .views()
                .asset("a/" + hash + "/" + exchange.name("file"))
                .orElseThrow(() -> Problem.of(404, "There is no such file; pages name the ones of today."));
        return Reply.of(200, asset.contentType(), asset.bytes())
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("ETag", "\"" + hash + "\"");
    }
}
