package io.consentfilter.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Releases what is held before {@code complete()}: afterwards the container takes no more bytes. */
final class PageAsync implements AsyncContext {
    private final AsyncContext container;
    private final PageExchange exchange;

    PageAsync(AsyncContext container, PageExchange exchange) {
        this.container = container;
        this.exchange = exchange;
    }

    /** Whether it stands for this context of the container's. */
    boolean isFor(AsyncContext context) {
        return container == context;
    }

    @Override
    public void complete() {
        exchange.releaseThen(container::complete);
    }

    @Override
    public ServletRequest getRequest() {
        return container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.getRequest() == exchange.request() && container.getResponse() == exchange.response();
    }

    @Override
    public void dispatch() {
        container.dispatch();
    }

    @Override
    public void dispatch(String path) {
        container.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        container.dispatch(context, path);
    }

    @Override
    public void start(Runnable run) {
        container.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(new Listener(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(new Listener(listener), request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public void setTimeout(long milliseconds) {
        container.setTimeout(milliseconds);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }

    /** The event hands listeners the container's context; an app that completes through it must come by us too. */
    private final class Listener implements AsyncListener {
        private final AsyncListener app;

        Listener(AsyncListener app) {
            this.app = app;
        }

        private AsyncEvent ours(AsyncEvent event) {
            return new AsyncEvent(
                    PageAsync.this, event.getSuppliedRequest(), event.getSuppliedResponse(), event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            app.onComplete(ours(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            app.onTimeout(ours(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            app.onError(ours(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            app.onStartAsync(ours(event));
        }
    }
}
