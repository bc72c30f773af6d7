package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Right;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users file: what is written is read, and nothing else is believed. */
class UsersFileTest {
    /** Few passes, so that the tests do not wait. */
    private static final String SECRET =
            PasswordHash.of("secret".toCharArray(), new PasswordHash.Argon2id(64, 1, 1)).toString();

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        var file = Files.writeString(folder.resolve("users"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static Optional<Identity> login(Authenticator users, String user, String password) {
        return users.authenticate(user, password.toCharArray()).toCompletableFuture().join();
    }

    @Test
    void whoeverWasPutInIsKnownByThePassword() throws IOException {
        var file = folder.resolve("users");
        UsersFile.put(file, "alice", "secret".toCharArray(), Identity.FULL.rights());
        UsersFile.put(file, "bob b\u00f6b", "b\u00f6b".toCharArray(), Identity.VIEW_ONLY.rights());
        UsersFile.put(file, "carol", "x".toCharArray(), Set.of(Right.VIEW, Right.INPUT));
        UsersFile.put(file, "alice", "better".toCharArray(), Identity.FULL.rights());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file), Files.list(folder).toList());
        assertTrue(Files.readString(file).contains("carol:view,input:$argon2id$v=19$m=19456,t=2,"));

        var users = UsersFile.open(file);
        assertEquals(
                Optional.of(new Identity("alice", Identity.FULL.rights())),
                login(users, "alice", "better"));
        assertEquals(
                Identity.VIEW_ONLY.rights(),
                login(users, "bob b\u00f6b", "b\u00f6b").orElseThrow().rights());
        assertEquals(
                Set.of(Right.VIEW, Right.INPUT), login(users, "carol", "x").orElseThrow().rights());
        assertEquals(Optional.empty(), login(users, "alice", "secret"));
        assertEquals(Optional.empty(), login(users, "alice", ""));
        assertEquals(Optional.empty(), login(users, "bob", "better"));
        assertEquals(Optional.empty(), login(users, "", ""));
    }

    /** The first of RFC 9106's kind as other implementations print it, the second RFC 7914's. */
    @Test
    void hashesOfOthersAreUnderstood() {
        for (var hash :
                List.of(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc")) {
            assertTrue(PasswordHash.parse(hash).matches("password".toCharArray()), hash);
            assertEquals(hash, PasswordHash.parse(hash).toString());
        }
        var pbkdf2 = new PasswordHash.Pbkdf2("sha256", 1);
        var rfc7914 = pbkdf2.hash("passwd".toCharArray(), "salt".getBytes(), 8);
        assertEquals("55ac046e56e3089f", java.util.HexFormat.of().formatHex(rfc7914));
        for (var digest : List.of("sha256", "sha512")) {
            var hash =
                    PasswordHash.of("pw".toCharArray(), new PasswordHash.Pbkdf2(digest, 10))
                            .toString();
            assertTrue(hash.startsWith("$pbkdf2-" + digest + "$i=10$"), hash);
            assertTrue(PasswordHash.parse(hash).matches("pw".toCharArray()));
        }
    }

    @Test
    void aLineThatIsNoUserIsNamed() throws IOException {
        for (var wrong :
                List.of(
                        "alice",
                        "alice:all",
                        "alice:all:secret",
                        "alice:everything:" + SECRET,
                        ":all:" + SECRET,
                        "alice:all:$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c",
                        "alice:all:" + SECRET.replace("m=64", "m=9999999"),
                        "alice:all:" + SECRET.replace("m=64", "m=1"),
                        "alice:all:" + SECRET.replace("t=1", "t=0"),
                        "alice:all:$pbkdf2-sha256$i=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c",
                        "bob:all:" + SECRET)) {
            var file = file("# users\n\nbob:all:" + SECRET + "\n" + wrong + "\n");
            var failure = assertThrows(FileSystemException.class, () -> UsersFile.open(file));
            assertTrue(failure.getReason().startsWith("line 4: "), failure::getReason);
            assertTrue(failure.getReason().lines().count() == 1, failure::getReason);
            var password = "x".toCharArray();
            var rights = Identity.FULL.rights();
            assertThrows(
                    FileSystemException.class, () -> UsersFile.put(file, "x", password, rights));
            assertTrue(Files.readString(file).endsWith(wrong + "\n"), "it was touched");
        }
        Files.write(file(""), new byte[] {(byte) 0xff});
        assertThrows(FileSystemException.class, () -> UsersFile.open(folder.resolve("users")));
        assertThrows(FileSystemException.class, () -> UsersFile.open(folder.resolve("none")));
        assertThrows(IOException.class, () -> UsersFile.open(folder));
    }

    @Test
    void aNameOrAPasswordThatCannotBeOneIsRefused() {
        var file = folder.resolve("users");
        var rights = Identity.FULL.rights();
        for (var name : List.of("", "a:b", "a\nb", "a\0", "#a", " a", "a".repeat(256))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> UsersFile.put(file, name, "x".toCharArray(), rights));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> UsersFile.put(file, "a", new char[0], rights));
        assertThrows(
                IllegalArgumentException.class,
                () -> UsersFile.put(file, "a", new char[1025], rights));
        assertTrue(Files.notExists(file));
    }

    @Test
    void whatIsChangedCountsFromTheNextLoginOn() throws IOException {
        var file = file("alice:all:" + SECRET + "\n");
        var users = UsersFile.open(file);
        assertTrue(login(users, "alice", "secret").isPresent());
        Files.writeString(file, "bob:view-only:" + SECRET + "\r\n\r\n# that is all\r\n");
        assertTrue(login(users, "alice", "secret").isEmpty());
        assertEquals(
                Identity.VIEW_ONLY.rights(), login(users, "bob", "secret").orElseThrow().rights());
        try (var log = new CapturedLog()) {
            Files.writeString(file, "what?");
            assertTrue(login(users, "bob", "secret").isPresent());
            assertTrue(login(users, "bob", "secret").isPresent());
            var line = log.take("could not be read again").getFirst().text();
            assertTrue(line.contains("line 1: a user is name:rights:hash"), line);
            Files.delete(file);
            assertTrue(login(users, "bob", "secret").isPresent());
            assertEquals(1, log.take("could not be read again").size());
            log.assertOneLineEach(List.of());
        }
    }

    @Test
    void aFileThatOthersCanReadIsComplainedAbout() throws IOException {
        var file = file("alice:all:" + SECRET);
        try (var log = new CapturedLog()) {
            UsersFile.open(file);
            log.assertOneLineEach(List.of());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            UsersFile.open(file);
            assertEquals(1, log.take("Others than its owner can read the users file").size());
        }
    }

    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        var file = file("");
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        UsersFile.put(link, "alice", "x".toCharArray(), Identity.FULL.rights());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(file).contains("alice:all:"));
    }
}
