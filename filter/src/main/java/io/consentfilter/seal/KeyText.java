package io.consentfilter.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The text of a key file, one thing a line:
 *
 * <pre>
 * consent-keys 1
 * master BASE64URL
 * signing PKCS8-BASE64URL SPKI-BASE64URL
 * </pre>
 *
 * The last {@code signing} line is the key that signs; those above are kept so that their signatures still verify. A kept key may be
 * {@code retired SPKI-BASE64URL}: its private half is gone. Empty lines and lines that start with {@code #} say nothing.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeyText(byte[] master, List<Pair> signing) {
    private static final String FIRST_LINE = "consent-keys 1";
    private static final int MASTER_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** A signing key; without a private half where it is retired. */
    @SuppressWarnings("ArrayRecordComponent")
    record Pair(byte[] privateKey, byte[] publicKey) {}

    static KeyText fresh() {
        byte[] master = new byte[MASTER_BYTES];
        new SecureRandom().nextBytes(master);
        return new KeyText(master, List.of(freshPair()));
    }

    /** The same with one more key, which signs from now on; older private halves are dropped, they are not needed any more. */
    KeyText rotated() {
        List<Pair> all = new ArrayList<>();
        signing.forEach(pair -> all.add(new Pair(new byte[0], pair.publicKey)));
        all.add(freshPair());
        return new KeyText(master, all);
    }

    static KeyText parse(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.size() < 3 || !lines.get(0).equals(FIRST_LINE)) {
            throw new IllegalArgumentException(
                    "a key file starts with \"" + FIRST_LINE + "\" and has a master and a signing line");
        }
        byte[] master = new byte[0];
        List<Pair> pairs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "master" -> master = bytes(words, 1);
                case "signing" -> pairs.add(new Pair(bytes(words, 1), bytes(words, 2)));
                case "retired" -> pairs.add(new Pair(new byte[0], bytes(words, 1)));
                // The word only: a mistyped line may be a secret.
                default ->
                    throw new IllegalArgumentException("a line of a key file starts with master, signing or retired");
            }
        }
        return new KeyText(master, pairs).checked();
    }

    SigningKeys keys() {
        Pair current = signing.get(signing.size() - 1);
        try {
            PrivateKey privateKey =
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(current.privateKey));
            return new SigningKeys(
                    (EdECPrivateKey) privateKey,
                    current.publicKey,
                    signing.stream().map(Pair::publicKey).toList());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the last signing line is not an Ed25519 key in PKCS #8", e);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("# Keys of the receipts. Secret; back it up apart from the database.\n");
        text.append(FIRST_LINE).append('\n');
        text.append("master ").append(ENCODER.encodeToString(master)).append('\n');
        for (Pair pair : signing) {
            boolean retired = pair.privateKey.length == 0;
            text.append(retired ? "retired" : "signing " + ENCODER.encodeToString(pair.privateKey))
                    .append(' ')
                    .append(ENCODER.encodeToString(pair.publicKey))
                    .append('\n');
        }
        return text.toString();
    }

    private KeyText checked() {
        if (master.length < Hmac.SECRET_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "the master line needs at least " + Hmac.SECRET_BYTES_MIN + " bytes in base64url");
        }
        if (signing.isEmpty() || signing.get(signing.size() - 1).privateKey.length == 0) {
            throw new IllegalArgumentException("the last key line must be a signing line");
        }
        return this;
    }

    private static Pair freshPair() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new Pair(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    private static byte[] bytes(String[] words, int index) {
        if (words.length <= index) {
            throw new IllegalArgumentException("the " + words[0] + " line of the key file is cut short");
        }
        try {
            return Base64.getUrlDecoder().decode(words[index]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + words[0] + " line of the key file is not base64url", e);
        }
    }
}
