package io.consentfilter.page;

import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Finishes a waiting end before the app hears that it may write. */
final class ReadyListener implements WriteListener {
    private final PageBody body;
    private final WriteListener app;

    ReadyListener(PageBody body, WriteListener app) {
        this.body = body;
        this.app = app;
    }

    @Override
    public void onWritePossible() throws IOException {
        if (!body.endNow()) {
            app.onWritePossible();
        }
    }

    @Override
    public void onError(Throwable error) {
        app.onError(error);
    }
}
