package dev.covnc.server;

import static java.util.stream.Collectors.joining;

import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Right;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link UsersFile} says. */
record Users(Map<String, User> byName) {
    private static final int MOST_BYTES = 16 << 20;
    private static final int LONGEST_NAME = 255;
    private static final String ALL = "all";
    private static final String VIEW_ONLY = "view-only";

    /** What one line says, beside the name. */
    record User(Set<Right> rights, PasswordHash hash) {}

    /**
     * Reads a file.
     *
     * @throws FileSystemException whose reason says what is wrong with it
     */
    static Users read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new FileSystemException(file.toString(), null, "it is longer than 16 MiB");
        }
        try {
            return parse(Files.readString(file));
        } catch (CharacterCodingException _) {
            throw new FileSystemException(file.toString(), null, "it is not text in UTF-8");
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
    }

    static Users parse(String text) {
        var byName = new LinkedHashMap<String, User>();
        int number = 0;
        for (var line : text.split("\r?\n")) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(line, byName);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return new Users(byName);
    }

    private static void add(String line, Map<String, User> byName) {
        var parts = line.strip().split(":", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("a user is name:rights:hash");
        }
        requireName(parts[0]);
        var user = new User(rights(parts[1]), PasswordHash.parse(parts[2]));
        if (byName.put(parts[0], user) != null) {
            throw new IllegalArgumentException("the user is there twice");
        }
    }

    static void requireName(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.startsWith("#")
                || name.contains(":")
                || !name.equals(name.strip())
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 255 characters, no colon and no control character,"
                            + " and begins with neither a space nor #");
        }
    }

    private static Set<Right> rights(String text) {
        return switch (text) {
            case ALL -> Identity.FULL.rights();
            case VIEW_ONLY -> Identity.VIEW_ONLY.rights();
            default -> {
                var rights = EnumSet.noneOf(Right.class);
                for (var name : text.split(",")) {
                    rights.add(right(name));
                }
                yield rights;
            }
        };
    }

    private static Right right(String name) {
        for (var right : Right.values()) {
            if (name(right).equals(name)) {
                return right;
            }
        }
        throw new IllegalArgumentException(
                "rights are all, view-only or some of " + names(EnumSet.allOf(Right.class)));
    }

    private static String names(Set<Right> rights) {
        return rights.stream().sorted().map(Users::name).collect(joining(","));
    }

    private static String name(Right right) {
        return right.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Takes as long for a user that is not there. */
    Optional<Identity> find(String name, char[] password) {
        var user = byName.get(name);
        if (user != null) {
            return user.hash().matches(password)
                    ? Optional.of(new Identity(name, user.rights()))
                    : Optional.empty();
        }
        byName.values().stream().findFirst().ifPresent(any -> any.hash().decoy().matches(password));
        return Optional.empty();
    }

    /** As the file says it. */
    @Override
    public String toString() {
        var text = new StringBuilder("# name:rights:hash\n");
        byName.forEach(
                (name, user) ->
                        text.append("%s:%s:%s\n".formatted(name, rights(user), user.hash())));
        return text.toString();
    }

    private static String rights(User user) {
        if (user.rights().equals(Identity.FULL.rights())) {
            return ALL;
        }
        return user.rights().equals(Identity.VIEW_ONLY.rights()) ? VIEW_ONLY : names(user.rights());
    }
}
