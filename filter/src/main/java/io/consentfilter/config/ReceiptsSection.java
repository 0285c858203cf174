package io.consentfilter.config;

import io.consentfilter.model.Option;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** Where receipts are kept, with which keys, and how long. */
public record ReceiptsSection(
        @Option(
                doc = "jdbc:sqlite:FILE, jdbc:postgresql:… or the JNDI name of a DataSource (java:comp/env/…).",
                byDefault = "\"jdbc:sqlite:consent.db\"")
        String database,

        @Option(
                doc =
                        "Directory that receipts and keys lie in and relative paths count from; a relative one counts from the server's own directory (catalina.base, jetty.base, else the working directory). Without it: consent-data/SITE there. Never inside the WAR.",
                byDefault = "null")
        @Nullable
        String dataDirectory,

        @Option(doc = "User of the database.", byDefault = "null") @Nullable
        String user,

        @Option(doc = "Password of the database.", secret = true, byDefault = "null") @Nullable
        String password,

        @Option(doc = "Prefix of the tables.", byDefault = "\"consent_\"")
        String tablePrefix,

        @Option(
                doc = "Key file, file:PATH; made on first start with owner-only rights.",
                byDefault = "\"file:consent.key\"")
        String keys,

        @Option(doc = "How long a grant counts; at most 13 months.", byDefault = "\"P12M\"")
        Period grantLifetime,

        @Option(doc = "How long a refusal is remembered; at least 6 months.", byDefault = "\"P6M\"")
        Period refusalLifetime,

        @Option(
                doc = "How long a record is kept after the consent has ended, counted to the end of that year.",
                byDefault = "\"P3Y\"")
        Period keepAfterEnd,

        @Option(doc = "After how long refusals without subject become daily counts.", byDefault = "\"P13M\"")
        Period keepRefusals,

        @Option(
                doc =
                        "Grants that are recorded each second at most, all visitors together, and as many refusals; four times as many at once. A grant beyond it is asked to come again, a refusal takes effect unrecorded.",
                byDefault = "500")
        int decisionsPerSecond,

        @Option(
                doc =
                        "Time stamps of an independent authority (RFC 3161) on the heads of the logs: the only thing that shows back-dating by whoever holds the signing key.",
                byDefault = "null")
        @Nullable
        TimestampSection timestamp) {
    /** Without database address and password, which may both hold a secret. */
    @Override
    public String toString() {
        return "ReceiptsSection[tablePrefix=" + tablePrefix + ", grantLifetime=" + grantLifetime + ", refusalLifetime="
                + refusalLifetime + ", keepAfterEnd=" + keepAfterEnd + ", keepRefusals=" + keepRefusals + "]";
    }
}
