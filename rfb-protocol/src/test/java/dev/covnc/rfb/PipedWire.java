package dev.covnc.rfb;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One of two ends: what is sent at one is read at the other, where a thread of its own speaks. */
public final class PipedWire implements Wire {
    private static final byte[] END = {};

    /** The other side has ended. */
    public static final class OtherSideEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherSideEnded() {
            super("the other side has ended");
        }
    }

    private final BlockingQueue<byte[]> in;
    private final BlockingQueue<byte[]> out;
    private byte[] current = END;
    private int position;

    /** What all goes through since {@link #secure}, or null. */
    private Wire layer;

    private PipedWire(BlockingQueue<byte[]> in, BlockingQueue<byte[]> out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Lets a server's and a viewer's side speak with each other, and returns what the server's
     * returns or throws. What the viewer's throws is thrown then, unless it is that the other side
     * ended.
     */
    public static <T> T speak(Function<Wire, T> server, Consumer<Wire> viewer) {
        var toServer = new LinkedBlockingQueue<byte[]>();
        var toViewer = new LinkedBlockingQueue<byte[]>();
        var viewing =
                new FutureTask<>(
                        () -> {
                            try {
                                viewer.accept(new PipedWire(toViewer, toServer));
                            } catch (OtherSideEnded _) {
                                // It was sent away.
                            } finally {
                                toServer.add(END);
                            }
                            return null;
                        });
        Thread.ofVirtual().start(viewing);
        var result =
                CompletableFuture.completedFuture(new PipedWire(toServer, toViewer))
                        .thenApply(server)
                        .whenComplete((_, _) -> toViewer.add(END));
        try {
            viewing.get();
            return result.join();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @Override
    public int u8() {
        var one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public void read(byte[] into, int offset, int length) {
        if (layer != null) {
            layer.read(into, offset, length);
        } else {
            readBelow(into, offset, length);
        }
    }

    @Override
    public void skip(long count) {
        bytes((int) count);
    }

    @Override
    public void send(WireWriter writer) {
        if (layer != null) {
            layer.send(writer);
        } else {
            sendBelow(writer);
        }
    }

    @Override
    public void secure(Layer added) {
        layer = added.over(new Below());
    }

    private void readBelow(byte[] into, int offset, int length) {
        for (int done = 0; done < length; done++) {
            while (position == current.length) {
                current = take();
                position = 0;
            }
            into[offset + done] = current[position++];
        }
    }

    private byte[] take() {
        try {
            var bytes = in.take();
            if (bytes == END) {
                in.add(END);
                throw new OtherSideEnded();
            }
            return bytes;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void sendBelow(WireWriter writer) {
        if (writer.size() > 0) {
            out.add(writer.toByteArray());
        }
        Arrays.fill(writer.array(), (byte) 0xee);
        writer.clear();
    }

    private final class Below implements Wire {
        @Override
        public int u8() {
            return bytes(1)[0] & 0xff;
        }

        @Override
        public void read(byte[] into, int offset, int length) {
            readBelow(into, offset, length);
        }

        @Override
        public void skip(long count) {
            bytes((int) count);
        }

        @Override
        public void send(WireWriter writer) {
            sendBelow(writer);
        }

        @Override
        public <T> T work(String what, Supplier<T> task) {
            return PipedWire.this.work(what, task);
        }
    }
}
