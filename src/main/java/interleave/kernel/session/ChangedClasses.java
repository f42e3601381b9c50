package interleave.kernel.session;

import interleave.kernel.source.ClassDifference;
import interleave.kernel.source.JavaText;
import interleave.kernel.source.Wrappers;
import interleave.link.Kind;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of variables when a cell changes what they depend on: carried over wherever the JVM lets them be, and named where it does not.
 *
 * <p>A class of the same shape is redefined in place, and nothing is to be done. A class of another shape is a new class for the JVM: JShell then declares anew every
 * variable whose type names it, empty. The value of such a variable is moved to where the variable is now; where it cannot be, because it is an object of the old
 * class, the learner is told in the cell that changed the class, and again where the variable is used.
 */
final class ChangedClasses {
    private final JShell shell;
    private final Engine engine;
    private final CellSources sources;
    private final JavaSession.Notes notes;
    private final Places places;

    /** Where the value of each variable is: the class that JShell put its field into. */
    private final Map<String, String> homes = new LinkedHashMap<>();
    /** The cell that declared each variable. */
    private final Map<String, String> makers = new LinkedHashMap<>();
    /** The variables that lost their value, with the sentence that says so. */
    private final Map<String, String> lost = new LinkedHashMap<>();

    private boolean everReplaced;

    // of the cell that runs
    private final Map<String, ClassDifference> changes = new LinkedHashMap<>();
    private final Set<String> replaced = new LinkedHashSet<>();
    private final Set<String> newlyLost = new LinkedHashSet<>();

    /** Knows where each snippet stands. */
    interface Places {
        /** A snippet is the same as another, declared again by us. */
        void again(Snippet now, Snippet old);
    }

    ChangedClasses(JShell shell, Engine engine, CellSources sources, JavaSession.Notes notes, Places places) {
        this.shell = shell;
        this.engine = engine;
        this.sources = sources;
        this.notes = notes;
        this.places = places;
    }

    /** Whether there may be objects of a class that another class of the same name has replaced: only their static type shows that they are no such objects. */
    boolean mayHaveLeftOldObjects() {
        return everReplaced;
    }

    /** A piece of this cell has run. */
    void ran(List<SnippetEvent> events, String label) throws EngineTerminationException {
        if (events.getFirst().status() == Status.REJECTED) {
            restore(events);
            return;
        }
        List<String> names = engine.takeReplaced();
        for (String name : names) {
            if (!Wrappers.outermost(name).equals(name)) {
                replaced.add(name);
                everReplaced = true;
                sources.replaced(name, label);
            }
        }
        boolean others = !names.isEmpty();
        for (SnippetEvent event : events) {
            if (event.snippet() instanceof VarSnippet variable && event.causeSnippet() == null) {
                lost.remove(variable.name());
                newlyLost.remove(variable.name());
                makers.put(variable.name(), label);
                if (event.status().isDefined()) {
                    homes.put(variable.name(), home(variable));
                }
            } else if (event.status() == Status.OVERWRITTEN
                    && event.snippet() instanceof TypeDeclSnippet old
                    && event.causeSnippet() instanceof TypeDeclSnippet now) {
                overwritten(old, now);
            } else {
                others |= event.causeSnippet() != null;
            }
        }
        if (others) {
            carry(label);
        }
    }

    /** Brings back what JShell forgot for the sake of a declaration that does not compile. */
    private void restore(List<SnippetEvent> events) throws EngineTerminationException {
        for (SnippetEvent event : events) {
            if (event.status() != Status.OVERWRITTEN) {
                continue;
            }
            if (event.snippet() instanceof VarSnippet old && homes.containsKey(old.name())) {
                keep(List.of(old));
                VarSnippet now = declaredAnew(old);
                if (now != null) {
                    engine.flush();
                    String from = String.valueOf(homes.put(old.name(), home(now)));
                    Struct move = Struct.of("move", "name", old.name(), "from", from, "to", home(now));
                    var _ = engine.ask(Kind.INVOKE, Struct.of("carry", "moves", List.of(move)));
                }
            } else if (event.snippet() instanceof DeclarationSnippet old) {
                shell.eval(old.source()).forEach(again -> places.again(again.snippet(), old));
            }
        }
        engine.flush();
        var _ = engine.takeReplaced();
    }

    private void overwritten(TypeDeclSnippet old, TypeDeclSnippet now) {
        if (old.source().equals(now.source())) {
            return;
        }
        ClassDifference difference = ClassDifference.between(old.source(), now.source());
        if (isReplaced(now.name())) {
            changes.merge(now.name(), difference, (first, _) -> first);
        } else if (!difference.restated().isEmpty()) {
            String names = words(difference.restated());
            notes.note(
                    now.name() + " keeps its static " + (difference.restated().size() == 1 ? "field " : "fields ")
                            + names + " as " + (difference.restated().size() == 1 ? "it is" : "they are")
                            + ": the static part of a class runs once, and " + now.name()
                            + " is still the same class.\nTo begin anew, assign what it is to be: " + now.name() + "."
                            + difference.restated().getFirst() + " = …;");
        }
    }

    private boolean isReplaced(String type) {
        return replaced.stream().anyMatch(name -> Wrappers.withoutThem(name).equals(type));
    }

    /** Moves the values of variables that JShell has declared anew, and declares those anew that it gave up. */
    private void carry(String label) throws EngineTerminationException {
        engine.flush();
        List<VarSnippet> variables = shell.variables()
                .filter(variable -> homes.containsKey(variable.name()))
                .toList();
        keep(variables.stream().filter(this::isGivenUp).toList());
        List<VarSnippet> moved = new ArrayList<>();
        List<Struct> moves = new ArrayList<>();
        for (VarSnippet variable : variables) {
            boolean givenUp = isGivenUp(variable);
            VarSnippet now = givenUp ? declaredAnew(variable) : variable;
            String from = String.valueOf(homes.get(variable.name()));
            if (now == null) {
                homes.remove(variable.name());
                lose(variable, label);
            } else if (givenUp || !from.equals(home(now))) {
                homes.put(variable.name(), home(now));
                moved.add(now);
                moves.add(Struct.of("move", "name", variable.name(), "from", from, "to", home(now)));
            }
        }
        if (moves.isEmpty()) {
            return;
        }
        engine.flush();
        Struct answer = engine.ask(Kind.INVOKE, Struct.of("carry", "moves", moves));
        List<?> kept = answer == null ? List.of() : answer.get("kept", List.class);
        for (int i = 0; i < moved.size(); i++) {
            if (i >= kept.size() || !Boolean.TRUE.equals(kept.get(i))) {
                lose(moved.get(i), label);
            }
        }
    }

    /** Whether JShell gave a variable up: a {@code var}, whose type stands nowhere, when the type that it had is no more. */
    private boolean isGivenUp(VarSnippet variable) {
        return shell.status(variable) == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** Has the guest remember values, because a variable is cleared when it is declared anew. */
    private void keep(List<VarSnippet> variables) throws EngineTerminationException {
        List<Struct> places = new ArrayList<>();
        for (VarSnippet variable : variables) {
            places.add(Struct.of("variable", "name", variable.name(), "class", homes.get(variable.name())));
        }
        if (!places.isEmpty()) {
            var _ = engine.ask(Kind.INVOKE, Struct.of("keep", "variables", places));
        }
    }

    /** The same variable with its type written out; null where the type has no name. */
    private @Nullable VarSnippet declaredAnew(VarSnippet variable) {
        engine.show(false);
        for (SnippetEvent event : shell.eval(variable.typeName() + " " + variable.name() + ";")) {
            if (event.causeSnippet() == null
                    && event.status() == Status.VALID
                    && event.snippet() instanceof VarSnippet declared) {
                places.again(declared, variable);
                return declared;
            }
        }
        return null;
    }

    private void lose(VarSnippet variable, String label) {
        String name = variable.name();
        if (variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            return;
        }
        newlyLost.add(name);
        lost.put(
                name,
                name + " lost its value when " + label + " changed " + typesIn(variable.typeName()) + ". "
                        + remedy(List.of(name)));
    }

    /** The replaced types that a type is made of. */
    private String typesIn(String typeName) {
        List<String> types = types().stream()
                .filter(type -> JavaText.word(typeName, type, 0) >= 0)
                .toList();
        return types.isEmpty() ? "what it depends on" : words(types);
    }

    /** The learner's names of the classes that were replaced. */
    private List<String> types() {
        return replaced.stream()
                .map(name -> Wrappers.withoutThem(name).replace('$', '.'))
                .distinct()
                .toList();
    }

    private String home(VarSnippet variable) {
        return shell.sourceCodeAnalysis().wrapper(variable).fullClassName();
    }

    private String remedy(List<String> names) {
        Set<String> cells = new TreeSet<>();
        for (String name : names) {
            String maker = makers.get(name);
            if (maker != null) {
                cells.add(maker);
            }
        }
        String them = names.size() == 1 ? "it" : "them";
        return cells.isEmpty()
                ? "Make " + them + " anew."
                : "Run " + words(List.copyOf(cells)) + " again, which made " + them + ".";
    }

    /** The cell is over: names what it took from the learner, in one report; nothing where it took nothing. */
    void tell(String label) throws EngineTerminationException {
        if (!replaced.isEmpty() || !newlyLost.isEmpty()) {
            Struct found = replaced.isEmpty() ? null : look();
            List<String> told = new ArrayList<>();
            if (!newlyLost.isEmpty()) {
                List<String> names = List.copyOf(newlyLost);
                String why = replaced.isEmpty()
                        ? ". "
                        : names.size() == 1
                                ? ": it held an object of the old class. "
                                : ": they held objects of the old class. ";
                told.add(words(names)
                        + (names.size() == 1 ? " has lost its value" : " have lost their values")
                        + why
                        + remedy(names));
            }
            if (found != null) {
                tellOfOldObjects(found, told);
            }
            List<String> statics = changes.entrySet().stream()
                    .flatMap(change -> change.getValue().statics().stream().map(field -> change.getKey() + "." + field))
                    .toList();
            if (!statics.isEmpty()) {
                told.add(words(statics) + (statics.size() == 1 ? " begins" : " begin") + " anew.");
            }
            if (!told.isEmpty()) {
                notes.note(head(label) + "\n    " + String.join("\n    ", told));
            }
        }
        changes.clear();
        replaced.clear();
        newlyLost.clear();
    }

    private String head(String label) {
        StringBuilder head = new StringBuilder();
        changes.forEach((type, difference) -> {
            String why = difference.shape().isEmpty() ? "" : " (" + String.join("; ", difference.shape()) + ")";
            head.append(head.isEmpty() ? "" : "\n")
                    .append(type)
                    .append(" has another shape than before")
                    .append(why)
                    .append(", so it is a new class, and objects made before stay of the old one.");
        });
        List<String> also =
                types().stream().filter(type -> !changes.containsKey(type)).toList();
        if (changes.isEmpty()) {
            head.append(label).append(" changed what variables depend on.");
        } else if (!also.isEmpty()) {
            head.append(" So ")
                    .append(also.size() == 1 ? "is " : "are ")
                    .append(words(also))
                    .append(", which ")
                    .append(also.size() == 1 ? "depends" : "depend")
                    .append(" on it.");
        }
        return head.toString();
    }

    private @Nullable Struct look() throws EngineTerminationException {
        List<Struct> variables = new ArrayList<>();
        for (VarSnippet variable : shell.variables().toList()) {
            String home = homes.get(variable.name());
            if (home != null && !lost.containsKey(variable.name())) {
                variables.add(Struct.of("variable", "class", home, "name", variable.name()));
            }
        }
        return engine.ask(Kind.INVOKE, Struct.of("look", "variables", variables, "old", List.copyOf(replaced)));
    }

    private void tellOfOldObjects(Struct found, List<String> told) {
        for (Object each : found.get("holding", List.class)) {
            Struct holding = (Struct) each;
            String name = holding.string("name");
            if (name.startsWith("$")) {
                continue;
            }
            List<String> types = new ArrayList<>();
            for (Object type : holding.get("types", List.class)) {
                types.add(Wrappers.withoutThem((String) type).replace('$', '.'));
            }
            long count = holding.integer("count");
            told.add(name + " still holds " + (count == 1 ? "an object" : count + " objects") + " of the old "
                    + words(types) + ", which the code that follows cannot use as one. " + remedy(List.of(name)));
        }
        for (Object thread : found.get("threads", List.class)) {
            told.add("The thread " + GuestReports.name((Struct) thread)
                    + " still runs code of the old class. %threads lists what runs, %stop #"
                    + ((Struct) thread).integer("id") + " ends it.");
        }
    }

    /** What is to be said of variables that lost their value and that code names, or whose absence it fails of. */
    List<String> named(String java, Outcome outcome) throws EngineTerminationException {
        if (lost.isEmpty()) {
            return List.of();
        }
        String bare = JavaText.bare(java);
        List<String> said = new ArrayList<>();
        for (String name : List.copyOf(lost.keySet())) {
            boolean missed =
                    outcome instanceof Outcome.Failed failed && failed.value().contains("\"" + name + "\" is null");
            if ((missed || JavaText.word(bare, name, 0) >= 0) && isGone(name)) {
                said.add(String.valueOf(lost.get(name)));
            }
        }
        return said;
    }

    /** Whether a variable that lost its value has not been given another one. */
    private boolean isGone(String name) throws EngineTerminationException {
        String home = homes.get(name);
        boolean defined = shell.variables()
                .anyMatch(variable ->
                        variable.name().equals(name) && shell.status(variable).isDefined());
        if (home == null || !defined) {
            return true;
        }
        Struct value = engine.ask(Kind.INVOKE, Struct.of("is-null", "class", home, "name", name));
        boolean gone = value != null && Boolean.TRUE.equals(value.get("null"));
        if (!gone) {
            lost.remove(name);
        }
        return gone;
    }

    private static String words(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", ")) + " and "
                        + names.getLast();
    }
}
