package dev.covnc.rfb.security;

/**
 * Those who may come in with a user name and a password that is told to the server as it is, for
 * the security types that do. One object serves all viewers of a server at the same time.
 */
public interface Accounts {

    /**
     * Says who that is; may suspend the caller until somebody else has answered.
     *
     * @param user as the viewer has sent it; empty from types that ask for a password only
     * @param password the caller's, who wipes it then
     * @throws AuthenticationFailed if it is nobody, the same for a wrong user and a wrong password
     */
    Identity login(String user, char[] password);
}
