package dev.covnc.coroutine;

import dev.covnc.coroutine.SuspensionCheck.Finding;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The check of one class. */
final class ClassCheck {
    private final ClassModel type;
    private final Classes classes;
    private final Set<String> carriers;
    private final Map<String, List<CodeCheck.Event>> events = new HashMap<>();

    ClassCheck(ClassModel type, Classes classes, Set<String> carriers) {
        this.type = type;
        this.classes = classes;
        this.carriers = carriers;
    }

    Stream<Finding> findings() {
        return type.methods().stream().flatMap(this::findings);
    }

    private Stream<Finding> findings(MethodModel method) {
        var findings = new ArrayList<Finding>();
        for (var event : events(method)) {
            var place = place(method, event.line());
            if (!event.suspends()) {
                findings.add(new Finding(place, event.what()));
            } else if (!isLambda(method) && !Classes.isMarked(method)) {
                findings.add(new Finding(place, event.what() + ", but it is not marked @Suspends"));
            }
            if (event.suspends() && (event.locked() || LockedCode.isSynchronized(method))) {
                findings.add(new Finding(place, event.what() + ", while it holds a monitor"));
            }
        }
        return findings.stream();
    }

    private List<CodeCheck.Event> events(MethodModel method) {
        var key = method.methodName().stringValue() + method.methodType().stringValue();
        var known = events.get(key);
        if (known == null) {
            // Lambdas are looked into while the method around them is.
            known = CodeCheck.of(method, this, classes, carriers);
            events.put(key, known);
        }
        return known;
    }

    /** Whether the lambda's body suspends. Marked or not, the method it is written in answers. */
    boolean suspends(String lambda, String descriptor) {
        return type.methods().stream()
                .filter(method -> method.methodName().equalsString(lambda))
                .filter(method -> method.methodType().equalsString(descriptor))
                .flatMap(method -> events(method).stream())
                .anyMatch(CodeCheck.Event::suspends);
    }

    boolean is(String name) {
        return type.thisClass().asInternalName().equals(name);
    }

    static boolean isLambda(MethodModel method) {
        return method.flags().has(AccessFlag.SYNTHETIC)
                && method.methodName().stringValue().startsWith("lambda$");
    }

    private String place(MethodModel method, int line) {
        var file =
                type.findAttribute(Attributes.sourceFile())
                        .map(attribute -> attribute.sourceFile().stringValue())
                        .orElse(null);
        var name = type.thisClass().asInternalName().replace('/', '.');
        return new StackTraceElement(name, method.methodName().stringValue(), file, line)
                .toString();
    }
}
