package io.consentfilter.operator;

import io.consentfilter.operator.OperatorAuthenticator.Operator;
import io.consentfilter.store.ReceiptStore;
import io.consentfilter.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes who called what (LAW.md B48): in the log of the JVM and, sealed, in the journal. Names of calls, never what they were asked about. */
final class AccessLog {
    /** Kind of the journal entry. */
    static final String KIND = "operator-access";

    private static final Logger LOG = System.getLogger(AccessLog.class.getName());
    private final ReceiptStore store;

    AccessLog(ReceiptStore store) {
        this.store = store;
    }

    void letIn(Operator operator, Endpoint endpoint) {
        String call = endpoint.method() + " " + endpoint.path();
        LOG.log(Level.INFO, "operator {0} ({1}): {2}", operator.name(), operator.role(), call);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("operator", operator.name());
        facts.put("call", call);
        try {
            store.appendJournal(KIND, facts);
        } catch (StoreException e) {
            // The question itself will most likely fail too; it must not fail for want of an entry about it.
            LOG.log(
                    Level.WARNING,
                    "the journal did not take the access of operator {0}: {1}",
                    operator.name(),
                    e.getMessage());
        }
    }

    void forbidden(Operator operator, Endpoint endpoint) {
        LOG.log(
                Level.WARNING,
                "operator {0} ({1}) may not: {2} {3}",
                operator.name(),
                operator.role(),
                endpoint.method(),
                endpoint.path());
    }

    void turnedAway(Admission.Outcome why, Endpoint endpoint) {
        LOG.log(Level.WARNING, "operator call turned away ({0}): {1} {2}", why, endpoint.method(), endpoint.path());
    }
}
