package interleave.kernel.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * What the learner changed in a class, told from the two texts, so that it can be named in the learner's terms.
 *
 * @param shape each change that makes objects of the old class unfit for the new one, such as {@code a new field y}
 * @param statics the static fields whose values are lost with the old class
 * @param restated the static fields whose initial value is written otherwise than before
 */
public record ClassDifference(List<String> shape, List<String> statics, List<String> restated) {
    private static final ClassDifference UNKNOWN = new ClassDifference(List.of(), List.of(), List.of());
    /** More would not be read. */
    private static final int MOST = 4;

    /** Compares two declarations of a class; says nothing where one cannot be read. */
    public static ClassDifference between(String before, String after) {
        OwnType was = OwnType.parse(before);
        OwnType is = OwnType.parse(after);
        return was == null || is == null ? UNKNOWN : between(was.tree(), is.tree());
    }

    private static ClassDifference between(ClassTree old, ClassTree now) {
        List<String> shape = new ArrayList<>();
        compareHeads(old, now, shape);
        compare(fields(old), fields(now), "field", shape);
        compareMethods(old, now, shape);
        Map<String, String> initial = statics(old);
        List<String> restated = statics(now).entrySet().stream()
                .filter(field -> initial.containsKey(field.getKey())
                        && !Objects.equals(initial.get(field.getKey()), field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return new ClassDifference(
                shape.size() > MOST ? List.copyOf(shape.subList(0, MOST)) : List.copyOf(shape),
                mutableStatics(old),
                restated);
    }

    private static void compareHeads(ClassTree old, ClassTree now, List<String> shape) {
        if (old.getKind() != now.getKind()) {
            shape.add("it was " + kind(old) + " and is " + kind(now));
        }
        if (!Objects.equals(text(old.getExtendsClause()), text(now.getExtendsClause()))) {
            shape.add("it extends another class");
        }
        if (!texts(old.getImplementsClause()).equals(texts(now.getImplementsClause()))) {
            shape.add(
                    now.getKind() == Tree.Kind.INTERFACE
                            ? "it extends other interfaces"
                            : "it implements other interfaces");
        }
        if (!texts(old.getPermitsClause()).equals(texts(now.getPermitsClause()))) {
            shape.add("it permits other subclasses");
        }
        if (!texts(old.getTypeParameters()).equals(texts(now.getTypeParameters()))) {
            shape.add("its type parameters changed");
        }
        if (!flags(old.getModifiers().getFlags())
                .equals(flags(now.getModifiers().getFlags()))) {
            shape.add("its modifiers changed");
        }
    }

    private static String kind(ClassTree type) {
        return switch (type.getKind()) {
            case INTERFACE -> "an interface";
            case ENUM -> "an enum";
            case RECORD -> "a record";
            case ANNOTATION_TYPE -> "an annotation";
            default -> "a class";
        };
    }

    private static void compareMethods(ClassTree old, ClassTree now, List<String> shape) {
        Map<String, String> before = methods(old);
        Map<String, String> after = methods(now);
        compare(before, after, "method", shape);
        Map<String, String> nestedBefore = nested(old);
        compare(nestedBefore, nested(now), "nested class", shape);
    }

    private static void compare(
            Map<String, String> before, Map<String, String> after, String what, List<String> shape) {
        after.forEach((name, type) -> {
            String was = before.get(name);
            if (was == null) {
                shape.add("a new " + kindOf(type, what) + " " + name);
            } else if (!was.equals(type)) {
                shape.add("another type or other modifiers of the " + kindOf(type, what) + " " + name);
            }
        });
        before.forEach((name, type) -> {
            if (!after.containsKey(name)) {
                shape.add("no " + kindOf(type, what) + " " + name + " any more");
            }
        });
    }

    private static String kindOf(String type, String otherwise) {
        return type.startsWith("enum constant")
                ? "constant"
                : type.startsWith("component")
                        ? "component"
                        : type.startsWith("constructor") ? "constructor" : otherwise;
    }

    private static Map<String, String> fields(ClassTree type) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree field) {
                boolean component = type.getKind() == Tree.Kind.RECORD
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC);
                String kind = isEnumConstant(type, field) ? "enum constant " : component ? "component " : "";
                fields.put(
                        field.getName().toString(),
                        kind + flags(field.getModifiers().getFlags()) + " " + text(field.getType()));
            }
        }
        return fields;
    }

    private static boolean isEnumConstant(ClassTree type, VariableTree field) {
        return type.getKind() == Tree.Kind.ENUM
                && text(field.getInitializer()).startsWith("new " + type.getSimpleName() + "(")
                && text(field.getType()).contentEquals(type.getSimpleName());
    }

    private static Map<String, String> methods(ClassTree type) {
        Map<String, String> methods = new LinkedHashMap<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && !isHidden(method) && !isOfRecord(type, method)) {
                boolean constructor = method.getName().contentEquals("<init>");
                String name = constructor
                        ? type.getSimpleName().toString()
                        : method.getName().toString();
                String parameters = method.getParameters().stream()
                        .map(parameter -> text(parameter.getType()))
                        .collect(Collectors.joining(", ", "(", ")"));
                methods.put(
                        name + parameters,
                        (constructor ? "constructor " : "")
                                + flags(method.getModifiers().getFlags()) + " " + text(method.getReturnType()) + " "
                                + texts(method.getTypeParameters()));
            }
        }
        return methods;
    }

    /** Whether the JVM lets such a method come and go. */
    private static boolean isHidden(MethodTree method) {
        return method.getModifiers().getFlags().contains(Modifier.PRIVATE)
                && !method.getName().contentEquals("<init>");
    }

    /** Whether it is a record's own constructor, which is there whether it is written or not. */
    private static boolean isOfRecord(ClassTree type, MethodTree method) {
        return type.getKind() == Tree.Kind.RECORD
                && method.getName().contentEquals("<init>")
                && method.getParameters().stream()
                        .map(parameter -> parameter.getName().toString())
                        .toList()
                        .equals(components(type));
    }

    private static List<String> components(ClassTree type) {
        List<String> names = new ArrayList<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                names.add(field.getName().toString());
            }
        }
        return names;
    }

    private static Map<String, String> nested(ClassTree type) {
        Map<String, String> nested = new LinkedHashMap<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree inner) {
                nested.put(inner.getSimpleName().toString(), kind(inner));
            }
        }
        return nested;
    }

    /** The static fields by name, with what they begin with. */
    private static Map<String, String> statics(ClassTree type) {
        Map<String, String> statics = new LinkedHashMap<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree field
                    && field.getModifiers().getFlags().contains(Modifier.STATIC)) {
                statics.put(field.getName().toString(), text(field.getInitializer()));
            }
        }
        return statics;
    }

    /** Static fields that a program may have changed since: all but constants. */
    private static List<String> mutableStatics(ClassTree type) {
        List<String> names = new ArrayList<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof VariableTree field) {
                Set<Modifier> flags = field.getModifiers().getFlags();
                boolean constant = flags.contains(Modifier.FINAL)
                        && (text(field.getType()).equals("String")
                                || field.getType() instanceof PrimitiveTypeTree
                                || isEnumConstant(type, field));
                if (flags.contains(Modifier.STATIC) && !constant) {
                    names.add(field.getName().toString());
                }
            }
        }
        return names;
    }

    private static String flags(Set<Modifier> flags) {
        return flags.stream().map(Modifier::toString).sorted().collect(Collectors.joining(" "));
    }

    private static List<String> texts(List<? extends Tree> trees) {
        return trees.stream().map(ClassDifference::text).toList();
    }

    private static String text(@Nullable Tree tree) {
        return tree == null ? "" : tree.toString();
    }
}
