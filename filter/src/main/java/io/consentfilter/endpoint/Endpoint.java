package io.consentfilter.endpoint;

import java.util.List;

/**
 * One thing visitors can call. {@code docs/http-api.md} is made from these.
 *
 * @param method GET or POST; HEAD is answered wherever GET is
 * @param path where; {@code {name}} stands for one segment
 * @param answers status codes it can give, in order
 * @param does one sentence
 * @param handler answers
 */
record Endpoint(String method, PathTemplate path, List<Integer> answers, String does, Handler handler) {
    Endpoint {
        answers = List.copyOf(answers);
    }

    /** Answers one request. */
    interface Handler {
        Reply answer(Exchange exchange) throws RefusedException;
    }
}
