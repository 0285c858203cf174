package io.consentfilter.contract;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The other protocol of the case {@code upgrade}: says hello, and ends. */
public final class EchoHandler implements HttpUpgradeHandler {
    @Override
    public void init(WebConnection connection) {
        try (connection) {
            connection.getOutputStream().print("hello <script src=https://tracker.example/t.js>");
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() {}
}
