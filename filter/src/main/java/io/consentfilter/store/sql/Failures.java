package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.SQLException;

/** Says in an operator's words what a database said in its own; never a row's content. */
final class Failures {
    private Failures() {}

    static StoreException cannot(String act, SQLException e) {
        return new StoreException("cannot " + act + ": " + reason(e), e);
    }

    static String reason(SQLException e) {
        if (e.getSQLState() != null && !e.getSQLState().isEmpty()) {
            return postgresql(e.getSQLState());
        }
        return e.getErrorCode() == 0 ? String.valueOf(e.getMessage()) : sqlite(e.getErrorCode() & 0xFF);
    }

    private static String sqlite(int code) {
        return switch (code) {
            case 5, 6 -> "another program holds the database file";
            case 8 -> "the database file is read-only";
            case 10 -> "the disk reports an error";
            case 11, 26 ->
                "the database file is damaged or no SQLite database; run restore-check on it and on the last backup";
            case 13 -> "the disk is full";
            case 14 -> "the database file cannot be opened";
            case 19 -> "a row with this key is there already";
            default -> "SQLite error " + code;
        };
    }

    private static String postgresql(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" -> "the database cannot be reached (" + state + ")";
            case "23" -> "a row with this key is there already (" + state + ")";
            case "28" -> "the database refuses user or password (" + state + ")";
            case "53" -> "the database is out of disk, memory or connections (" + state + ")";
            case "57" -> "the database is shutting down or gave the statement up (" + state + ")";
            default -> "the database reports " + state;
        };
    }
}
