package io.consentfilter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StatementsTest {
    private final Connection connection = mock(Connection.class);
    private final List<PreparedStatement> prepared = new ArrayList<>();
    private Statements statements;

    @BeforeEach
    void aConnectionPreparesWhatIsAskedFor() throws Exception {
        when(connection.prepareStatement(anyString())).thenAnswer(call -> {
            PreparedStatement statement = mock(PreparedStatement.class);
            prepared.add(statement);
            return statement;
        });
        statements = new Statements(connection, new Tables("", Dialect.POSTGRESQL));
    }

    @Test
    void aStatementIsPreparedOnce() throws Exception {
        assertThat(statements.of("SELECT 1")).isSameAs(statements.of("SELECT 1"));
        assertThat(prepared).hasSize(1);
    }

    @Test
    void theOneUnusedForLongestGoesWhenThereAreTooMany() throws Exception {
        PreparedStatement first = statements.of("SELECT 0");
        PreparedStatement second = statements.of("SELECT 1");
        for (int i = 2; i <= 64; i++) {
            statements.of("SELECT 0");
            statements.of("SELECT " + i);
        }
        verify(second).close();
        verify(first, never()).close();
    }

    @Test
    void nothingStaysOpenOnAConnectionThatIsGivenBackAlsoWhereOneDoesNotClose() throws Exception {
        PreparedStatement broken = statements.of("SELECT 1");
        PreparedStatement other = statements.of("SELECT 2");
        doThrow(new SQLException("broken")).when(broken).close();
        statements.close();
        verify(broken).close();
        verify(other).close();
        verify(connection).close();
    }
}
