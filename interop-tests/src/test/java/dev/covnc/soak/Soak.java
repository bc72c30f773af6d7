package dev.covnc.soak;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line of {@code bin/soak}. */
final class Soak {
    private static final String USAGE =
            """
            Attacks and loads a server over real sockets, and says what came of it: one line a test.

              bin/soak [OPTIONS] [TEST...]      all tests unless some are named; see --list

              --list               say which tests there are
              --brief              a few seconds each, as in bin/test
              --seconds N          how long a test goes on, where it has a choice
              --seed N             of what is random (printed otherwise)
              --against HOST:PORT  attack that server, which asks for no password, instead of our own;
                                   figures that need our own server's help are left out
              --help               this

            T15 of the plan is bin/fuzz; T30, real viewers, is part of bin/test.
            Exit status: 0 all passed, 1 not, 2 nothing was done.\
            """;

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    private Optional<InetSocketAddress> against = Optional.empty();
    private boolean brief;
    private int seconds;
    private long seed = System.nanoTime() & 0xffffff;
    private final List<Plan> plans = new ArrayList<>();

    private Soak() {}

    public static void main(String[] arguments) {
        var soak = new Soak();
        try {
            if (soak.isInformed(List.of(arguments))) {
                return;
            }
        } catch (Wrong e) {
            System.err.println("soak: " + e.getMessage() + "; bin/soak --help says more");
            System.exit(2);
        }
        System.exit(soak.run() ? 0 : 1);
    }

    /** Reads the command line; true if that was all that was asked for. */
    private boolean isInformed(List<String> arguments) {
        var words = arguments.iterator();
        while (words.hasNext()) {
            var word = words.next();
            switch (word) {
                case "--help", "-h" -> {
                    System.out.println(USAGE);
                    return true;
                }
                case "--list" -> {
                    for (var plan : Plan.values()) {
                        System.out.println("%-6s %s".formatted(plan.word(), plan.sentence()));
                    }
                    return true;
                }
                case "--brief" -> brief = true;
                case "--seconds" ->
                        seconds = (int) number(word, words.hasNext() ? words.next() : "");
                case "--seed" -> seed = number(word, words.hasNext() ? words.next() : "");
                case "--against" ->
                        against = Optional.of(address(words.hasNext() ? words.next() : ""));
                default -> plans.add(plan(word));
            }
        }
        for (var plan : plans) {
            if (against.isPresent() && !plan.isForAnyServer()) {
                throw new Wrong(plan.word() + " needs our own server, so not --against");
            }
        }
        return false;
    }

    private boolean run() {
        if (plans.isEmpty()) {
            for (var plan : Plan.values()) {
                if (against.isEmpty() || plan.isForAnyServer()) {
                    plans.add(plan);
                }
            }
        }
        System.out.println("seed " + seed);
        boolean passed = true;
        for (var plan : plans) {
            var result = plan.run(new Ring.Wish(against, brief, seconds, seed));
            System.out.println(result.line());
            passed &= result.passed();
        }
        return passed;
    }

    private static long number(String option, String word) {
        try {
            long number = Long.parseLong(word);
            if (number >= 0 && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException _) {
            // The sentence below says it for both.
        }
        throw new Wrong(option + " wants a number, not '" + word + "'");
    }

    private static InetSocketAddress address(String word) {
        int colon = word.lastIndexOf(':');
        if (colon <= 0) {
            throw new Wrong("--against wants HOST:PORT, not '" + word + "'");
        }
        int port = (int) number("--against HOST:PORT", word.substring(colon + 1));
        if (port < 1 || port > 65535) {
            throw new Wrong("a port is 1 to 65535, not " + port);
        }
        var address = new InetSocketAddress(word.substring(0, colon), port);
        if (address.isUnresolved()) {
            throw new Wrong("there is no host '" + word.substring(0, colon) + "'");
        }
        return address;
    }

    private static Plan plan(String word) {
        for (var plan : Plan.values()) {
            if (plan.word().equalsIgnoreCase(word)) {
                return plan;
            }
        }
        throw new Wrong(
                (word.startsWith("-") ? "there is no option '" : "there is no test '")
                        + word
                        + "'");
    }
}
