package io.consentfilter.compat;

import io.consentfilter.ConsentFilter;
import io.consentfilter.contract.CaseServlet;
import io.consentfilter.contract.ContractApp;
import io.consentfilter.contract.ServletContract;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contract on Undertow, which knows no web.xml of its own: the same, said in code. */
final class UndertowContractIT extends ServletContract {
    private final List<DeploymentManager> deployments = new ArrayList<>();
    private Undertow server;

    @Override
    protected int start(ContractApp app) throws Exception {
        PathHandler paths = Handlers.path()
                .addPrefixPath(ContractApp.GUARDED, deploy(guarded(webapp(ContractApp.GUARDED, app.guarded()))))
                .addPrefixPath(ContractApp.BARE, deploy(webapp(ContractApp.BARE, app.bare())));
        server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setHandler(paths)
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static DeploymentInfo webapp(String contextPath, Path directory) {
        return Servlets.deployment()
                .setClassLoader(UndertowContractIT.class.getClassLoader())
                .setContextPath(contextPath)
                .setDeploymentName(contextPath)
                .setResourceManager(new PathResourceManager(directory))
                .addServlet(Servlets.servlet("cases", CaseServlet.class)
                        .setAsyncSupported(true)
                        .setMultipartConfig(new MultipartConfigElement(""))
                        .addMappings("/c/*", "/excluded/*"))
                .addErrorPages(
                        Servlets.errorPage("/c/error-page", 404),
                        Servlets.errorPage("/c/error-page", 500),
                        Servlets.errorPage("/c/error-page-writer", 409));
    }

    private static DeploymentInfo guarded(DeploymentInfo webapp) {
        webapp.addFilter(Servlets.filter("consent", ConsentFilter.class).setAsyncSupported(true));
        for (DispatcherType type :
                List.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR)) {
            webapp.addFilterUrlMapping("consent", "/*", type);
        }
        return webapp;
    }

    private HttpHandler deploy(DeploymentInfo webapp) throws ServletException {
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(webapp);
        deployments.add(manager);
        manager.deploy();
        return manager.start();
    }

    @Override
    protected void stop() throws Exception {
        server.stop();
        for (DeploymentManager manager : deployments) {
            manager.stop();
            manager.undeploy();
        }
    }
}
