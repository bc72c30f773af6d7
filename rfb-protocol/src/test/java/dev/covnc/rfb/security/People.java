package dev.covnc.rfb.security;

import java.util.ArrayList;
import java.util.List;

/** Accounts of one user, who is called alice or has no name, and notes of who was asked about. */
final class People implements Accounts {
    static final Identity ALICE = new Identity("alice", Identity.FULL.rights());

    final List<String> asked = new ArrayList<>();

    @Override
    public Identity login(String user, char[] password) {
        asked.add(user + ":" + new String(password));
        if (!user.equals("alice") || !new String(password).equals("secret")) {
            throw new AuthenticationFailed("Authentication failed");
        }
        return ALICE;
    }
}
