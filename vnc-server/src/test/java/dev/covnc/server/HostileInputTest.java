package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The catalogue, hostile-input.md, lists what is tested, and what it lists is tested. */
class HostileInputTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|.*\\| (`.*`) \\|$");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?m)^\\| [A-Z]\\d+ \\|.*\\| ([a-z-]+): (\\w+) \\|$");
    private static final Pattern ANY_ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d+) \\|");
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("([a-z]\\d+)[A-Z]\\w+");

    @Test
    void everyRowHasItsTestsAndEveryTestItsRow() throws Exception {
        assertEquals(String.join("\n", rows()), String.join("\n", tests()));
    }

    @Test
    void everyRowIsThereOnceAndSaysWhereItIsProved() throws IOException {
        var numbers = ANY_ROW.matcher(catalogue()).results().map(row -> row.group(1)).toList();
        assertEquals(new TreeSet<>(numbers).size(), numbers.size(), "a row is there twice");
        long here = ROW.matcher(catalogue()).results().count();
        var elsewhere = ELSEWHERE.matcher(catalogue()).results().toList();
        assertEquals(numbers.size(), here + elsewhere.size());
        for (var row : elsewhere) {
            assertTrue(isThere(row.group(1), row.group(2)), row::group);
        }
    }

    /** Whether a module has such a test: from its own directory or from the top of the tree. */
    private static boolean isThere(String module, String test) throws IOException {
        for (var top : List.of("..", ".")) {
            var sources = Path.of(top, module, "src", "test", "java");
            if (Files.isDirectory(sources)) {
                try (var files = Files.walk(sources)) {
                    return files.anyMatch(file -> file.endsWith(test + ".java"));
                }
            }
        }
        return false;
    }

    /** What the catalogue names: row and class. */
    private static Set<String> rows() throws IOException {
        var rows = new TreeSet<String>();
        var row = ROW.matcher(catalogue());
        while (row.find()) {
            CLASS.matcher(row.group(2))
                    .results()
                    .forEach(proof -> rows.add(row.group(1) + " " + proof.group(1)));
        }
        return rows;
    }

    private static String catalogue() throws IOException {
        try (var in = HostileInputTest.class.getResourceAsStream("hostile-input.md")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** What the tests' names say: row and class. */
    private static Set<String> tests() throws Exception {
        var here = Path.of(HostileInputTest.class.getResource("HostileInputTest.class").toURI());
        var packageName = HostileInputTest.class.getPackageName();
        var tests = new TreeSet<String>();
        try (var classes = Files.newDirectoryStream(here.getParent(), "*CatalogueTest.class")) {
            for (var file : classes) {
                var name = file.getFileName().toString().replace(".class", "");
                for (var row : rowsOf(Class.forName(packageName + "." + name))) {
                    tests.add(row + " " + name);
                }
            }
        }
        return tests;
    }

    /** The numbers that the names of a class's test methods begin with. */
    private static List<String> rowsOf(Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> METHOD.matcher(method.getName()))
                .map(name -> name.matches() ? name.group(1).toUpperCase(Locale.ROOT) : "no row")
                .toList();
    }
}
