package dev.covnc.server;

import java.net.SocketAddress;

/**
 * Where the time of one viewer's updates goes, for flight recordings. Costs nothing to speak of
 * while none runs. Used by one coroutine.
 */
final class UpdateLog {
    private static final boolean HAS_FLIGHTS = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private final SocketAddress viewer;

    UpdateLog(SocketAddress viewer) {
        this.viewer = viewer;
    }

    /** An update begins. */
    Times begin() {
        return HAS_FLIGHTS ? Recorded.orIgnored(viewer) : Times.IGNORED;
    }

    /** What one update is told: each adds the time since the last. */
    static class Times {
        static final Times IGNORED = new Times();

        void planned(Band band) {}

        void encoded() {}

        void sent(int bytes) {}

        void end() {}
    }

    private static final class Recorded extends Times {
        private final UpdateFlight flight;
        private long last = System.nanoTime();

        private Recorded(UpdateFlight flight) {
            this.flight = flight;
        }

        static Times orIgnored(SocketAddress viewer) {
            var flight = new UpdateFlight();
            if (!flight.isEnabled()) {
                return IGNORED;
            }
            flight.viewer = viewer.toString();
            flight.begin();
            return new Recorded(flight);
        }

        @Override
        void planned(Band band) {
            flight.planning += lap();
            flight.copies += band.copies().size();
            flight.rectangles += band.rectangles().size();
            flight.pixels += band.area();
        }

        @Override
        void encoded() {
            flight.encoding += lap();
        }

        @Override
        void sent(int bytes) {
            flight.sending += lap();
            flight.bytes += bytes;
        }

        @Override
        void end() {
            if (flight.bytes > 0) {
                flight.commit();
            }
        }

        private long lap() {
            long now = System.nanoTime();
            long time = now - last;
            last = now;
            return time;
        }
    }
}
