package dev.covnc.server;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * Keys that a server makes for itself when it is given none, and keeps in a directory for its owner
 * alone, so that viewers know it again.
 */
final class OwnKeys {
    private static final Logger LOG = System.getLogger(OwnKeys.class.getPackageName());

    private static final int RSA_BITS = 2048;
    private static final int YEARS = 10;

    private final Path directory;
    private final Clock clock;

    OwnKeys(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Where keys are kept if nobody says where: in the user's configuration. */
    static Path usualDirectory() {
        var configuration =
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                        .filter(name -> !name.isEmpty())
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
        return configuration.resolve("covnc");
    }

    /**
     * The file {@code tls.pem} with a certificate that we have signed ourselves and its key.
     *
     * @throws FileSystemException whose message says in one line what is wrong with which file
     */
    Path certificate() throws IOException {
        var file = directory.resolve("tls.pem");
        if (!Files.exists(file)) {
            try {
                var pair = generate("EC");
                var certificate = selfSigned(pair);
                keep(file, Pem.text(pair.getPrivate()) + Pem.text(certificate));
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException("No certificate can be made in this Java", e);
            }
        }
        var certificates = Pem.read(file).certificates();
        if (!certificates.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "The certificate in {0} is our own; its SHA-256 fingerprint is {1}",
                    file,
                    fingerprint("SHA-256", encoded(certificates.getFirst())));
        }
        return file;
    }

    /**
     * The RSA key in the file {@code ra2.pem}.
     *
     * @throws FileSystemException whose message says in one line what is wrong with the file
     */
    KeyPair rsa() throws IOException {
        var file = directory.resolve("ra2.pem");
        try {
            if (!Files.exists(file)) {
                keep(file, Pem.text(generate("RSA").getPrivate()));
            }
            var secret = Pem.read(file).key();
            if (secret.isEmpty() || !(secret.get() instanceof RSAPrivateCrtKey key)) {
                throw new FileSystemException(file.toString(), null, "holds no RSA key");
            }
            var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new KeyPair(KeyFactory.getInstance("RSA").generatePublic(spec), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No RSA key can be made in this Java", e);
        }
    }

    private void keep(Path file, String text) throws IOException {
        createDirectory();
        SecretFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private void createDirectory() throws IOException {
        try {
            var owners = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(owners));
        } catch (UnsupportedOperationException _) {
            Files.createDirectories(directory); // Where files have no such permissions.
        }
    }

    private static KeyPair generate(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(RSA_BITS);
        }
        return generator.generateKeyPair();
    }

    private X509Certificate selfSigned(KeyPair pair)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var name = new X500Name("CN=covnc");
        var now = clock.instant();
        var builder =
                new JcaX509v3CertificateBuilder(
                                name,
                                new BigInteger(127, new SecureRandom()).setBit(126),
                                Date.from(now.minus(1, ChronoUnit.DAYS)),
                                Date.from(now.plus(365L * YEARS, ChronoUnit.DAYS)),
                                name,
                                pair.getPublic())
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(Extension.subjectAlternativeName, false, names());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** What viewers on this machine and its neighbours call it by. */
    private static GeneralNames names() {
        var names = new LinkedHashSet<GeneralName>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        try {
            var host = InetAddress.getLocalHost();
            names.add(new GeneralName(GeneralName.dNSName, host.getHostName()));
            names.add(new GeneralName(GeneralName.iPAddress, host.getHostAddress()));
        } catch (UnknownHostException | IllegalArgumentException _) {
            // It has no name that it knows itself, or none for a certificate.
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fingerprint(String hash, byte[] bytes) {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance(hash).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
