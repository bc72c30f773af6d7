package dev.covnc.coroutine;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;

/**
 * A Netty channel whose reads and writes suspend: one coroutine may read and one may write at the
 * same time.
 *
 * <p>Reading asks the socket for more only when what has come is used up, so a peer that talks
 * faster than it is listened to is held back by TCP. Writing suspends while more is pending than
 * the high-water mark. Everything is for the channel's own event loop and its coroutines; with the
 * virtual-thread back-end the channel's operations are run on the loop's side of the switch,
 * because Netty would queue them otherwise.
 */
public final class CoroutineChannel {
    /** Pending bytes at which writing suspends, and at which it goes on. */
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final Channel channel;
    private final Received received = new Received();
    private final Sending sending;
    private boolean closedHere;

    /**
     * Takes the channel over. Its pipeline must deliver bytes, and its loop is the one that the
     * reading and writing coroutines live on.
     *
     * @param stallLimit how long the peer may take no byte while there are some to take; a write
     *     then throws {@link DeadlineExceeded}
     */
    public CoroutineChannel(Channel channel, Duration stallLimit) {
        this.channel = Objects.requireNonNull(channel);
        sending = new Sending(channel, Objects.requireNonNull(stallLimit), this::closed);
        channel.config().setAutoRead(false);
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addLast(received);
    }

    /**
     * The next byte, 0 to 255.
     *
     * @throws Closed when the peer has left; if it left in order, when all it sent has been read
     */
    @Suspends
    public int readByte() {
        Outside.refuse();
        awaitBytes();
        return received.readByte();
    }

    /**
     * Reads exactly {@code length} bytes, straight from the buffers they came in.
     *
     * @throws Closed when the peer leaves before it has sent them all
     */
    @Suspends
    public void read(byte[] into, int offset, int length) {
        Outside.refuse();
        Objects.checkFromIndexSize(offset, length, into.length);
        int done = 0;
        while (done < length) {
            awaitBytes();
            done += received.read(into, offset + done, length - done);
        }
    }

    /**
     * What the peer sends, for code that was written for a socket: a read suspends the coroutine it
     * is called in, and gives the loop back. A broken or closed connection is an {@link
     * java.io.IOException}; being cancelled or out of time is not. Closing it closes the channel.
     *
     * <p>The stream belongs to that code: nobody else may read from the channel meanwhile. Wrapped
     * in a {@link java.io.BufferedInputStream} or {@link java.io.InputStreamReader} it is read with
     * a monitor held; see {@link #outputStream}.
     */
    public InputStream inputStream() {
        return new LiftedInput(this);
    }

    /**
     * What the peer is sent, for code that was written for a socket: a write suspends the coroutine
     * it is called in when the peer is slow, and a flush hands on what was written. A connection
     * that is broken, closed or stalled is an {@link java.io.IOException}; being cancelled or out
     * of time is not. Closing it sends what was written and closes the channel.
     *
     * <p>The stream belongs to that code. A {@link java.io.PrintStream} around it, as most of
     * {@code java.io}, holds its monitor while it waits for a slow peer. One coroutine alone does
     * that without harm. A second one that prints to the same stream meanwhile stops the loop for
     * good: with continuations the loop's thread wants a monitor that only it could give back, with
     * virtual threads it waits for a coroutine that wants it. Checked mode refuses the first wait.
     */
    public OutputStream outputStream() {
        return new LiftedOutput(this);
    }

    /**
     * Waits for bytes and reads what there is; -1 when the peer has ended.
     *
     * @throws Closed when the connection broke, or was closed on this side
     */
    @Suspends
    int readSome(byte[] into, int offset, int length) {
        Outside.refuse();
        while (received.isEmpty() && !received.isEnded()) {
            Slot.outside(channel::read);
            received.awaitMore();
        }
        if (!received.isEmpty()) {
            return received.read(into, offset, length);
        }
        if (closedHere || received.failure() != null) {
            throw closed();
        }
        return -1;
    }

    /** How many bytes can be read without a wait. */
    int available() {
        return received.readableBytes();
    }

    /**
     * Reads {@code count} bytes and drops them.
     *
     * @throws Closed when the peer leaves before it has sent them all
     */
    @Suspends
    public void skip(long count) {
        Outside.refuse();
        long left = count;
        while (left > 0) {
            awaitBytes();
            left -= received.skip(left);
        }
    }

    /**
     * Copies the bytes to the channel's output, suspending while too much is pending there.
     *
     * @throws Closed when the peer has left
     * @throws DeadlineExceeded when the peer takes nothing for as long as the stall limit
     */
    @Suspends
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        sending.write(bytes, offset, length);
    }

    /** Hands what was written to the operating system, as far as that takes it. */
    @Suspends
    public void flush() {
        Outside.refuse();
        Slot.outside(channel::flush);
    }

    /**
     * Flushes, and waits until the operating system has taken all that was written.
     *
     * @throws Closed when the peer has left
     * @throws DeadlineExceeded when the peer takes nothing for as long as the stall limit
     */
    @Suspends
    public void drain() {
        sending.drain();
    }

    /** Tells the peer that nothing more will come; it may still send. */
    @Suspends
    public void endOutput() {
        Outside.refuse();
        if (channel instanceof DuplexChannel duplex) {
            Slot.outside(duplex::shutdownOutput);
        }
    }

    /**
     * Puts handlers between the socket and this, the first one next to the socket: TLS, mostly.
     * They are handed what has come and was not read yet, so that nothing passes them by.
     *
     * @throws Closed when the peer has left
     */
    @Suspends
    public void insert(ChannelHandler... handlers) {
        Outside.refuse();
        if (received.isEnded()) {
            throw closed();
        }
        Slot.outside(() -> received.insert(handlers));
    }

    /** Closes the socket, without waiting for pending output. The reader and the writer see it. */
    public void close() {
        closedHere = true;
        Slot.outside(channel::close);
    }

    /** Whether the peer can be sent anything. */
    boolean isActive() {
        return channel.isActive();
    }

    @Suspends
    private void awaitBytes() {
        while (received.isEmpty()) {
            if (received.isEnded()) {
                throw closed();
            }
            Slot.outside(channel::read);
            received.awaitMore();
        }
    }

    private Closed closed() {
        return new Closed(
                closedHere ? "The connection was closed" : "The peer has left", received.failure());
    }
}
