package dev.covnc.server;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/**
 * What is asked of viewers' certificates.
 *
 * @param authorities one of which has to have signed it
 * @param rule which names may come in
 */
record ClientCertificates(List<X509Certificate> authorities, Predicate<X500Principal> rule) {

    /**
     * Reads the authorities' certificates.
     *
     * @throws FileSystemException whose message says in one line what is wrong with the file
     */
    static ClientCertificates read(Path authorities, Predicate<X500Principal> rule)
            throws FileSystemException {
        var found = Pem.read(authorities).certificates();
        if (found.isEmpty()) {
            throw new FileSystemException(authorities.toString(), null, "holds no certificate");
        }
        return new ClientCertificates(found, rule);
    }

    boolean admits(SSLSession session) throws SSLPeerUnverifiedException {
        return session.getPeerPrincipal() instanceof X500Principal name && rule.test(name);
    }
}
