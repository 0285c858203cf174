package io.consentfilter.seal;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;

/** A time-stamping authority on this machine, made with another implementation than ours: real tokens over HTTP. */
public final class StandInAuthority implements AutoCloseable {
    public static final String POLICY = "1.3.6.1.4.1.99999.1";

    private final HttpServer server;
    private final X509Certificate root;
    private final X509Certificate certificate;
    private final KeyPair keys;
    private final String algorithm;
    private final AtomicInteger asked = new AtomicInteger();

    /** What becomes of each answer on its way; the identity unless a test says otherwise. */
    public volatile UnaryOperator<byte[]> damage = UnaryOperator.identity();

    public volatile int status = 200;

    /** By its clock. */
    public volatile Instant now = Instant.now();

    public StandInAuthority() throws Exception {
        this("RSA", "SHA256withRSA", KeyPurposeId.id_kp_timeStamping);
    }

    StandInAuthority(String keyAlgorithm, String algorithm, KeyPurposeId purpose) throws Exception {
        this.algorithm = algorithm;
        KeyPair rootKeys = pair("EC");
        keys = pair(keyAlgorithm);
        root = certificate("CN=Stand-in root", rootKeys, "CN=Stand-in root", rootKeys, null);
        certificate = certificate("CN=Stand-in time stamps", keys, "CN=Stand-in root", rootKeys, purpose);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] query = exchange.getRequestBody().readAllBytes();
            byte[] answer = "application/timestamp-query"
                            .equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                    ? damage.apply(answer(query))
                    : new byte[0];
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private static KeyPair pair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            String subject, KeyPair own, String issuer, KeyPair signing, @Nullable KeyPurposeId purpose)
            throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minus(Duration.ofDays(3650))),
                Date.from(now.plus(Duration.ofDays(3650))),
                new X500Name(subject),
                own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate())));
    }

    /** Answers a query as RFC 3161 says. */
    public byte[] answer(byte[] query) {
        try {
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(algorithm, keys.getPrivate(), certificate),
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    new ASN1ObjectIdentifier(POLICY));
            tokens.addCertificates(new JcaCertStore(List.of(certificate, root)));
            return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                    .generate(
                            new org.bouncycastle.tsp.TimeStampRequest(query),
                            BigInteger.valueOf(asked.get() + 1),
                            Date.from(now))
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    public X509Certificate root() {
        return root;
    }

    /** The root as PEM. */
    public byte[] rootPem() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("-----BEGIN CERTIFICATE-----\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.writeBytes(Base64.getMimeEncoder().encode(root.getEncoded()));
        out.writeBytes("\n-----END CERTIFICATE-----\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
