package io.consentfilter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentfilter.seal.Keys;
import io.consentfilter.seal.SigningKeys;
import io.consentfilter.store.StoreException;
import java.io.BufferedReader;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReceiptDurabilityIT extends ReceiptDurabilityContract {
    @Override
    protected SqlStores.Settings settings() {
        return TestStores.sqlite(folder);
    }

    @Override
    protected List<String> childArguments() {
        return List.of();
    }

    @Test
    void anotherProcessIsRefusedWhileOneWrites() throws Exception {
        SigningKeys keys = Keys.openOrCreate(folder.resolve("consent.key")).signing();
        Process child = start();
        try (BufferedReader lines = reader(child)) {
            assertThat(firstLine(child, lines)).isNotEmpty();
            assertThatThrownBy(() -> SqlStores.open(
                            TestStores.sqlite(folder), keys, InstantSource.system(), TestStores.impatient(c -> c)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("(process " + child.pid() + ")");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
