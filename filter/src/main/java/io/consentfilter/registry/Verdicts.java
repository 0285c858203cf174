package io.consentfilter.registry;

/** Verdicts that belong to no service, made once. */
final class Verdicts {
    static final Verdict OWN = new Verdict(Verdict.Kind.OWN, null);
    static final Verdict NECESSARY = new Verdict(Verdict.Kind.NECESSARY, null);
    static final Verdict UNDECLARED = new Verdict(Verdict.Kind.UNDECLARED, null);

    private Verdicts() {}
}
