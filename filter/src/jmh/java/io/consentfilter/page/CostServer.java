package io.consentfilter.page;

import io.consentfilter.contract.ContractApp;
import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A container with the same webapp three times: behind the filter, behind one that only asks, and without. */
interface CostServer {
    /** Context path of the app behind {@link AskingFilter}. */
    String ASKED = "/asked";

    int start(ContractApp app) throws Exception;

    void stop() throws Exception;

    String title();

    /** How the names of its threads begin. */
    String threadNames();

    /** Jetty 12.1, Servlet 6.1. */
    final class OnJetty implements CostServer {
        private final Server server = new Server();

        @Override
        public int start(ContractApp app) throws Exception {
            ServerConnector connector = new ServerConnector(server);
            server.addConnector(connector);
            ContextHandlerCollection contexts = new ContextHandlerCollection();
            contexts.addHandler(webapp(ContractApp.GUARDED, app.guarded()));
            contexts.addHandler(webapp(ContractApp.BARE, app.bare()));
            WebAppContext asked = webapp(ASKED, app.bare());
            asked.addFilter(new FilterHolder(new AskingFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
            contexts.addHandler(asked);
            server.setHandler(contexts);
            server.start();
            return connector.getLocalPort();
        }

        private static WebAppContext webapp(String contextPath, Path directory) {
            WebAppContext webapp = new WebAppContext(directory.toString(), contextPath);
            webapp.setParentLoaderPriority(true);
            webapp.setThrowUnavailableOnStartupException(true);
            return webapp;
        }

        @Override
        public void stop() throws Exception {
            server.stop();
        }

        @Override
        public String title() {
            return "Jetty " + Server.getVersion() + " (ee11)";
        }

        @Override
        public String threadNames() {
            return "qtp";
        }
    }

    /** Tomcat 11, Servlet 6.1. */
    final class OnTomcat implements CostServer {
        private final Tomcat tomcat = new Tomcat();

        @Override
        public int start(ContractApp app) throws Exception {
            tomcat.setBaseDir(Files.createTempDirectory("http-cost-tomcat").toString());
            tomcat.setPort(0);
            tomcat.setAddDefaultWebXmlToWebapp(false);
            // Or it closes a connection after a hundred requests, and the measuring with it.
            tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
            webapp(ContractApp.GUARDED, app.guarded());
            webapp(ContractApp.BARE, app.bare());
            Context asked = webapp(ASKED, app.bare());
            FilterDef filter = new FilterDef();
            filter.setFilterName("asking");
            filter.setFilter(new AskingFilter());
            filter.setAsyncSupported("true");
            asked.addFilterDef(filter);
            FilterMap everything = new FilterMap();
            everything.setFilterName("asking");
            everything.addURLPattern("/*");
            asked.addFilterMap(everything);
            tomcat.start();
            return tomcat.getConnector().getLocalPort();
        }

        private Context webapp(String contextPath, Path directory) {
            Context context = new StandardContext();
            context.setName(contextPath);
            context.setPath(contextPath);
            context.setDocBase(directory.toString());
            context.addLifecycleListener(new ContextConfig());
            context.setParentClassLoader(getClass().getClassLoader());
            StandardJarScanner scanner = new StandardJarScanner();
            scanner.setScanClassPath(false);
            context.setJarScanner(scanner);
            tomcat.getHost().addChild(context);
            return context;
        }

        @Override
        public void stop() throws Exception {
            tomcat.stop();
            tomcat.destroy();
        }

        @Override
        public String title() {
            return org.apache.catalina.util.ServerInfo.getServerInfo();
        }

        @Override
        public String threadNames() {
            return "http-nio-";
        }
    }
}
