package io.consentfilter.config;

import io.consentfilter.model.Option;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** Time stamps of an independent authority (RFC 3161) on the heads of the logs. Off unless an address is given. */
public record TimestampSection(
        @Option(doc = "Address of the authority, https:… or http:…; only hashes are sent there.")
        String url,

        @Option(doc = "How often the newest head of this node's log is stamped; at least a day.", byDefault = "\"P1D\"")
        Period every,

        @Option(doc = "Object identifier of the policy to ask for.", byDefault = "null") @Nullable
        String policy,

        @Option(
                doc =
                        "Certificates that must vouch for the authority, file:PATH (PEM), relative to the data directory; without it a token is kept once its own signature is right, and verify checks who vouches for it.",
                byDefault = "null")
        @Nullable
        String trust) {}
