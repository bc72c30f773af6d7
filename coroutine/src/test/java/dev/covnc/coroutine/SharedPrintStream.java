package dev.covnc.coroutine;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A program of its own, because it ends with an event loop that is stopped for good: coroutines
 * that print to a peer who takes nothing, first one alone, then two to the same {@link
 * PrintStream}. Prints a line about each. Its argument is the back-end.
 */
final class SharedPrintStream {
    private static final String LINE = "x".repeat(1000);
    private static final int LINES = 1000;

    private final Loop loop = new Loop();
    private final CoroutineScope root;
    private final PrintStream out;
    private boolean open;

    private SharedPrintStream(BackEnd backEnd) {
        root = new CoroutineScope(loop.executor(), backEnd);
        loop.channel.pipeline().addLast(new Gate());
        out =
                new PrintStream(
                        new CoroutineChannel(loop.channel, Duration.ofHours(1)).outputStream());
    }

    /** A peer that takes bytes only while the gate is open. */
    private final class Gate extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext context) {
            if (open) {
                context.flush();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        var backEnd = BackEnd.valueOf(args[0]);
        System.out.println(new SharedPrintStream(backEnd).alone());
        System.out.println(new SharedPrintStream(backEnd).shared());
        Runtime.getRuntime().halt(0);
    }

    private Coroutine startPrinter(String name) {
        var printer = root.start(name, this::print);
        loop.run();
        return printer;
    }

    private void print() {
        for (int i = 0; i < LINES; i++) {
            out.println(LINE);
        }
    }

    private String alone() {
        var a = startPrinter("a");
        var before = a.parking().reason();
        open = true;
        loop.channel.flush();
        loop.run();
        return "alone: waited for " + before + ", then " + a.state();
    }

    private String shared() throws Exception {
        startPrinter("a");
        var printing = new CompletableFuture<Thread>();
        root.start(
                "b",
                () -> {
                    printing.complete(Thread.currentThread());
                    out.println("b");
                });
        var thread = Thread.ofPlatform().daemon().name("loop").start(loop::run);
        var b = printing.get();
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!isStopped(b, thread) && System.nanoTime() < patience) {
            Thread.sleep(1);
        }
        return "shared: b is " + b.getState() + ", the loop is " + thread.getState();
    }

    private static boolean isStopped(Thread b, Thread loop) {
        return b.getState() == Thread.State.BLOCKED && loop.getState() != Thread.State.RUNNABLE;
    }
}
