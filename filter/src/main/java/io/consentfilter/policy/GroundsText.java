package io.consentfilter.policy;

/** Legal grounds (Art. 13(1)(c) GDPR), and apart from them the rule for access to the device (LAW.md C.5). */
final class GroundsText {
    private GroundsText() {}

    static void write(Page page, Html out) {
        Law law = page.law();
        if (law.gdpr()) {
            out.paragraph(page.say("grounds.gdpr"));
        }
        if (law.dsg()) {
            out.paragraph(page.say("grounds.dsg"));
        }
        out.paragraph(page.say("grounds.used"));
        out.list(page.sources().grounds().stream()
                .map(basis -> law.ground(page.wording(), basis))
                .toList());
        if (!law.regions().isEmpty()) {
            String key = law.onlySwissDeviceRule() ? "grounds.device.ch" : "grounds.device";
            out.paragraph(page.say(key, "laws", law.devices(page.wording(), page.words())));
        }
    }
}
