package io.consentfilter.page;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ReadyListenerTest {
    private final PageBody body = mock(PageBody.class);
    private final WriteListener app = mock(WriteListener.class);
    private final ReadyListener listener = new ReadyListener(body, app);

    @Test
    void appHearsThatItMayWrite() throws IOException {
        listener.onWritePossible();

        verify(app).onWritePossible();
    }

    @Test
    void appThatHasEndedIsAskedForNothingMore() throws IOException {
        when(body.endNow()).thenReturn(true);

        listener.onWritePossible();

        verify(app, never()).onWritePossible();
    }

    @Test
    void appHearsWhyNothingMoreCanBeWritten() {
        Throwable gone = new IOException("the visitor has gone");

        listener.onError(gone);

        verify(app).onError(gone);
    }
}
