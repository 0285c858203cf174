package io.consentfilter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoOptionsTest {
    private static final Path HERE = Path.of("here");

    @Test
    void withoutArgumentsThePortsOfTheReadmeCount() {
        assertThat(DemoOptions.parse(List.of(), HERE)).isEqualTo(new DemoOptions(8080, 8081, HERE));
    }

    @Test
    void everyOptionIsHeard() {
        assertThat(DemoOptions.parse(List.of("--tracker-port", "0", "--data", "there", "--port", "9000"), HERE))
                .isEqualTo(new DemoOptions(9000, 0, Path.of("there")));
    }

    @Test
    void aWrongPortIsToldWithWhatWouldBeRight() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--port", "eighty"), HERE))
                .hasMessageContaining("--port wants a port from 0 to 65535, found \"eighty\"")
                .hasMessageContaining("Usage:");
    }

    @Test
    void aPortBeyondTheLastIsRefused() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--port", "65536"), HERE))
                .hasMessageContaining("65536");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--prot", "1"), HERE))
                .hasMessageContaining("--prot");
    }

    @Test
    void anOptionWithoutValueIsRefused() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--data"), HERE))
                .hasMessageContaining("--data wants a value");
    }
}
