package io.consentfilter.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.Echo;
import io.consentfilter.contract.TomcatContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on Tomcat 11, with JSP: every view is a FORWARD, after which Tomcat finishes the real response. */
final class Tomcat11ContractIT extends TomcatContract {
    @Override
    protected List<String> listeners() {
        return List.of(EchoSocket.class.getName());
    }

    @Test
    void socketIsUntouched() throws Exception {
        assertThat(Echo.of(port(), ContractApp.GUARDED + "/socket", "<script>")).isEqualTo("<script>");
    }
}
