package io.consentfilter.registry;

import java.util.ArrayList;
import java.util.List;

/** The services that share one host, name or text. Granting one of them opens it: what is loaded cannot be told apart. */
final class Owners {
    private final List<Owner> owners = new ArrayList<>(1);
    private boolean necessary;

    /** Verdicts of one service, made once. */
    private record Owner(String id, Verdict granted, Verdict withheld) {}

    void add(String serviceId) {
        boolean known = owners.stream().anyMatch(owner -> owner.id().equals(serviceId));
        if (!known) {
            owners.add(new Owner(
                    serviceId,
                    new Verdict(Verdict.Kind.GRANTED, serviceId),
                    new Verdict(Verdict.Kind.WITHHELD, serviceId)));
        }
    }

    void addNecessary() {
        necessary = true;
    }

    /** Whose it was first. */
    String first() {
        return owners.get(0).id();
    }

    Verdict judge(Grants grants) {
        if (necessary) {
            return Verdicts.NECESSARY;
        }
        for (int i = 0; i < owners.size(); i++) {
            if (grants.allows(owners.get(i).id())) {
                return owners.get(i).granted();
            }
        }
        return owners.get(0).withheld();
    }
}
