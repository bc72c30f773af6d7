package dev.covnc.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The server's certificate and its key, from files that are read again when they have changed.
 * Thread-safe.
 */
final class TlsKeys {
    private static final Logger LOG = System.getLogger(TlsKeys.class.getPackageName());

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Path certificates;
    private final Path key;
    private final Optional<ClientCertificates> viewers;
    private List<Stamp> stamps;
    private SSLContext context;

    /** What a file that was written since differs in. */
    private record Stamp(FileTime time, long size, Object file) {
        static Stamp of(Path path) throws IOException {
            var now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
        }
    }

    /**
     * Reads the files.
     *
     * @param certificates in PEM, the server's own first
     * @param key in PEM, may be the same file
     * @param viewers what is asked of theirs, if they have to show one
     * @throws FileSystemException whose message says in one line what is wrong with which file
     */
    TlsKeys(Path certificates, Path key, Optional<ClientCertificates> viewers)
            throws FileSystemException {
        this.certificates = certificates;
        this.key = key;
        this.viewers = viewers;
        stamps = stamps();
        context = read();
    }

    /** The server's end of a new session. */
    synchronized SSLEngine engine() {
        readAgainIfChanged();
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        var parameters = engine.getSSLParameters();
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        engine.setNeedClientAuth(viewers.isPresent());
        return engine;
    }

    /** Whether the viewer of this session may come in by its certificate, if it needs one. */
    boolean admits(SSLSession session) throws SSLPeerUnverifiedException {
        return viewers.isEmpty() || viewers.get().admits(session);
    }

    private void readAgainIfChanged() {
        try {
            var now = stamps();
            if (now.equals(stamps)) {
                return;
            }
            stamps = now;
            context = read();
            LOG.log(Level.INFO, "The TLS certificate was read again from {0}", certificates);
        } catch (FileSystemException e) {
            LOG.log(Level.WARNING, "The TLS certificate stays as it was: {0}", e.getMessage());
        }
    }

    private List<Stamp> stamps() throws FileSystemException {
        var found = new ArrayList<Stamp>();
        for (var file : List.of(certificates, key)) {
            try {
                found.add(Stamp.of(file));
            } catch (IOException _) {
                throw new FileSystemException(file.toString(), null, "cannot be read");
            }
        }
        return found;
    }

    private SSLContext read() throws FileSystemException {
        var chain = Pem.read(certificates).certificates();
        if (chain.isEmpty()) {
            throw wrong(certificates, "holds no certificate");
        }
        var secret = Pem.read(key).key().orElseThrow(() -> wrong(key, "holds no private key"));
        if (!belongTogether(secret, chain.getFirst())) {
            throw wrong(key, "is not the key of the certificate in " + certificates);
        }
        warnUnlessValid(chain.getFirst());
        try {
            return context(secret, chain);
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(certificates, "cannot be used: " + e.getMessage());
        }
    }

    private static FileSystemException wrong(Path file, String what) {
        return new FileSystemException(file.toString(), null, what);
    }

    private void warnUnlessValid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException _) {
            LOG.log(
                    Level.WARNING,
                    "The TLS certificate in {0} expired on {1}",
                    certificates,
                    certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException _) {
            LOG.log(
                    Level.WARNING,
                    "The TLS certificate in {0} is not valid before {1}",
                    certificates,
                    certificate.getNotBefore().toInstant());
        }
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        try {
            var name =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "EdDSA";
                    };
            var signature = Signature.getInstance(name);
            signature.initSign(key);
            var signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // Not even of the same kind.
        }
    }

    private SSLContext context(PrivateKey secret, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", secret, new char[0], chain.toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust(), null);
        return context;
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (viewers.isPresent()) {
            int number = 0;
            for (var authority : viewers.get().authorities()) {
                store.setCertificateEntry("authority " + number++, authority);
            }
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }
}
