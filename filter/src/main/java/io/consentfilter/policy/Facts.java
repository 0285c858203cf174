package io.consentfilter.policy;

import java.util.ArrayList;
import java.util.List;

/** Terms and what is said about them: a {@code dl} in the making. Entries without a value are left out. */
final class Facts {
    private final List<Html> terms = new ArrayList<>();
    private final List<Html> values = new ArrayList<>();

    Facts add(Html term, Html value) {
        if (!value.isEmpty()) {
            terms.add(term);
            values.add(value);
        }
        return this;
    }

    void writeTo(Html out) {
        if (terms.isEmpty()) {
            return;
        }
        out.raw("<dl class=\"choice-facts\">\n");
        for (int i = 0; i < terms.size(); i++) {
            out.raw("<div><dt>" + terms.get(i) + "</dt><dd>" + values.get(i) + "</dd></div>\n");
        }
        out.raw("</dl>\n");
    }
}
