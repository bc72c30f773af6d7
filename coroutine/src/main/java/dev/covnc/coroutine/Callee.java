package dev.covnc.coroutine;

import java.lang.classfile.MethodModel;
import java.util.Optional;

/** A method that is called, found where it is declared. */
final class Callee {
    /** The internal name of the class that declares it; of the one referred to if none is found. */
    final String type;

    final String name;

    /** Whether its class marks what suspends. */
    final boolean coloured;

    private final Optional<MethodModel> method;

    /**
     * @param referred the internal name of the class that the caller refers to
     */
    Callee(Classes classes, String referred, String name, String descriptor) {
        var found = classes.find(referred, name, descriptor);
        type = found.map(method -> method.type().thisClass().asInternalName()).orElse(referred);
        method = found.map(Classes.Method::model);
        coloured = classes.isColoured(type);
        this.name = name;
    }

    boolean isMarked() {
        return method.filter(Classes::isMarked).isPresent();
    }

    /**
     * @param fromLast 0 for the last parameter
     */
    boolean isParameterMarked(int fromLast) {
        return method.filter(found -> Classes.isParameterMarked(found, fromLast)).isPresent();
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    /** As people write it. */
    @Override
    public String toString() {
        return isConstructor() ? "new " + simpleName(type) : simpleName(type) + "." + name;
    }

    static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
    }
}
