package dev.covnc.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** The command line: a method for each scene, and what is common to all. */
@Command(
        name = "covnc-demo",
        versionProvider = Demo.Version.class,
        header = "Shows a scene to every VNC viewer that connects.%n",
        customSynopsis = {
            "covnc-demo [SCENE] [OPTIONS]",
            "       covnc-demo SCENE --help   lists what else a scene takes"
        },
        commandListHeading = "%nScenes:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  covnc-demo    then open http://127.0.0.1:5900/ or start xtigervncviewer"
                    + " 127.0.0.1:5900",
            "  covnc-demo screen --host 0.0.0.0 --password-file secret.txt"
        })
final class Demo implements Callable<Integer> {

    /** In the order of the help page. */
    private static final List<String> SCENES =
            List.of("sketch", "life", "image", "screen", "clock", "replay");

    private static final String SEE_HELP = " (covnc-demo --help explains)";

    private final PrintStream out;

    @Mixin private final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    private Demo(PrintStream out) {
        this.out = out;
    }

    /** A command line that prints there; its {@code execute} answers the exit status. */
    static CommandLine commandLine(PrintStream out, PrintStream err) {
        var line = new CommandLine(new Demo(out));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setExpandAtFiles(false);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setParameterExceptionHandler((e, _) -> say(line, parseError(e)));
        line.setExecutionExceptionHandler(
                (e, _, _) -> {
                    if (e instanceof Refused) {
                        return say(line, e.getMessage());
                    }
                    throw e;
                });
        describe(line);
        return line;
    }

    private static void describe(CommandLine line) {
        line.setUsageHelpWidth(100);
        var usage = line.getCommandSpec().usageMessage();
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Demo::scenes);
        var sections = new ArrayList<>(usage.sectionKeys());
        var scenes = List.of("commandListHeading", "commandList");
        sections.removeAll(scenes);
        sections.addAll(sections.indexOf("parameterListHeading"), scenes);
        usage.sectionKeys(sections).sortOptions(false).optionListHeading("%nOptions:%n");
        for (CommandLine scene : line.getSubcommands().values()) {
            scene.getCommandSpec()
                    .usageMessage()
                    .sortOptions(false)
                    .abbreviateSynopsis(true)
                    .parameterListHeading("%n")
                    .optionListHeading("%nOptions:%n");
        }
    }

    /** Picocli would sort them by name and leave out what they take. */
    private static String scenes(Help help) {
        var lines = new StringBuilder();
        for (String name : SCENES) {
            CommandSpec scene = help.subcommands().get(name).commandSpec();
            String takes =
                    scene.positionalParameters().stream()
                            .map(ArgSpec::paramLabel)
                            .collect(Collectors.joining());
            lines.append(
                    "  %-14s  %s%n"
                            .formatted(name + " " + takes, scene.usageMessage().description()[0]));
        }
        return lines.toString();
    }

    /** The default: {@code covnc-demo} alone. */
    @Override
    public Integer call() throws Refused {
        return sketch();
    }

    @Command(description = "A sheet that every viewer can draw and type on; the default.")
    int sketch() throws Refused {
        return show(new Sketch());
    }

    @Command(description = "Conway's game of life: draw cells, the space bar pauses.")
    int life() throws Refused {
        return show(new Life(System.nanoTime()));
    }

    @Command(description = "A picture from a file: PNG, JPEG, GIF or BMP.")
    int image(@Parameters(paramLabel = "FILE", description = "The picture to show.") Path file)
            throws Refused {
        return show(new StillImage(file));
    }

    @Command(description = "The desktop of this machine, with keyboard and mouse.")
    int screen() throws Refused {
        return show(Desktop.open());
    }

    @Command(description = "A small block in the colour of the time, to measure latency with.")
    int clock(
            @Option(
                            names = "--period",
                            paramLabel = "MS",
                            defaultValue = "37",
                            description = "Milliseconds from one colour to the next (default: 37).")
                    long period)
            throws Refused {
        return show(new Clock(positive(period)));
    }

    @Command(description = "A recorded screen (.scap.gz), played in its own time or in yours.")
    int replay(
            @Parameters(paramLabel = "CAPTURE", description = "The capture to play.") Path capture,
            @Option(
                            names = "--period",
                            paramLabel = "MS",
                            description =
                                    "Milliseconds from frame to frame (default: as recorded).")
                    Long period,
            @Option(
                            names = "--loops",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "How often to play it (default: 1); 0: for ever.")
                    int loops,
            @Option(
                            names = "--wait-for-viewer",
                            description = "Start half a second after the first viewer is there.")
                    boolean waitForViewer)
            throws Refused {
        if (loops < 0) {
            throw new Refused("--loops is 0 (for ever) or more, not " + loops);
        }
        var every = period == null ? OptionalLong.empty() : OptionalLong.of(positive(period));
        return show(new Replay(Capture.load(capture), every, loops, waitForViewer));
    }

    /** Serves the scene until this thread is interrupted. */
    private int show(Scene scene) throws Refused {
        var stats = server.stats();
        try (scene;
                var running = server.start(scene);
                var _ = new Stats(running, stats, out)) {
            out.println(server.whereabouts(running));
            out.flush();
            scene.play();
            new CountDownLatch(1).await(); // The last picture stays until somebody ends us.
            return CommandLine.ExitCode.OK;
        } catch (InterruptedException _) {
            return CommandLine.ExitCode.OK;
        }
    }

    private static long positive(long period) throws Refused {
        if (period < 1 || period > 3_600_000) {
            throw new Refused("--period is 1 to 3600000 milliseconds, not " + period);
        }
        return period;
    }

    private static String parseError(CommandLine.ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().getFirst();
            return e.getCommandLine().getParent() == null
                    ? "there is no scene '%s': choose one of %s%s"
                            .formatted(word, String.join(", ", SCENES), SEE_HELP)
                    : "'%s' is one word too many for %s%s"
                            .formatted(word, e.getCommandLine().getCommandName(), SEE_HELP);
        }
        return e.getMessage() + SEE_HELP;
    }

    /** One line, whatever a file's name contains. */
    private static int say(CommandLine line, String sentence) {
        line.getErr().println("covnc-demo: " + sentence.replaceAll("\\p{Cntrl}+", " "));
        return CommandLine.ExitCode.USAGE;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Demo.class.getPackage().getImplementationVersion();
            return new String[] {
                "covnc-demo %s, Java %s"
                        .formatted(version == null ? "(not packaged)" : version, Runtime.version())
            };
        }
    }
}
