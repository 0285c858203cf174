package io.consentfilter.policy;

import io.consentfilter.config.ControllerSection;
import io.consentfilter.model.Authority;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Supervisory authorities by country or German state: facts in {@code authorities.properties}, with the month they were checked. */
public final class Authorities {
    private static final Map<String, String> TABLE = Wording.resource("authorities");

    private Authorities() {}

    /** The authority named in the configuration, else the only one of the controller's country. */
    public static Optional<Authority> of(ControllerSection controller) {
        String named = controller.authority();
        return find(named == null ? controller.country() : named);
    }

    static Optional<Authority> find(String code) {
        String row = code.equals("version") ? null : TABLE.get(code);
        if (row == null) {
            return Optional.empty();
        }
        String[] facts = row.split("\\|", -1);
        return Optional.of(new Authority(facts[0], facts[1], code.substring(0, 2), facts[2]));
    }

    static Set<String> codes() {
        Set<String> codes = new TreeSet<>(TABLE.keySet());
        codes.remove("version");
        return codes;
    }
}
