package dev.covnc.encoders;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The zlib engines that tests run over: each that is here, and one that fails again and again. */
final class ZlibEngines {
    private ZlibEngines() {}

    static List<ZlibEngine> present() {
        var present = new ArrayList<ZlibEngine>();
        present.add(ZlibEngine.JDK);
        present.add(ZlibEngine.JAVA);
        var isal = ZlibChoice.of("isal", "isal");
        if (isal.reason().isEmpty()) {
            present.add(isal.engine());
        }
        return present;
    }

    /** Those, and one whose native calls fail the third time. */
    static List<ZlibEngine> all() {
        var all = new ArrayList<>(present());
        all.add(failing(3));
        return all;
    }

    /** Like a native engine, of which every stream's call fails that comes at this place. */
    static ZlibEngine failing(int call) {
        IntFunction<Deflation> levels =
                level -> new FailingDeflation(ZlibEngine.JDK.start(level), call);
        return new ZlibEngine("one that fails", levels);
    }
}
