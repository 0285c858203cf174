package io.consentfilter.compat;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;

/** A socket of the app that gives back what it hears; as a listener it puts itself into the webapp. */
@ServerEndpoint("/socket")
public final class EchoSocket implements ServletContextListener {
    @OnMessage
    public String heard(String text) {
        return text;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            ((ServerContainer) container).addEndpoint(EchoSocket.class);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}
