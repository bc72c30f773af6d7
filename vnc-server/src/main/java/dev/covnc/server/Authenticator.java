package dev.covnc.server;

import dev.covnc.rfb.security.Identity;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Says who somebody with a user name and a password is. {@link UsersFile} is one that is ready;
 * others ask a directory or the operating system:
 *
 * {@snippet :
 * // LDAP: whoever can bind is somebody, and those of one group may type.
 * Authenticator directory =
 *         (user, password) -> {
 *             var name = "uid=" + Rdn.escapeValue(user) + ",ou=people,dc=example,dc=org";
 *             var settings = new Hashtable<String, Object>();
 *             settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
 *             settings.put(Context.PROVIDER_URL, "ldaps://ldap.example.org");
 *             settings.put("com.sun.jndi.ldap.read.timeout", "10000");
 *             settings.put(Context.SECURITY_PRINCIPAL, name);
 *             settings.put(Context.SECURITY_CREDENTIALS, password);
 *             try {
 *                 new InitialDirContext(settings).close();
 *                 var rights = operators.contains(user) ? Identity.FULL : Identity.VIEW_ONLY;
 *                 return completedStage(Optional.of(new Identity(user, rights.rights())));
 *             } catch (AuthenticationException e) {
 *                 return completedStage(Optional.empty());
 *             } catch (NamingException e) {
 *                 return failedStage(e); // is logged, and nobody is let in
 *             }
 *         };
 * }
 *
 * <p>PAM is asked alike, through a library that calls {@code libpam}.
 */
@FunctionalInterface
public interface Authenticator {

    /**
     * Says who that is, at once or later. Called on one of the server's few threads for that, never
     * on its event loop: it may block, and while it does, one viewer fewer can log in at the same
     * time. An answer that comes after the viewer's time is over counts for nothing.
     *
     * @param user as the viewer has typed it, without control characters and never longer than 1024
     *     bytes; empty from types that ask for a password only
     * @param password never empty; wiped when the answer is there
     * @return nothing if it is nobody, whether the user or the password is wrong. A stage that
     *     fails is logged as a warning, and lets nobody in.
     */
    CompletionStage<Optional<Identity>> authenticate(String user, char[] password);
}
