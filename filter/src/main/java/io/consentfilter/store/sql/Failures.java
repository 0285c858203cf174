package io.consentfilter.store.sql;

import io.consentfilter.store.StoreException;
import java.sql.SQLException;

/** Says in an operator's words what a database said in its own; never a row's content. */
final class Failures {
    private static final String NATIVE =
            "SQLite's native code is unpacked into a directory that the server may write to and run code from;"
                    + " name one with -Dorg.sqlite.tmpdir=DIRECTORY";

    private Failures() {}

    static StoreException cannot(String act, SQLException e) {
        return new StoreException("cannot " + act + ": " + reason(e), e);
    }

    /** The driver is there, but not what it needs: native code that cannot be unpacked or run, or classes of another version. */
    static StoreException unloadable(Throwable e) {
        return new StoreException("the database driver cannot be loaded: " + NATIVE + " (" + e + ")", e);
    }

    static String reason(SQLException e) {
        if (lacksNativeCode(e)) {
            return NATIVE + " (" + e.getCause() + ")";
        }
        if (e.getSQLState() != null && !e.getSQLState().isEmpty()) {
            return postgresql(e.getSQLState());
        }
        return e.getErrorCode() == 0 ? String.valueOf(e.getMessage()) : sqlite(e.getErrorCode() & 0xFF);
    }

    /** The driver wraps it; its class may have been moved by whoever packed the webapp. */
    private static boolean lacksNativeCode(SQLException e) {
        Throwable cause = e.getCause();
        return cause instanceof LinkageError
                || cause != null && cause.getClass().getSimpleName().equals("NativeLibraryNotFoundException");
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
