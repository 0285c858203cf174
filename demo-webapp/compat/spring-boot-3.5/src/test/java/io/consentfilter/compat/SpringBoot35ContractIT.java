package io.consentfilter.compat;

import io.consentfilter.ConsentFilter;
import io.consentfilter.contract.CaseServlet;
import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.ServletContract;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import java.nio.file.Path;
import java.util.EnumSet;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.ErrorPage;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;

/** The contract on the embedded Tomcat of Spring Boot 3.5, the filter as a registration bean and its configuration outside of the webapp. */
final class SpringBoot35ContractIT extends ServletContract {
    private WebServer guarded;
    private WebServer bare;

    @Override
    protected int start(ContractApp app) {
        guarded = server(ContractApp.GUARDED, app.guarded(), filter(app), servlet());
        bare = server(ContractApp.BARE, app.bare(), servlet());
        return guarded.getPort();
    }

    @Override
    protected int barePort(int port) {
        return bare.getPort();
    }

    private static FilterRegistrationBean<ConsentFilter> filter(ContractApp app) {
        FilterRegistrationBean<ConsentFilter> filter = new FilterRegistrationBean<>(new ConsentFilter());
        filter.addUrlPatterns("/*");
        filter.setDispatcherTypes(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR));
        filter.setAsyncSupported(true);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.addInitParameter("config", "file:" + app.guarded().resolve("WEB-INF/consent.json"));
        return filter;
    }

    private static ServletRegistrationBean<CaseServlet> servlet() {
        ServletRegistrationBean<CaseServlet> servlet =
                new ServletRegistrationBean<>(new CaseServlet(), "/c/*", "/excluded/*");
        servlet.setAsyncSupported(true);
        servlet.setMultipartConfig(new MultipartConfigElement(""));
        return servlet;
    }

    private static WebServer server(String contextPath, Path directory, ServletContextInitializer... beans) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(contextPath, 0);
        factory.setDocumentRoot(directory.toFile());
        factory.setRegisterDefaultServlet(true);
        factory.addErrorPages(
                new ErrorPage(HttpStatus.valueOf(404), "/c/error-page"),
                new ErrorPage(HttpStatus.valueOf(500), "/c/error-page"),
                new ErrorPage(HttpStatus.valueOf(409), "/c/error-page-writer"));
        WebServer server = factory.getWebServer(beans);
        server.start();
        return server;
    }

    @Override
    protected void stop() {
        guarded.stop();
        bare.stop();
    }
}
