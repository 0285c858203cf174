package io.consentfilter.operator;

import io.consentfilter.config.OperatorSection;
import io.consentfilter.operator.OperatorAuthenticator.Operator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Whose is a token? Only hashes are kept; every one is compared, each in constant time, so that time says nothing. */
final class Tokens {
    private record Known(byte[] hash, Operator operator) {}

    private final List<Known> known;

    Tokens(List<OperatorSection> operators) {
        this.known = operators.stream()
                .map(operator -> new Known(
                        HexFormat.of().parseHex(operator.tokenSha256()),
                        new Operator(operator.name(), operator.role())))
                .toList();
    }

    Optional<Operator> find(String token) {
        byte[] hash = sha256(token.getBytes(StandardCharsets.UTF_8));
        Optional<Operator> found = Optional.empty();
        for (Known one : known) {
            if (MessageDigest.isEqual(one.hash(), hash)) {
                found = Optional.of(one.operator());
            }
        }
        return found;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
