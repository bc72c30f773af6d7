package dev.covnc.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Right;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The users whom a text file names, with what is kept of their passwords and what they may do.
///
/// ```
/// # name:rights:hash
/// alice:all:$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$...
/// bob:view-only:$pbkdf2-sha256$i=600000$c2FsdHNhbHRzYWx0$...
/// carol:view,input,clipboard-out:$argon2id$...
/// ```
///
/// [#put] writes it, as does `covnc-demo passwd`. What is changed counts from the next login on; a
/// file that has become unreadable leaves things as they were, and is complained about in the log.
/// Trying a password takes tens of milliseconds, and as long for a user that does not exist.
/// Thread-safe.
public final class UsersFile implements Authenticator {
    private static final Logger LOG = System.getLogger(UsersFile.class.getPackageName());

    private final Path file;
    private Stamp stamp;
    private Users users;

    /** What a file that was written since differs in. */
    private record Stamp(FileTime time, long size, Object key) {
        static Stamp of(Path file) throws IOException {
            var attributes =
                    Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private UsersFile(Path file) throws IOException {
        this.file = file;
        stamp = Stamp.of(file);
        users = Users.read(file);
        if (SecretFile.isReadableByOthers(file)) {
            LOG.log(Level.WARNING, "Others than its owner can read the users file {0}", file);
        }
    }

    /**
     * Reads the file.
     *
     * @throws FileSystemException whose reason says what is wrong, and in which line
     */
    public static UsersFile open(Path file) throws IOException {
        return new UsersFile(file);
    }

    /**
     * Adds a user, or changes one. The file is made if there is none, for its owner alone; it is
     * replaced in one step, so that a server never reads half of it.
     *
     * @param password 1 to 1024 bytes in UTF-8; the caller's, to wipe
     * @param rights what the user may do
     * @throws IllegalArgumentException if the name is empty, longer than 255 characters, or has a
     *     colon, a control character or a space around it; or if it cannot be a password
     * @throws FileSystemException if the file is there and cannot be read, or cannot be written
     */
    public static void put(Path file, String user, char[] password, Set<Right> rights)
            throws IOException {
        Users.requireName(user);
        if (password.length == 0 || password.length > 1024) {
            throw new IllegalArgumentException("A password has 1 to 1024 characters");
        }
        Map<String, Users.User> all = new LinkedHashMap<>();
        try {
            all.putAll(Users.read(file).byName());
        } catch (NoSuchFileException _) {
            // It begins to be.
        }
        all.put(user, new Users.User(rights, PasswordHash.of(password)));
        SecretFile.write(file, new Users(all).toString().getBytes(UTF_8));
    }

    @Override
    public CompletionStage<Optional<Identity>> authenticate(String user, char[] password) {
        return CompletableFuture.completedStage(upToDate().find(user, password));
    }

    private synchronized Users upToDate() {
        try {
            var now = Stamp.of(file);
            if (!now.equals(stamp)) {
                stamp = now; // A broken file is complained about once.
                users = Users.read(file);
            }
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The users file {0} could not be read again: {1}",
                    file,
                    Objects.requireNonNullElse(e.getMessage(), e.toString()));
        }
        return users;
    }
}
