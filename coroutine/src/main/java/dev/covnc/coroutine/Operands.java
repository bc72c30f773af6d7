package dev.covnc.coroutine;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a method has in hand at one point of its code: its operand stack and its local variables,
 * each entry a set of the marks that its value carries, mostly none; and how many monitors it
 * holds. JVMS chapter 6 says what each instruction does to them.
 */
final class Operands {
    static final Set<Object> NOTHING = Set.of();

    /** A long or a double takes two entries, as in the JVM. */
    private final ArrayList<Set<Object>> stack = new ArrayList<>();

    private final Map<Integer, Set<Object>> locals = new HashMap<>();
    private int monitors;

    Operands copy() {
        var copy = atHandler();
        copy.stack.clear();
        copy.stack.addAll(stack);
        return copy;
    }

    /** As an exception handler finds them that guards what follows: only the exception is left. */
    Operands atHandler() {
        var copy = new Operands();
        copy.stack.add(NOTHING);
        copy.locals.putAll(locals);
        copy.monitors = monitors;
        return copy;
    }

    /** Adds what other ways to the same point carry. */
    void merge(Operands other) {
        for (int i = 0; i < Math.min(stack.size(), other.stack.size()); i++) {
            stack.set(i, union(stack.get(i), other.stack.get(i)));
        }
        other.locals.forEach((slot, marks) -> locals.merge(slot, marks, Operands::union));
        monitors = Math.max(monitors, other.monitors);
    }

    static Set<Object> union(Set<Object> some, Set<Object> more) {
        if (some.containsAll(more)) {
            return some;
        }
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    int monitors() {
        return monitors;
    }

    /** What a call is about to take, one entry each; the receiver is among the parameters. */
    List<Set<Object>> arguments(MethodTypeDesc type) {
        var arguments = new ArrayList<Set<Object>>();
        int at = stack.size() - slots(type);
        for (var parameter : type.parameterList()) {
            arguments.add(at >= 0 ? stack.get(at) : NOTHING);
            at += TypeKind.from(parameter).slotSize();
        }
        return arguments;
    }

    /** The topmost value. */
    Set<Object> top() {
        return stack.isEmpty() ? NOTHING : stack.getLast();
    }

    /** The receiver, if there is one, as the first parameter of a call. */
    static MethodTypeDesc withReceiver(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKESTATIC
                ? call.typeSymbol()
                : call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol());
    }

    /**
     * Carries the instruction out.
     *
     * @param result what its result carries, if it is a call or makes an object
     */
    void take(Instruction instruction, Set<Object> result) {
        switch (instruction) {
            case LoadInstruction load ->
                    push(load.typeKind(), locals.getOrDefault(load.slot(), NOTHING));
            case StoreInstruction store -> locals.put(store.slot(), pop(store.typeKind()));
            case ConstantInstruction constant -> push(constant.typeKind(), NOTHING);
            case FieldInstruction field -> access(field);
            case InvokeInstruction call -> call(withReceiver(call), result);
            case InvokeDynamicInstruction call -> call(call.typeSymbol(), result);
            case NewObjectInstruction _ -> push(TypeKind.REFERENCE, result);
            case StackInstruction shuffle -> shuffle(shuffle.opcode());
            case MonitorInstruction monitor -> {
                pop(1);
                monitors += monitor.opcode() == Opcode.MONITORENTER ? 1 : -1;
            }
            case BranchInstruction branch -> pop(slotsTested(branch.opcode()));
            case TableSwitchInstruction _, LookupSwitchInstruction _ -> pop(1);
            default -> compute(instruction);
        }
    }

    /** Those whose results carry nothing, save a cast. */
    private void compute(Instruction instruction) {
        switch (instruction) {
            case ArrayLoadInstruction load -> {
                pop(2);
                push(load.typeKind(), NOTHING);
            }
            case ArrayStoreInstruction store -> pop(2 + store.typeKind().slotSize());
            case ConvertInstruction convert -> {
                pop(convert.fromType());
                push(convert.toType(), NOTHING);
            }
            case OperatorInstruction operator -> operate(operator);
            case NewMultiArrayInstruction array -> {
                pop(array.dimensions());
                push(TypeKind.REFERENCE, NOTHING);
            }
            case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> {
                pop(1);
                push(TypeKind.REFERENCE, NOTHING);
            }
            case TypeCheckInstruction check when check.opcode() == Opcode.INSTANCEOF -> {
                pop(1);
                push(TypeKind.INT, NOTHING);
            }
            default -> {} // A cast, an increment, no operation; or nothing comes after it.
        }
    }

    private void access(FieldInstruction field) {
        var kind = TypeKind.from(field.typeSymbol());
        switch (field.opcode()) {
            case GETSTATIC -> push(kind, NOTHING);
            case PUTSTATIC -> pop(kind);
            case GETFIELD -> {
                pop(1);
                push(kind, NOTHING);
            }
            default -> pop(kind.slotSize() + 1);
        }
    }

    private void call(MethodTypeDesc type, Set<Object> result) {
        pop(slots(type));
        if (!type.returnType().equals(ConstantDescs.CD_void)) {
            push(TypeKind.from(type.returnType()), result);
        }
    }

    private static int slots(MethodTypeDesc type) {
        return type.parameterList().stream().mapToInt(p -> TypeKind.from(p).slotSize()).sum();
    }

    private void operate(OperatorInstruction operator) {
        switch (operator.opcode()) {
            case ARRAYLENGTH -> {
                pop(1);
                push(TypeKind.INT, NOTHING);
            }
            case INEG, LNEG, FNEG, DNEG -> {}
            case ISHL, LSHL, ISHR, LSHR, IUSHR, LUSHR, FCMPL, FCMPG -> pop(1);
            case LCMP, DCMPL, DCMPG -> pop(3);
            default -> pop(operator.typeKind().slotSize());
        }
    }

    private static int slotsTested(Opcode opcode) {
        return switch (opcode) {
            case GOTO, GOTO_W -> 0;
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
            default -> 2;
        };
    }

    /** Copies the topmost entries, and puts the copies below some more. */
    private void shuffle(Opcode opcode) {
        switch (opcode) {
            case POP -> pop(1);
            case POP2 -> pop(2);
            case DUP -> copyTop(1, 0);
            case DUP_X1 -> copyTop(1, 1);
            case DUP_X2 -> copyTop(1, 2);
            case DUP2 -> copyTop(2, 0);
            case DUP2_X1 -> copyTop(2, 1);
            case DUP2_X2 -> copyTop(2, 2);
            default -> stack.add(Math.max(0, stack.size() - 1), pop(1)); // SWAP
        }
    }

    private void copyTop(int count, int below) {
        int from = Math.max(0, stack.size() - count);
        var copies = List.copyOf(stack.subList(from, stack.size()));
        stack.addAll(Math.max(0, from - below), copies);
    }

    private void push(TypeKind kind, Set<Object> marks) {
        for (int i = 0; i < kind.slotSize(); i++) {
            stack.add(marks);
        }
    }

    private Set<Object> pop(TypeKind kind) {
        return pop(kind.slotSize());
    }

    /** The last one that is popped. */
    private Set<Object> pop(int slots) {
        var last = NOTHING;
        for (int i = 0; i < slots && !stack.isEmpty(); i++) {
            last = stack.removeLast();
        }
        return last;
    }
}
