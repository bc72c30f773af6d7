package dev.covnc.server;

import java.time.Duration;

/**
 * How long viewers may take, and how many of everything there may be. There is no way to say
 * "unlimited". What is not said here is fixed.
 *
 * @param choosing from the first byte to the choice of a security type: no human is asked anything
 * @param keyExchange for the two programs to agree on keys: no human is asked anything either
 * @param handshake all of it, with a human typing a password
 * @param approval of the handshake, what a {@link Doorkeeper} may take
 * @param failureDelay before a viewer hears that its password was wrong, whatever else it sends
 * @param longestBackOff that an address waits for an answer after many wrong passwords: 1, 2, 4
 *     seconds and so on up to this
 * @param closing to send what is still to be sent when a connection is closed
 * @param writeStall without a single byte taken by the viewer
 * @param strangers connections at the same time that have not proved who they are; from half of
 *     that on, some are dropped at random
 * @param strangersPerAddress of those from one IPv4 address, or one IPv6 network of 64 bits; this
 *     machine is not counted
 * @param viewers that have come through the handshake, at the same time
 * @param freeFailures wrong passwords from one address before its answers are delayed
 * @param logins questions to the {@link Authenticator} at the same time
 * @param inputEvents that the input handler has not handled yet, of one viewer
 * @param logLines a minute and address of each kind: connected, authenticated, refused,
 *     disconnected
 */
public record Limits(
        Duration choosing,
        Duration keyExchange,
        Duration handshake,
        Duration approval,
        Duration failureDelay,
        Duration longestBackOff,
        Duration closing,
        Duration writeStall,
        int strangers,
        int strangersPerAddress,
        int viewers,
        int freeFailures,
        int logins,
        int inputEvents,
        int logLines) {

    /** What holds unless said otherwise. */
    public static final Limits DEFAULT = new Builder().build();

    /**
     * Limits.
     *
     * @throws IllegalArgumentException when a number is less than 1, or a time is not positive or
     *     longer than a day
     */
    public Limits {
        require("choosing", choosing);
        require("keyExchange", keyExchange);
        require("handshake", handshake);
        require("approval", approval);
        require("failureDelay", failureDelay);
        require("longestBackOff", longestBackOff);
        require("closing", closing);
        require("writeStall", writeStall);
        require("strangers", strangers);
        require("strangersPerAddress", strangersPerAddress);
        require("viewers", viewers);
        require("freeFailures", freeFailures);
        require("logins", logins);
        require("inputEvents", inputEvents);
        require("logLines", logLines);
    }

    private static void require(String name, Duration time) {
        if (!time.isPositive() || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "The limit %s is longer than nothing and at most a day, not %s"
                            .formatted(name, time));
        }
    }

    private static void require(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(
                    "The limit %s is at least 1, not %d".formatted(name, number));
        }
    }

    /** The usual limits, to be changed one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /** Limits in the making. Not thread-safe. */
    public static final class Builder {
        private Duration choosing = Duration.ofSeconds(10);
        private Duration keyExchange = Duration.ofSeconds(10);
        private Duration handshake = Duration.ofSeconds(120);
        private Duration approval = Duration.ofSeconds(60);
        private Duration failureDelay = Duration.ofMillis(100);
        private Duration longestBackOff = Duration.ofSeconds(60);
        private Duration closing = Duration.ofMillis(500);
        private Duration writeStall = Duration.ofSeconds(30);
        private int strangers = 64;
        private int strangersPerAddress = 8;
        private int viewers = 100;
        private int freeFailures = 5;
        private int logins = 2;
        private int inputEvents = 256;
        private int logLines = 60;

        private Builder() {}

        /** See {@link Limits#choosing}. */
        public Builder choosing(Duration choosing) {
            this.choosing = choosing;
            return this;
        }

        /** See {@link Limits#keyExchange}. */
        public Builder keyExchange(Duration keyExchange) {
            this.keyExchange = keyExchange;
            return this;
        }

        /** See {@link Limits#handshake}. */
        public Builder handshake(Duration handshake) {
            this.handshake = handshake;
            return this;
        }

        /** See {@link Limits#approval}. */
        public Builder approval(Duration approval) {
            this.approval = approval;
            return this;
        }

        /** See {@link Limits#failureDelay}. */
        public Builder failureDelay(Duration failureDelay) {
            this.failureDelay = failureDelay;
            return this;
        }

        /** See {@link Limits#longestBackOff}. */
        public Builder longestBackOff(Duration longestBackOff) {
            this.longestBackOff = longestBackOff;
            return this;
        }

        /** See {@link Limits#closing}. */
        public Builder closing(Duration closing) {
            this.closing = closing;
            return this;
        }

        /** See {@link Limits#writeStall}. */
        public Builder writeStall(Duration writeStall) {
            this.writeStall = writeStall;
            return this;
        }

        /** See {@link Limits#strangers}. */
        public Builder strangers(int strangers) {
            this.strangers = strangers;
            return this;
        }

        /** See {@link Limits#strangersPerAddress}. */
        public Builder strangersPerAddress(int strangersPerAddress) {
            this.strangersPerAddress = strangersPerAddress;
            return this;
        }

        /** See {@link Limits#viewers}. */
        public Builder viewers(int viewers) {
            this.viewers = viewers;
            return this;
        }

        /** See {@link Limits#freeFailures}. */
        public Builder freeFailures(int freeFailures) {
            this.freeFailures = freeFailures;
            return this;
        }

        /** See {@link Limits#logins}. */
        public Builder logins(int logins) {
            this.logins = logins;
            return this;
        }

        /** See {@link Limits#inputEvents}. */
        public Builder inputEvents(int inputEvents) {
            this.inputEvents = inputEvents;
            return this;
        }

        /** See {@link Limits#logLines}. */
        public Builder logLines(int logLines) {
            this.logLines = logLines;
            return this;
        }

        /**
         * The limits as said so far.
         *
         * @throws IllegalArgumentException when one makes no sense
         */
        public Limits build() {
            return new Limits(
                    choosing,
                    keyExchange,
                    handshake,
                    approval,
                    failureDelay,
                    longestBackOff,
                    closing,
                    writeStall,
                    strangers,
                    strangersPerAddress,
                    viewers,
                    freeFailures,
                    logins,
                    inputEvents,
                    logLines);
        }
    }
}
