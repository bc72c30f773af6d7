package dev.covnc.coroutine;

import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one method does that has to do with suspending, call by call. */
final class CodeCheck implements CodeWalk.Visitor {
    /** Whose methods run what they are handed in other threads, or later. */
    private static final List<String> ELSEWHERE =
            List.of("java/util/concurrent/", "java/lang/Thread", "io/netty/");

    private static final String CHANNEL = CoroutineChannel.class.getName().replace('.', '/');
    private static final Set<String> LIFTS = Set.of("inputStream", "outputStream");

    /**
     * Something that the method does.
     *
     * @param suspends whether the method suspends there; else it does what nobody may
     * @param locked whether it holds a monitor there
     * @param what the rest of a sentence that begins with the method
     */
    record Event(int line, boolean suspends, boolean locked, String what) {}

    /** The mark on a stream that was lifted out of a channel. */
    private static final Object LIFTED = "lifted";

    /** The mark on an object that is being made at this place. */
    private record Made(int bci) {}

    /** The mark on a function that suspends. */
    private record Suspending(String name) {}

    private final ClassCheck owner;
    private final Classes classes;
    private final Set<String> carriers;
    private final List<Event> events = new ArrayList<>();

    /** Those objects that were made around a carrier. */
    private final Set<Object> madeOfCarriers = new HashSet<>();

    private int line;
    private boolean locked;

    private CodeCheck(ClassCheck owner, Classes classes, Set<String> carriers) {
        this.owner = owner;
        this.classes = classes;
        this.carriers = carriers;
    }

    static List<Event> of(
            MethodModel method, ClassCheck owner, Classes classes, Set<String> carriers) {
        var check = new CodeCheck(owner, classes, carriers);
        method.code().ifPresent(code -> CodeWalk.through(code, check));
        return check.events;
    }

    @Override
    public Set<Object> visit(int bci, int line, Instruction instruction, Operands operands) {
        this.line = line;
        locked = operands.monitors() > 0;
        return switch (instruction) {
            case InvokeInstruction call -> call(call, operands);
            case InvokeDynamicInstruction site -> function(site, operands);
            case NewObjectInstruction _ -> Set.of(new Made(bci));
            case FieldInstruction field when isStore(field) -> kept(operands, "keeps");
            case ArrayStoreInstruction _ -> kept(operands, "keeps");
            case ReturnInstruction give when give.opcode() == Opcode.ARETURN ->
                    kept(operands, "returns");
            default -> Operands.NOTHING;
        };
    }

    private static boolean isStore(FieldInstruction field) {
        return field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC;
    }

    // Calls.

    private Set<Object> call(InvokeInstruction call, Operands operands) {
        var callee =
                new Callee(
                        classes,
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
        var parameters = Operands.withReceiver(call).parameterList();
        var arguments = operands.arguments(Operands.withReceiver(call));
        boolean passesCarrier = false;
        for (int i = 0; i < arguments.size(); i++) {
            boolean isReceiver = i == 0 && call.opcode() != Opcode.INVOKESTATIC;
            boolean isMade = isReceiver && callee.isConstructor();
            passesCarrier |= !isMade && isCarrier(parameters.get(i), arguments.get(i));
            handOver(arguments.get(i), callee, isReceiver, arguments.size() - 1 - i);
        }
        if (callee.isMarked()) {
            add(true, "calls " + callee + ", which suspends");
        } else if (passesCarrier && !callee.coloured && !callee.isConstructor()) {
            add(true, "passes a carrier on to " + callee + ", and so suspends");
        }
        if (passesCarrier && callee.isConstructor()) {
            madeOfCarriers.addAll(arguments.getFirst());
        }
        return result(callee, arguments);
    }

    private static Set<Object> result(Callee callee, List<Set<Object>> arguments) {
        if (callee.type.equals(CHANNEL) && LIFTS.contains(callee.name)) {
            return Set.of(LIFTED);
        }
        boolean same =
                callee.type.equals("java/util/Objects") && callee.name.equals("requireNonNull");
        return same ? arguments.getFirst() : Operands.NOTHING;
    }

    private boolean isCarrier(ClassDesc parameter, Set<Object> argument) {
        if (parameter.isPrimitive() || parameter.isArray()) {
            return false;
        }
        var type = internalName(parameter);
        boolean marked =
                argument.stream().anyMatch(mark -> mark == LIFTED || madeOfCarriers.contains(mark));
        return marked && !type.equals("java/lang/Object") || classes.isOneOf(type, carriers);
    }

    private static String internalName(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    // Functions.

    /** What a lambda or a method reference is worth: a mark if it suspends. */
    private Set<Object> function(InvokeDynamicInstruction site, Operands operands) {
        var arguments = site.bootstrapArgs();
        if (arguments.size() < 3
                || !(arguments.get(0) instanceof MethodTypeDesc erased)
                || !(arguments.get(1) instanceof DirectMethodHandleDesc body)) {
            return Operands.NOTHING; // It concatenates strings, say.
        }
        var called =
                new Callee(
                        classes,
                        internalName(site.typeSymbol().returnType()),
                        site.name().stringValue(),
                        erased.descriptorString());
        boolean suspends =
                !called.isMarked() && suspends(body, operands.arguments(site.typeSymbol()));
        return suspends ? Set.of(new Suspending(name(body))) : Operands.NOTHING;
    }

    private boolean suspends(DirectMethodHandleDesc body, List<Set<Object>> captured) {
        var type = internalName(body.owner());
        if (owner.is(type) && isLambda(body)) {
            return owner.suspends(body.methodName(), body.lookupDescriptor());
        }
        var callee = new Callee(classes, type, body.methodName(), body.lookupDescriptor());
        boolean ofCarrier =
                !callee.isConstructor()
                        && (isCarrier(body.owner(), Operands.NOTHING)
                                || captured.stream()
                                        .anyMatch(marks -> isCarrier(body.owner(), marks)));
        return callee.isMarked() || !callee.coloured && ofCarrier;
    }

    private static boolean isLambda(DirectMethodHandleDesc body) {
        return body.methodName().startsWith("lambda$");
    }

    private static String name(DirectMethodHandleDesc body) {
        return isLambda(body)
                ? "a lambda"
                : Callee.simpleName(internalName(body.owner())) + "::" + body.methodName();
    }

    /**
     * @param fromLast 0 for the last parameter
     */
    private void handOver(Set<Object> marks, Callee callee, boolean isReceiver, int fromLast) {
        for (var mark : marks) {
            if (mark instanceof Suspending function) {
                if (isReceiver) {
                    add(true, "calls " + function.name + ", which suspends");
                } else {
                    handOver(function.name + ", which suspends,", callee, fromLast);
                }
            }
        }
    }

    private void handOver(String function, Callee callee, int fromLast) {
        if (callee.isParameterMarked(fromLast)) {
            return;
        }
        var handing = "hands " + function + " to " + callee;
        if (callee.coloured) {
            add(false, handing + ", whose parameter is not marked @Suspends");
        } else if (ELSEWHERE.stream().anyMatch(callee.type::startsWith)) {
            add(false, handing + ", which runs it elsewhere");
        } else {
            add(true, handing);
        }
    }

    private Set<Object> kept(Operands operands, String verb) {
        for (var mark : operands.top()) {
            if (mark instanceof Suspending function) {
                add(false, verb + " " + function.name + ", which suspends and cannot be followed");
            }
        }
        return Operands.NOTHING;
    }

    private void add(boolean suspends, String what) {
        events.add(new Event(line, suspends, locked, what));
    }
}
