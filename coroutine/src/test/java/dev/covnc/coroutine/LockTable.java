package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An interleaving of readers and writers as a table that is played: rows are steps, columns are
/// coroutines, and a cell is where that coroutine stands after the step.
///
/// ```
/// | step        | a | b | c | let in |
/// |-------------|---|---|---|--------|
/// | a read      | R |   |   |        |
/// | b write     | R | w |   |        |
/// | c read      | R | w | r |        |
/// | a unlock    |   | W | r | b      |
/// | b downgrade |   | R | R | c      |
/// ```
///
/// `R` reads, `W` writes; `r`, `w` and `u` wait to read, to write, and in an upgrade; `-` has been
/// thrown out and has ended. *Let in* are those whose wait was over, in the order in which they ran
/// on. A step is of one coroutine, which does one thing after the other, without a pause: `read`,
/// `write`, `upgrade`, `downgrade`, `unlock`, or `cancels x`. In a step `a is cancelled` the
/// outside does that; who is thrown out unlocks what it holds.
final class LockTable {
    private final Stage stage;
    private final RwLock lock = new RwLock("l");
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final List<String> letIn = new ArrayList<>();
    private Actor doer;

    LockTable(Stage stage) {
        this.stage = stage;
    }

    /** Plays the table; it must come out as it was written. */
    void play(String table) {
        var expected = table.lines().map(LockTable::cells).toList();
        var header = expected.getFirst();
        header.subList(1, header.size() - 1).forEach(name -> actors.put(name, new Actor(name)));
        var actual = new ArrayList<>(expected.subList(0, 2));
        for (var row : expected.subList(2, expected.size())) {
            letIn.clear();
            step(row.getFirst());
            actual.add(standings(row.getFirst()));
        }
        assertEquals(text(expected), text(actual));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    private static String text(List<List<String>> rows) {
        return rows.stream().map(LockTable::line).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row) {
        return "| %-30s |%s |"
                .formatted(
                        row.getFirst(),
                        row.stream()
                                .skip(1)
                                .map(" %3s"::formatted)
                                .collect(Collectors.joining(" |")));
    }

    private void step(String step) {
        var words = step.split(" ", 2);
        doer = actors.get(words[0]);
        if (words[1].equals("is cancelled")) {
            stage.cancel(doer.coroutine);
        } else {
            doer.goOn(List.of(words[1].split(", ")));
        }
    }

    private List<String> standings(String step) {
        var row = new ArrayList<String>();
        row.add(step);
        actors.values().forEach(actor -> row.add(actor.standing));
        row.add(String.join(", ", letIn));
        return row;
    }

    private final class Actor {
        private final String name;
        private String standing = "";
        private List<String> orders = List.of();
        private Coroutine coroutine;

        Actor(String name) {
            this.name = name;
        }

        void goOn(List<String> orders) {
            this.orders = orders;
            if (coroutine == null) {
                coroutine = stage.start(name, this::live);
            } else {
                coroutine.enter();
            }
        }

        private void live() {
            try {
                while (true) {
                    orders.forEach(this::obey);
                    Coroutine.yield();
                }
            } finally {
                if (standing.matches("[RWu]")) {
                    lock.unlock();
                }
                standing = "-";
            }
        }

        private void obey(String order) {
            switch (order) {
                case "read" -> await("r", lock::lockToRead, "R");
                case "write" -> await("w", lock::lockToWrite, "W");
                case "upgrade" -> await("u", lock::upgrade, "W");
                case "downgrade" -> await("W", lock::downgrade, "R");
                case "unlock" -> await(standing, lock::unlock, "");
                default -> actors.get(order.substring("cancels ".length())).cancel();
            }
        }

        private void await(String waiting, Runnable change, String changed) {
            standing = waiting;
            change.run();
            standing = changed;
            if (doer != this) {
                letIn.add(name);
            }
        }

        private void cancel() {
            coroutine.parking().cancel();
        }
    }
}
