package dev.covnc.coroutine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Class files: those that are checked, and those that they use, read when they are asked for. */
final class Classes {
    private static final String MARK = Suspends.class.descriptorString();

    /** By internal name. */
    private final Map<String, ClassModel> checked = new TreeMap<>();

    private final Map<String, Optional<ClassModel>> found = new HashMap<>();
    private final Map<String, Boolean> coloured = new HashMap<>();

    /** A method, and the class that declares it. */
    record Method(ClassModel type, MethodModel model) {}

    static Classes in(List<Path> directories) throws IOException {
        var classes = new Classes();
        for (var directory : directories) {
            try (var files = Files.walk(directory)) {
                for (var file : files.filter(Classes::isClassFile).toList()) {
                    classes.add(ClassFile.of().parse(file));
                }
            }
        }
        return classes;
    }

    private static boolean isClassFile(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".class") && !name.equals("module-info.class");
    }

    private void add(ClassModel type) {
        checked.put(type.thisClass().asInternalName(), type);
    }

    /** Those that are checked, by their names. */
    Collection<ClassModel> checked() {
        return checked.values();
    }

    /** Where the method is declared: in the class, or in what it extends and implements. */
    Optional<Method> find(String type, String name, String descriptor) {
        var model = find(type);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        for (var method : model.get().methods()) {
            if (method.methodName().equalsString(name)
                    && method.methodType().equalsString(descriptor)) {
                return Optional.of(new Method(model.get(), method));
            }
        }
        return supertypes(model.get())
                .flatMap(supertype -> find(supertype, name, descriptor).stream())
                .findFirst();
    }

    private static Stream<String> supertypes(ClassModel type) {
        return Stream.concat(type.superclass().stream(), type.interfaces().stream())
                .map(ClassEntry::asInternalName);
    }

    private Optional<ClassModel> find(String type) {
        var own = checked.get(type);
        if (own != null) {
            return Optional.of(own);
        }
        // Not computeIfAbsent: nobody else writes, and reading may fail.
        var known = found.get(type);
        if (known == null) {
            known = read(type);
            found.put(type, known);
        }
        return known;
    }

    private static Optional<ClassModel> read(String type) {
        try (var file = ClassLoader.getSystemResourceAsStream(type + ".class")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the class can be expected to mark what suspends: it is checked, or it marks some. */
    boolean isColoured(String type) {
        return checked.containsKey(type) || coloured.computeIfAbsent(type, this::namesMark);
    }

    private boolean namesMark(String type) {
        return find(type).stream().anyMatch(Classes::namesMark);
    }

    private static boolean namesMark(ClassModel type) {
        for (var entry : type.constantPool()) {
            if (entry instanceof Utf8Entry text && text.equalsString(MARK)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is one of these types, or a subtype of one. */
    boolean isOneOf(String type, Set<String> types) {
        return types.contains(type)
                || !types.isEmpty()
                        && find(type).stream()
                                .flatMap(Classes::supertypes)
                                .anyMatch(supertype -> isOneOf(supertype, types));
    }

    static boolean isMarked(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .anyMatch(attribute -> hasMark(attribute.annotations()));
    }

    /**
     * Whether the parameter is marked.
     *
     * @param fromLast 0 for the last one: what compilers add stands before the others
     */
    static boolean isParameterMarked(MethodModel method, int fromLast) {
        return method.findAttribute(Attributes.runtimeVisibleParameterAnnotations()).stream()
                .map(attribute -> attribute.parameterAnnotations().reversed())
                .anyMatch(all -> fromLast < all.size() && hasMark(all.get(fromLast)));
    }

    private static boolean hasMark(List<Annotation> annotations) {
        return annotations.stream().anyMatch(one -> one.className().equalsString(MARK));
    }
}
