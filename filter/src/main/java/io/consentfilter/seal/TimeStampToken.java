package io.consentfilter.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A time-stamp token (RFC 3161, a CMS SignedData of RFC 5652 around a TSTInfo): somebody independent saw a hash at a moment. Read and
 * checked with the JDK alone, offline; whether the authority's certificate was revoked later is not looked at.
 */
public final class TimeStampToken {
    /** No token is longer. */
    public static final int BYTES_MAX = 64 * 1024;

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String RSA_PSS = "1.2.840.113549.1.1.10";

    private static final Map<String, String> DIGESTS = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    /** Signature algorithms that name no digest take the signer's digest algorithm (RFC 5652 §5.4). */
    private static final Map<String, String> SIGNATURES = Map.of(
            "1.2.840.113549.1.1.1", "%swithRSA",
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA",
            "1.2.840.10045.2.1", "%swithECDSA",
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA",
            "1.3.101.112", "Ed25519");

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMddHHmmss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT);

    private final byte[] bytes;
    private final List<X509Certificate> certificates;
    private final byte[] content;
    private final Der signer;
    private final String policy;
    private final String imprintAlgorithm;
    private final byte[] imprint;
    private final Instant at;
    private final @Nullable BigInteger nonce;

    private TimeStampToken(byte[] bytes) throws GeneralSecurityException {
        this.bytes = bytes.clone();
        Der info = Der.of(this.bytes).expect(Der.SEQUENCE);
        if (!info.child(0).oid().equals(SIGNED_DATA)) {
            throw new IllegalArgumentException("no CMS SignedData");
        }
        Der signed = info.child(1).expect(Der.CONTEXT_0).child(0).expect(Der.SEQUENCE);
        Der capsule = signed.child(2).expect(Der.SEQUENCE);
        if (!capsule.child(0).oid().equals(TST_INFO)) {
            throw new IllegalArgumentException("signed, but no time stamp");
        }
        this.content = capsule.child(1)
                .expect(Der.CONTEXT_0)
                .child(0)
                .expect(Der.OCTET_STRING)
                .value();
        this.certificates = certificates(signed);
        Der signers = signed.children().get(signed.children().size() - 1).expect(Der.SET);
        if (signers.children().size() != 1) {
            throw new IllegalArgumentException(
                    "a time stamp has one signer, found " + signers.children().size());
        }
        this.signer = signers.child(0).expect(Der.SEQUENCE);

        Der stamp = Der.of(content).expect(Der.SEQUENCE);
        this.policy = stamp.child(1).oid();
        this.imprintAlgorithm = stamp.child(2)
                .expect(Der.SEQUENCE)
                .child(0)
                .expect(Der.SEQUENCE)
                .child(0)
                .oid();
        this.imprint = stamp.child(2).child(1).expect(Der.OCTET_STRING).value();
        this.at = moment(stamp.child(4));
        this.nonce = stamp.children().stream()
                .skip(5)
                .filter(part -> part.is(Der.INTEGER))
                .map(Der::integer)
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads a token.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TimeStampToken parse(byte[] der) {
        try {
            if (der.length > BYTES_MAX) {
                throw new IllegalArgumentException("longer than " + BYTES_MAX + " bytes");
            }
            return new TimeStampToken(der);
        } catch (GeneralSecurityException | ArithmeticException e) {
            throw new IllegalArgumentException("no time-stamp token: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no time-stamp token: " + e.getMessage(), e);
        }
    }

    /** Trust anchors in a file: certificates, PEM one after the other or one DER. */
    public static List<X509Certificate> anchors(byte[] file) throws IOException {
        try {
            List<X509Certificate> anchors = new ArrayList<>();
            for (java.security.cert.Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file))) {
                anchors.add((X509Certificate) one);
            }
            if (anchors.isEmpty()) {
                throw new IOException("no certificate in it");
            }
            return anchors;
        } catch (GeneralSecurityException e) {
            throw new IOException("certificates cannot be read: " + e.getMessage(), e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** When the authority saw the hash. */
    public Instant at() {
        return at;
    }

    public String policy() {
        return policy;
    }

    @Nullable
    BigInteger nonce() {
        return nonce;
    }

    /** Whether this is what was stamped. */
    public boolean stamps(byte[] sha256) {
        return imprintAlgorithm.equals(TimeStampRequest.SHA_256) && MessageDigest.isEqual(imprint, sha256);
    }

    /** Who signed, as its certificate says; empty where the token carries no such certificate. */
    public String authority() {
        X509Certificate certificate = signerCertificate();
        return certificate == null ? "" : certificate.getSubjectX500Principal().getName();
    }

    /**
     * What is wrong with the signature; empty where nothing is.
     *
     * @param anchors certificates that are trusted; empty leaves out whether anybody vouches for the authority
     */
    public List<String> problems(Collection<X509Certificate> anchors) {
        X509Certificate certificate = signerCertificate();
        if (certificate == null) {
            return List.of("the authority's certificate is not in the token");
        }
        try {
            List<String> problems = new ArrayList<>(signature(certificate));
            if (!Set.of(TIME_STAMPING).equals(usage(certificate))
                    || !criticalOf(certificate).contains(EXTENDED_KEY_USAGE)) {
                problems.add("the certificate is not one for time stamping only (RFC 3161 §2.3)");
            }
            if (!anchors.isEmpty()) {
                problems.addAll(path(certificate, anchors));
            }
            return problems;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return List.of("the signature cannot be checked: " + e.getMessage());
        }
    }

    private List<String> signature(X509Certificate certificate) throws GeneralSecurityException {
        Der attributes = signer.child(3).expect(Der.CONTEXT_0);
        String digest = digest(signer.child(2).child(0).oid());
        List<String> problems = new ArrayList<>();
        if (!Der.of(attribute(attributes, CONTENT_TYPE)).oid().equals(TST_INFO)) {
            problems.add("what is signed is not called a time stamp");
        }
        byte[] hash = MessageDigest.getInstance(digest).digest(content);
        if (!MessageDigest.isEqual(
                hash,
                Der.of(attribute(attributes, MESSAGE_DIGEST))
                        .expect(Der.OCTET_STRING)
                        .value())) {
            problems.add("altered: the signed hash is not that of the time stamp");
        }
        if (!namesCertificate(attributes, certificate)) {
            problems.add("the signature names another certificate");
        }
        // Signed is the SET itself, not its context tag (RFC 5652 §5.4).
        byte[] set = attributes.encoded();
        set[0] = (byte) Der.SET;
        Signature verifier = verifier(signer.child(4), digest);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(set);
        if (!verifier.verify(signer.child(5).expect(Der.OCTET_STRING).value())) {
            problems.add("altered: the signature is not the authority's");
        }
        return problems;
    }

    private static Signature verifier(Der algorithm, String digest) throws GeneralSecurityException {
        String oid = algorithm.child(0).oid();
        if (oid.equals(RSA_PSS)) {
            Signature verifier = Signature.getInstance("RSASSA-PSS");
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            try {
                parameters.init(algorithm.child(1).encoded());
            } catch (IOException e) {
                throw new GeneralSecurityException(e);
            }
            verifier.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
            return verifier;
        }
        String name = SIGNATURES.get(oid);
        if (name == null) {
            throw new IllegalArgumentException("signature algorithm " + oid + " is not known here");
        }
        return Signature.getInstance(String.format(Locale.ROOT, name, digest.replace("-", "")));
    }

    /** ESSCertID or ESSCertIDv2 (RFC 5035, RFC 5816): the signature itself says whose it is. */
    private static boolean namesCertificate(Der attributes, X509Certificate certificate)
            throws GeneralSecurityException {
        for (Der attribute : attributes.children()) {
            String type = attribute.child(0).oid();
            if (type.equals(SIGNING_CERTIFICATE) || type.equals(SIGNING_CERTIFICATE_V2)) {
                Der id = attribute.child(1).child(0).child(0).child(0);
                boolean named = id.child(0).is(Der.SEQUENCE);
                String usual = type.equals(SIGNING_CERTIFICATE) ? "SHA-1" : "SHA-256";
                String digest = named ? digest(id.child(0).child(0).oid()) : usual;
                byte[] hash = MessageDigest.getInstance(digest).digest(certificate.getEncoded());
                return MessageDigest.isEqual(
                        hash, id.child(named ? 1 : 0).expect(Der.OCTET_STRING).value());
            }
        }
        return false;
    }

    private List<String> path(X509Certificate certificate, Collection<X509Certificate> anchors)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(certificate);
        Set<TrustAnchor> trusted =
                anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
        parameters.setRevocationEnabled(false);
        // As of the stamp: certificates run out, what they stamped before stays stamped.
        parameters.setDate(Date.from(at));
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return List.of();
        } catch (GeneralSecurityException e) {
            return List.of(
                    "nobody trusted vouches for " + certificate.getSubjectX500Principal() + ": " + e.getMessage());
        }
    }

    private static Set<String> usage(X509Certificate certificate) throws GeneralSecurityException {
        List<String> usage = certificate.getExtendedKeyUsage();
        return usage == null ? Set.of() : Set.copyOf(usage);
    }

    private static Set<String> criticalOf(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        return critical == null ? Set.of() : critical;
    }

    private @Nullable X509Certificate signerCertificate() {
        Der id = signer.child(1);
        for (X509Certificate one : certificates) {
            boolean signed = id.is(Der.SEQUENCE)
                    ? one.getSerialNumber().equals(id.child(1).integer())
                            && java.util.Arrays.equals(
                                    one.getIssuerX500Principal().getEncoded(),
                                    id.child(0).encoded())
                    : keyIdOf(one, id.value());
            if (signed) {
                return one;
            }
        }
        return null;
    }

    private static boolean keyIdOf(X509Certificate certificate, byte[] keyId) {
        byte[] extension = certificate.getExtensionValue("2.5.29.14");
        return extension != null
                && java.util.Arrays.equals(Der.of(Der.of(extension).value()).value(), keyId);
    }

    private static List<X509Certificate> certificates(Der signed) throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (Der part : signed.children()) {
            if (part.is(Der.CONTEXT_0)) {
                for (Der one : part.children()) {
                    certificates.add(
                            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one.encoded())));
                }
            }
        }
        return certificates;
    }

    private static byte[] attribute(Der attributes, String type) {
        for (Der attribute : attributes.children()) {
            if (attribute.child(0).oid().equals(type)) {
                return attribute.child(1).expect(Der.SET).child(0).encoded();
            }
        }
        throw new IllegalArgumentException("signed attribute " + type + " is missing");
    }

    private static String digest(String oid) {
        String name = DIGESTS.get(oid);
        if (name == null) {
            throw new IllegalArgumentException("digest algorithm " + oid + " is not known here");
        }
        return name;
    }

    private static Instant moment(Der time) {
        String text = new String(time.expect(Der.GENERALIZED_TIME).value(), java.nio.charset.StandardCharsets.US_ASCII);
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("no time: " + text, e);
        }
    }
}
