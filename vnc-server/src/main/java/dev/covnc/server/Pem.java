package dev.covnc.server;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a file in PEM holds (RFC 7468).
 *
 * @param certificates in the file's order
 */
record Pem(List<X509Certificate> certificates, Optional<PrivateKey> key) {
    private static final long MOST_BYTES = 1 << 20;

    private static final Base64.Encoder LINES =
            Base64.getMimeEncoder(64, System.lineSeparator().getBytes());

    /**
     * Reads a file.
     *
     * @throws FileSystemException whose message says in one line what is wrong with which file
     */
    static Pem read(Path file) throws FileSystemException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new FileSystemException(file.toString(), null, "is longer than 1 MiB");
            }
            try (var parser = new PEMParser(Files.newBufferedReader(file))) {
                return read(parser);
            }
        } catch (NoSuchFileException _) {
            throw new FileSystemException(file.toString(), null, "does not exist");
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new FileSystemException(file.toString(), null, "is not PEM: " + e.getMessage());
        }
    }

    private static Pem read(PEMParser parser) throws IOException, GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        Optional<PrivateKey> key = Optional.empty();
        for (var object = parser.readObject(); object != null; object = parser.readObject()) {
            switch (object) {
                case X509CertificateHolder certificate ->
                        certificates.add(certificate(certificate.getEncoded()));
                case PEMKeyPair pair -> key = Optional.of(key(pair.getPrivateKeyInfo()));
                case PrivateKeyInfo info -> key = Optional.of(key(info));
                case PKCS8EncryptedPrivateKeyInfo _ -> throw encrypted();
                case PEMEncryptedKeyPair _ -> throw encrypted();
                default -> {} // Parameters of a curve, say, which the key names too.
            }
        }
        return new Pem(List.copyOf(certificates), key);
    }

    private static IOException encrypted() {
        return new IOException("the key is encrypted; take the password away from it");
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private static PrivateKey key(PrivateKeyInfo info)
            throws IOException, GeneralSecurityException {
        var algorithm =
                switch (info.getPrivateKeyAlgorithm().getAlgorithm().getId()) {
                    case "1.2.840.113549.1.1.1" -> "RSA";
                    case "1.2.840.10045.2.1" -> "EC";
                    case "1.3.101.112", "1.3.101.113" -> "EdDSA";
                    default -> info.getPrivateKeyAlgorithm().getAlgorithm().getId();
                };
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    /** The text of a private key. */
    static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** The text of a certificate. */
    static String text(X509Certificate certificate) throws GeneralSecurityException {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, LINES.encodeToString(der), label);
    }
}
