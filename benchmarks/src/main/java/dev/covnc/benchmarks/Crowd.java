package dev.covnc.benchmarks;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.coroutine.Coroutines;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * The memory that very many coroutines take which wait on one loop in a channel read, eight frames
 * deep, each in a {@link CoroutineChannel} of its own. The Netty channel below is one for all, and
 * its share is measured apart.
 */
public final class Crowd {
    private static final int FRAMES = 8;

    /** How many are handled by one task of the loop, so that what they post does not pile up. */
    private static final int BATCH = 1_000;

    /** For how long lives are lived before those that count, in nanoseconds. */
    private static final long WARM_UP = 5_000_000_000L;

    private static final Duration STALL_LIMIT = Duration.ofSeconds(10);
    private static final int CHANNELS_MEASURED = 20_000;

    private final IoEventLoop loop;
    private final CoroutineScope scope;
    private final Channel line = new LocalChannel();
    private final CoroutineChannel[] streams;
    private final ChannelInboundHandler[] inputs;
    private int read;

    private Crowd(IoEventLoop loop, int size) {
        this.loop = loop;
        scope = new CoroutineScope(loop, BackEnd.preferred());
        streams = new CoroutineChannel[size];
        inputs = new ChannelInboundHandler[size];
    }

    /** The argument says how many; without, a million. */
    public static void main(String... arguments) throws Exception {
        int size = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        new Crowd((IoEventLoop) group.next(), size).measure();
        System.exit(0);
    }

    private void measure() throws Exception {
        onLoop(() -> register(line));
        warmUp();
        long channel = bytesOfOneChannel();
        long empty = heap();
        inBatches(this::open);
        long opened = heap();
        inBatches(this::start);
        long started = heap();
        list();
        int before = read;
        inBatches(this::send);
        System.out.printf(
                """
                - %,d went on when their byte came
                - bytes each: %,d a coroutine, %,d its CoroutineChannel
                - not in it: Netty's own channel and pipeline, at least %,d bytes each
                """,
                read - before,
                (started - opened) / streams.length,
                (opened - empty) / streams.length,
                channel);
    }

    private interface Step {
        void of(int index);
    }

    private void inBatches(Step step) throws Exception {
        for (int from = 0; from < streams.length; from += BATCH) {
            int first = from;
            onLoop(() -> batch(step, first));
        }
        onLoop(() -> {});
    }

    private void onLoop(Runnable task) throws InterruptedException, ExecutionException {
        loop.submit(task).get();
    }

    private void batch(Step step, int from) {
        for (int i = from; i < Math.min(from + BATCH, streams.length); i++) {
            step.of(i);
        }
    }

    /** Code that has run for a while is compiled, and then its frames are smaller. */
    private void warmUp() throws Exception {
        onLoop(() -> batch(this::open, 0));
        long end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            onLoop(() -> batch(this::start, 0));
            onLoop(() -> batch(this::send, 0));
        }
    }

    /** All on the same line, and whose input is plugged in is decided by {@link #send}. */
    private void open(int index) {
        streams[index] = new CoroutineChannel(line, STALL_LIMIT);
        inputs[index] = (ChannelInboundHandler) line.pipeline().removeLast();
    }

    private void start(int index) {
        var stream = streams[index];
        scope.start("reader", () -> read(stream, FRAMES));
    }

    private void read(CoroutineChannel stream, int frames) {
        if (frames > 1) {
            read(stream, frames - 1);
        } else {
            stream.readByte();
            read++;
        }
    }

    private void send(int index) {
        try {
            inputs[index].channelRead(null, Unpooled.buffer(1).writeByte(1));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void register(Channel channel) {
        channel.unsafe().register(loop, channel.newPromise());
    }

    /** Of the lightest of Netty's channels that are really there. */
    private long bytesOfOneChannel() throws Exception {
        var channels = new LocalChannel[CHANNELS_MEASURED];
        long before = heap();
        for (int i = 0; i < channels.length; i++) {
            var channel = new LocalChannel();
            channels[i] = channel;
            onLoop(() -> register(channel));
        }
        long bytes = (heap() - before) / channels.length;
        for (var channel : channels) {
            channel.close().sync();
        }
        return bytes;
    }

    private static void list() throws IOException {
        long start = System.nanoTime();
        var dump = Coroutines.dump(Duration.ofMinutes(1), true);
        long millis = (System.nanoTime() - start) / 1_000_000;
        var frames = dump.loops().getFirst().coroutines().getLast().stack().size();
        System.out.printf(
                """
                - dump() lists %,d, the last with %d frames, in %,d ms
                - heap with all of that: %,d MiB; %s, of which the heap may be %,d MiB
                """,
                dump.size(),
                frames,
                millis,
                heap() >> 20,
                residentSet(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most that there was, garbage included. */
    private static String residentSet() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "resident set not known on this system";
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .map(mebibytes -> "resident set at most %,d MiB".formatted(mebibytes))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
