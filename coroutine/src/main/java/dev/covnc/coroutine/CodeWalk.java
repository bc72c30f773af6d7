package dev.covnc.coroutine;

import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One way through the code of a method, first byte to last, that knows at each instruction what the
 * method has in hand. Where ways meet it has in hand what any of them brings. Compilers write code
 * in an order in which that is enough: but for loops, whose ways back bring nothing new.
 */
final class CodeWalk {

    /** Who is shown each instruction before it is carried out. */
    interface Visitor {
        /**
         * @return what its result carries, if it is a call or makes an object
         */
        Set<Object> visit(int bci, int line, Instruction instruction, Operands operands);
    }

    private final CodeModel code;
    private final Visitor visitor;

    /** What is in hand at the labels ahead. */
    private final Map<Label, Operands> ahead = new HashMap<>();

    /** What is in hand here; null after a jump, when nobody gets here. */
    private Operands here = new Operands();

    private int bci;
    private int line;

    private CodeWalk(CodeModel code, Visitor visitor) {
        this.code = code;
        this.visitor = visitor;
    }

    static void through(CodeModel code, Visitor visitor) {
        var walk = new CodeWalk(code, visitor);
        for (var element : code) {
            switch (element) {
                case LabelTarget target -> walk.arrive(target.label());
                case LineNumber number -> walk.line = number.line();
                case Instruction instruction -> walk.take(instruction);
                default -> {} // What debuggers want.
            }
        }
    }

    private void arrive(Label label) {
        var brought = ahead.get(label);
        if (here == null) {
            // Only a way back leads to where nothing is brought: no expression spans that.
            here = brought == null ? new Operands() : brought;
        } else if (brought != null) {
            here.merge(brought);
        }
        for (var handler : code.exceptionHandlers()) {
            if (handler.tryStart().equals(label)) {
                bring(handler.handler(), here.atHandler());
            }
        }
    }

    private void take(Instruction instruction) {
        if (here != null) {
            here.take(instruction, visitor.visit(bci, line, instruction, here));
            targets(instruction).forEach(target -> bring(target, here.copy()));
            here = goesOn(instruction) ? here : null;
        }
        bci += instruction.sizeInBytes();
    }

    private void bring(Label target, Operands operands) {
        var brought = ahead.putIfAbsent(target, operands);
        if (brought != null) {
            brought.merge(operands);
        }
    }

    private static List<Label> targets(Instruction instruction) {
        return switch (instruction) {
            case BranchInstruction branch -> List.of(branch.target());
            case TableSwitchInstruction table -> targets(table.cases(), table.defaultTarget());
            case LookupSwitchInstruction lookup -> targets(lookup.cases(), lookup.defaultTarget());
            default -> List.of();
        };
    }

    private static List<Label> targets(List<SwitchCase> cases, Label otherwise) {
        var targets = new ArrayList<>(List.of(otherwise));
        cases.forEach(one -> targets.add(one.target()));
        return targets;
    }

    private static boolean goesOn(Instruction instruction) {
        return switch (instruction) {
            case ReturnInstruction _,
                    ThrowInstruction _,
                    TableSwitchInstruction _,
                    LookupSwitchInstruction _ ->
                    false;
            case BranchInstruction branch ->
                    branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
            default -> true;
        };
    }
}
