package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Policy;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.security.Identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a server is started with. Not thread-safe. */
public final class VncServerBuilder {
    // For ServerStart.
    final Display display;
    final Map<Identity, char[]> passwords = new HashMap<>();
    InputHandler handler = new InputHandler() {};
    ResizeHandler resizeHandler =
            (_, _, _, _) -> CompletableFuture.completedStage(Status.PROHIBITED);
    String host = "127.0.0.1";
    int port = 5900;
    boolean openToAll;
    Optional<Authenticator> authenticator = Optional.empty();
    Security security = new Security();
    Access access = new Access();
    int framesPerSecond = 60;
    boolean alwaysShared;
    Optional<Path> recorded = Optional.empty();
    Optional<Web> web = Optional.empty();

    /** Null until one is chosen. */
    BackEnd backEnd;

    Transport transport = Transport.preferred();
    Limits limits = Limits.DEFAULT;
    Policy policy = Policy.STANDARD;

    VncServerBuilder(Display display) {
        this.display = Objects.requireNonNull(display);
    }

    /** Where to listen; 127.0.0.1 unless said otherwise, 0.0.0.0 for all addresses. */
    public VncServerBuilder host(String host) {
        this.host = Objects.requireNonNull(host);
        return this;
    }

    /**
     * The port to listen on; 5900 unless said otherwise, 0 for any free one.
     *
     * @throws IllegalArgumentException when it is not 0 to 65535
     */
    public VncServerBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
        }
        this.port = port;
        return this;
    }

    /** The password that lets a viewer do all: 1 to 8 bytes, checked by {@link #start}. */
    public VncServerBuilder password(String password) {
        passwords.put(Identity.FULL, password.toCharArray());
        return this;
    }

    /** The password that lets a viewer look only: 1 to 8 bytes, checked by {@link #start}. */
    public VncServerBuilder viewOnlyPassword(String password) {
        passwords.put(Identity.VIEW_ONLY, password.toCharArray());
        return this;
    }

    /**
     * Who knows the users, for security types that ask for a user name. It comes before the
     * passwords, which are then for types that ask for a password only.
     */
    public VncServerBuilder authenticator(Authenticator authenticator) {
        this.authenticator = Optional.of(authenticator);
        return this;
    }

    /** How viewers may prove themselves, and with which keys. */
    public VncServerBuilder security(Security security) {
        this.security = Objects.requireNonNull(security);
        return this;
    }

    /** From where viewers may come, and who hears of it and may object. */
    public VncServerBuilder access(Access access) {
        this.access = Objects.requireNonNull(access);
        return this;
    }

    /** Lets {@link #start} listen without a password where others reach it. */
    public VncServerBuilder noPasswordAtMyOwnRisk() {
        openToAll = true;
        return this;
    }

    /** Who hears what viewers type and point at; nobody unless said otherwise. */
    public VncServerBuilder input(InputHandler handler) {
        this.handler = Objects.requireNonNull(handler);
        return this;
    }

    /** Who decides when a viewer wishes for another size; nobody may unless said otherwise. */
    public VncServerBuilder resize(ResizeHandler handler) {
        resizeHandler = Objects.requireNonNull(handler);
        return this;
    }

    /** Lets every viewer in beside the others, even one that asks to be alone. */
    public VncServerBuilder alwaysShared() {
        alwaysShared = true;
        return this;
    }

    /**
     * How many updates a second a viewer gets at the most; 60 unless said otherwise. A source of
     * fewer pictures keeps its own rhythm.
     *
     * @throws IllegalArgumentException when it is not 1 to 1000
     */
    public VncServerBuilder framesPerSecond(int framesPerSecond) {
        if (framesPerSecond < 1 || framesPerSecond > 1000) {
            throw new IllegalArgumentException(
                    "There are 1 to 1000 frames a second, not " + framesPerSecond);
        }
        this.framesPerSecond = framesPerSecond;
        return this;
    }

    /**
     * Records what the first viewer is sent, and no other, from ServerInit on, in a file that
     * {@link #start} creates or empties.
     */
    public VncServerBuilder record(Path file) {
        recorded = Optional.of(file);
        return this;
    }

    /** Shows the display in browsers too, on the same port. */
    public VncServerBuilder web() {
        return web(new Web());
    }

    /** Shows the display in browsers too. */
    public VncServerBuilder web(Web web) {
        this.web = Optional.of(web);
        return this;
    }

    /** How the viewers' coroutines are kept; {@link BackEnd#preferred} unless said otherwise. */
    public VncServerBuilder backEnd(BackEnd backEnd) {
        this.backEnd = Objects.requireNonNull(backEnd);
        return this;
    }

    /** Who chooses the forms in which pictures go; {@link Policy#STANDARD} by itself. */
    public VncServerBuilder policy(Policy policy) {
        this.policy = Objects.requireNonNull(policy);
        return this;
    }

    VncServerBuilder transport(Transport transport) {
        this.transport = transport;
        return this;
    }

    /** How long viewers may take and how many there may be; {@link Limits#DEFAULT} by itself. */
    public VncServerBuilder limits(Limits limits) {
        this.limits = Objects.requireNonNull(limits);
        return this;
    }

    /**
     * Starts to listen.
     *
     * @throws java.net.BindException when the address cannot be listened on, because the port is in
     *     use, say
     * @throws java.nio.file.FileSystemException when the recording cannot be written, or a key not
     *     be used
     * @throws java.net.UnknownHostException when there is no such host
     * @throws IllegalArgumentException when a password cannot be one, or when the system property
     *     {@code covnc.coroutine} names no back-end
     * @throws IllegalStateException when others than this machine could reach the display and there
     *     is no password, or when the back-end does not work in this JVM
     */
    public VncServer start() throws IOException {
        return new ServerStart(this).start();
    }
}
