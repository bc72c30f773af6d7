package dev.covnc.coroutine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads compiled classes, and finds code that suspends without saying so, and code that suspends
 * while it holds a monitor. For a test of one's own:
 *
 * <pre>{@code
 * assertEquals(List.of(), SuspensionCheck.of(Path.of("target/classes")).findings());
 * }</pre>
 *
 * <p>A method suspends, and must be marked {@link Suspends}, if it calls one that is marked, or if
 * it passes a carrier on to colourless code, which bears no marks but may read from it. A carrier
 * is a value of a type that was named to {@link #withCarriers}, or what {@link
 * CoroutineChannel#inputStream} and {@link CoroutineChannel#outputStream} return and what is
 * constructed around it. Colourless is every class that is not checked here and marks nothing.
 *
 * <p>A lambda, or a method reference, that suspends may be handed to a marked parameter from
 * anywhere: it will run inside a coroutine. Handed to colourless code it is taken to run there and
 * then, as in {@code list.forEach}, so who does that suspends; but {@code java.util.concurrent},
 * threads and Netty run it elsewhere, which is found, and so is one that is kept or returned, for
 * it cannot be followed.
 *
 * <p>Not seen: a lifted stream that comes out of a field or into a lambda, and what is called
 * through a method that is not marked where it is declared, such as {@code Runnable.run}.
 */
public final class SuspensionCheck {
    private final List<Path> directories;
    private final Set<String> carriers;

    private SuspensionCheck(List<Path> directories, Set<String> carriers) {
        this.directories = directories;
        this.carriers = carriers;
    }

    /**
     * What is wrong at one place.
     *
     * @param place the method, with its file and the line, as in a stack trace
     * @param what the rest of the sentence
     */
    public record Finding(String place, String what) {
        @Override
        public String toString() {
            return place + " " + what;
        }
    }

    /**
     * A check of the class files in the directories and below; the classes that those use are read
     * from the class path.
     */
    public static SuspensionCheck of(Path... directories) {
        return new SuspensionCheck(List.of(directories), Set.of());
    }

    /**
     * The same check, with values of these types, and of their subtypes, for carriers.
     *
     * @param types binary names: {@code com.example.Wire}
     */
    public SuspensionCheck withCarriers(String... types) {
        return new SuspensionCheck(
                directories,
                Stream.of(types).map(type -> type.replace('.', '/')).collect(Collectors.toSet()));
    }

    /**
     * What is wrong, by the names of the classes.
     *
     * @throws IllegalArgumentException when there are no classes at all, because the path is wrong,
     *     say
     */
    public List<Finding> findings() throws IOException {
        var classes = Classes.in(directories);
        if (classes.checked().isEmpty()) {
            throw new IllegalArgumentException("There are no class files in " + directories);
        }
        return classes.checked().stream()
                .flatMap(type -> new ClassCheck(type, classes, carriers).findings())
                .distinct()
                .toList();
    }
}
