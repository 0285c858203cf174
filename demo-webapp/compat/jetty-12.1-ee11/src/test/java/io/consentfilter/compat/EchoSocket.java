package io.consentfilter.compat;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A socket of the app that gives back what it hears. */
@ServerEndpoint("/socket")
public final class EchoSocket {
    @OnMessage
    public String heard(String text) {
        return text;
    }
}
