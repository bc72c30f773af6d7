package dev.covnc.coroutine;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The places in the code of one method that are reached with a monitor held, by that code. */
final class LockedCode {
    private final boolean everywhere;
    private final BitSet places = new BitSet();

    private LockedCode(boolean everywhere) {
        this.everywhere = everywhere;
    }

    /**
     * The methods of the class that hold monitors, by name and descriptor. None if the class was
     * not read from a file, or not from one that compilers write.
     */
    static Map<String, LockedCode> of(Class<?> type) {
        var name = type.getName();
        try (var file =
                type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            return file == null ? Map.of() : of(ClassFile.of().parse(file.readAllBytes()));
        } catch (IOException | IllegalArgumentException _) {
            return Map.of();
        }
    }

    private static Map<String, LockedCode> of(ClassModel type) {
        var methods = new HashMap<String, LockedCode>();
        for (var method : type.methods()) {
            if (locks(method)) {
                var key = method.methodName().stringValue() + method.methodType().stringValue();
                methods.put(key, of(method));
            }
        }
        return methods;
    }

    private static boolean locks(MethodModel method) {
        return isSynchronized(method)
                || method.code().stream()
                        .flatMap(CodeModel::elementStream)
                        .anyMatch(MonitorInstruction.class::isInstance);
    }

    static boolean isSynchronized(MethodModel method) {
        return method.flags().has(AccessFlag.SYNCHRONIZED);
    }

    private static LockedCode of(MethodModel method) {
        var locked = new LockedCode(isSynchronized(method));
        method.code().ifPresent(locked::find);
        return locked;
    }

    private void find(CodeModel code) {
        CodeWalk.through(
                code,
                (bci, _, _, operands) -> {
                    places.set(bci, operands.monitors() > 0);
                    return Operands.NOTHING;
                });
    }

    /**
     * @param bci where an instruction begins, counted from the first byte of the method's code
     */
    boolean isLockedAt(int bci) {
        return everywhere || places.get(bci);
    }
}
