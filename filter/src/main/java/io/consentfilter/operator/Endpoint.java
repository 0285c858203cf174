package io.consentfilter.operator;

import io.consentfilter.store.StoreException;
import java.io.IOException;
import java.util.List;

/**
 * One call: what it is, who may make it, what it answers. The list of these is the router, the access log's vocabulary and the OpenAPI
 * document at once.
 *
 * @param method HTTP method
 * @param path below {@code operator/}, with {@code {names}}
 * @param access who may call it
 * @param summary one sentence
 * @param parameters of the query
 * @param answer content type of a good answer
 * @param handler what answers
 */
record Endpoint(
        String method,
        String path,
        Access access,
        String summary,
        List<Parameter> parameters,
        String answer,
        Handler handler) {
    Endpoint {
        parameters = List.copyOf(parameters);
    }

    /** Who may call. */
    enum Access {
        ANYBODY,
        READER,
        KEEPER
    }

    /** A parameter of the query. */
    record Parameter(String name, String meaning, boolean required) {
        static Parameter optional(String name, String meaning) {
            return new Parameter(name, meaning, false);
        }

        static Parameter required(String name, String meaning) {
            return new Parameter(name, meaning, true);
        }
    }

    /** Answers one call. */
    interface Handler {
        void answer(Call call) throws IOException, StoreException, BadParameterException;
    }

    /** Whether it is for programs: errors are problem documents, and nobody is sent to a form. */
    boolean isApi() {
        return isApi(path);
    }

    /** Whether programs ask there; elsewhere a person reads the answer. */
    static boolean isApi(String path) {
        return path.startsWith("api/") || path.equals("openapi.json");
    }

    boolean changesSomething() {
        return !method.equals("GET");
    }
}
