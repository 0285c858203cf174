package io.consentfilter.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.registry.Verdict;
import io.consentfilter.registry.Verdict.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FindingsTest {
    private static final int MORE_HOSTS_THAN_ARE_NAMED = Findings.HOSTS_MAX + 7;

    private final Findings findings = new Findings();

    private static JudgedHost undeclared(String host) {
        return new JudgedHost(host, new Verdict(Kind.UNDECLARED, null));
    }

    private static JudgedHost ofService(String host, String service) {
        return new JudgedHost(host, new Verdict(Kind.WITHHELD, service));
    }

    @Test
    void aHostMetAgainCountsAgainAlsoWhereItWasJudgedAnew() {
        findings.host(undeclared("a.example"));
        findings.host(undeclared("b.example"));
        findings.host(undeclared("a.example"));

        assertThat(findings.report().undeclaredHosts()).isEqualTo(Map.of("a.example", 2, "b.example", 1));
    }

    @Test
    void hostsOfOneServiceCountTogether() {
        findings.host(ofService("a.stat.example", "statistics"));
        findings.host(ofService("b.stat.example", "statistics"));
        findings.inlineScript(ofService("", "statistics"));

        assertThat(findings.report().services()).isEqualTo(Map.of("statistics", 3));
        assertThat(findings.report().undeclaredHosts()).isEmpty();
    }

    @Test
    void whatIsWithheldWithoutAServiceHasAnEmptyName() {
        findings.host(new JudgedHost("old.example", new Verdict(Kind.WITHHELD, null)));

        assertThat(findings.report().services()).isEqualTo(Map.of("", 1));
    }

    @Test
    void hostsBeyondTheLimitCountTogetherAndThoseBeforeItGoOn() {
        for (int i = 0; i < MORE_HOSTS_THAN_ARE_NAMED; i++) {
            findings.host(undeclared(i + ".example"));
        }
        findings.host(undeclared("0.example"));
        findings.host(undeclared(MORE_HOSTS_THAN_ARE_NAMED + ".example"));

        Map<String, Integer> hosts = findings.report().undeclaredHosts();
        assertThat(hosts).hasSize(Findings.HOSTS_MAX + 1).containsEntry("0.example", 2);
        assertThat(hosts)
                .containsEntry((Findings.HOSTS_MAX - 1) + ".example", 1)
                .containsEntry("(other)", 8);
    }

    @Test
    void whatADocumentInsideThisOneFindsCountsHereToo() {
        Findings inside = findings.child();
        findings.host(undeclared("a.example"));
        inside.host(undeclared("a.example"));
        inside.inlineScript(ofService("", "statistics"));

        assertThat(findings.report().undeclaredHosts()).isEqualTo(Map.of("a.example", 2));
        assertThat(findings.report().services()).isEqualTo(Map.of("statistics", 1));
        assertThat(findings.report().inlineScriptsWithheld()).isEqualTo(1);
        assertThat(inside.first()).isNotNull().isNotSameAs(findings.first());
    }
}
