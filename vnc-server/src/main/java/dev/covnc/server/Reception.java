package dev.covnc.server;

import io.netty.channel.Channel;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Where every connection comes in, before a word is said: decides whether there is room for one
 * more that is nobody yet. Lives on the event loop.
 */
final class Reception {
    /**
     * Of the connections beyond half of those that there may be, the part that is dropped first.
     */
    private static final double FIRST_DROPPED = 0.3;

    private final Settings settings;
    private final Events events;
    private final RandomGenerator random;

    /** Those that have not proved who they are, and where they come from. */
    private final Map<Channel, Origin> strangers = new HashMap<>();

    Reception(Settings settings, Events events, RandomGenerator random) {
        this.settings = settings;
        this.events = events;
        this.random = random;
    }

    /** Hands the channel on, or closes it. */
    void receive(Channel accepted, Consumer<Channel> next) {
        var address = Address.of(accepted);
        var refusal = refusal(address);
        if (refusal.isPresent()) {
            events.refused(address, refusal.get());
            accepted.close();
            return;
        }
        strangers.put(accepted, Origin.of(address));
        accepted.closeFuture().addListener(_ -> strangers.remove(accepted));
        next.accept(accepted);
    }

    private Optional<String> refusal(SocketAddress address) {
        if (!settings.addresses().allow(address)) {
            return Optional.of("nobody may come from there");
        }
        if (isUnlucky()) {
            return Optional.of("too many have connected that are nobody yet");
        }
        return hasTooMany(Origin.of(address))
                ? Optional.of("too many from there have connected that are nobody yet")
                : Optional.empty();
    }

    /**
     * Up to half of the limit nobody is dropped, then more and more, at the limit all: so a flood
     * does not shut out everybody else (OpenSSH's MaxStartups).
     */
    private boolean isUnlucky() {
        int limit = settings.limits().strangers();
        int half = limit / 2;
        int here = strangers.size();
        if (here < half) {
            return false;
        }
        double part = FIRST_DROPPED + (1 - FIRST_DROPPED) * (here - half) / (limit - half);
        return here >= limit || random.nextDouble() < part;
    }

    private boolean hasTooMany(Origin origin) {
        return !origin.isThisMachine()
                && strangers.values().stream().filter(origin::equals).count()
                        >= settings.limits().strangersPerAddress();
    }

    /** That one has proved who it is. */
    void admitted(Channel channel) {
        strangers.remove(channel);
    }

    int strangers() {
        return strangers.size();
    }
}
