package interleave.grade.compile;

import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.NamedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * The compiled contract and tests of one exercise.
 *
 * <p>Contract and tests are compiled apart: the contract without any library, as the answer will be, so that it cannot lean on what the guest lacks.
 *
 * @param contractName binary name of the interface that an answer implements, such as {@code exercise.ProfilePage}
 * @param contract classes of the contract
 * @param tests classes of the tests that the learner may read
 * @param hidden classes of the hidden tests
 */
public record ExerciseClasses(
        String contractName, List<ClassBytes> contract, List<ClassBytes> tests, List<ClassBytes> hidden) {
    /** The package of every contract. */
    public static final String PACKAGE = "exercise";

    private static final Map<String, ExerciseClasses> COMPILED = new ConcurrentHashMap<>();

    /**
     * Compiles an exercise, or takes it from the cache of this process: its hash is the key.
     *
     * @throws BadExerciseException if the contract or a test does not compile, or there is not exactly one contract
     */
    public static ExerciseClasses of(Exercise exercise, Javac javac) throws BadExerciseException {
        ExerciseClasses known = COMPILED.get(exercise.hash());
        if (known != null) {
            return known;
        }
        ExerciseClasses compiled = compile(exercise, javac);
        COMPILED.put(exercise.hash(), compiled);
        return compiled;
    }

    /**
     * The same for a contract that has no exercise around it: no tests.
     *
     * @param name simple name of the one interface that {@code source} declares in {@link #PACKAGE}
     * @throws IllegalArgumentException if it does not compile
     */
    public static ExerciseClasses ofContract(String name, String source, Javac javac) {
        Javac.Run run = javac.start(List.of(MemoryFiles.source(name + ".java", source)), Services.classes(), false);
        if (!run.task.call()) {
            throw new IllegalArgumentException(
                    name + " does not compile: " + Javac.words(run.errors().getFirst()));
        }
        return new ExerciseClasses(PACKAGE + "." + name, run.files.compiled(), List.of(), List.of());
    }

    /** The contract's name as an answer writes it. */
    String simpleContractName() {
        return contractName.substring(contractName.lastIndexOf('.') + 1);
    }

    private static ExerciseClasses compile(Exercise exercise, Javac javac) throws BadExerciseException {
        Javac.Run run = javac.start(sources(exercise.contract()), Services.classes(), false);
        var interfaces = new ArrayList<String>();
        try {
            for (var element : run.task.analyze()) {
                if (element instanceof TypeElement type
                        && type.getKind() == ElementKind.INTERFACE
                        && type.getModifiers().contains(Modifier.PUBLIC)
                        && !type.getModifiers().contains(Modifier.SEALED)
                        && !type.getNestingKind().isNested()) {
                    interfaces.add(type.getQualifiedName().toString());
                }
            }
            refuse(exercise, "contract", run);
            run.task.generate();
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a compilation in memory does no input or output", e);
        }
        refuse(exercise, "contract", run);
        List<ClassBytes> contract = run.files.compiled();
        for (ClassBytes c : contract) {
            if (!c.name().startsWith(PACKAGE + ".")) {
                throw new BadExerciseException(exercise.folder().resolve("contract") + " declares " + c.name()
                        + "; put every type of the contract into package " + PACKAGE + ".");
            }
        }
        List<ClassBytes> tests = tests(exercise, exercise.tests(), "test", contract, javac);
        List<ClassBytes> hidden = tests(exercise, exercise.hidden(), "hidden", contract, javac);
        return new ExerciseClasses(contractName(exercise, interfaces), contract, tests, hidden);
    }

    private static String contractName(Exercise exercise, List<String> interfaces) throws BadExerciseException {
        String named = exercise.contractName();
        if (named != null) {
            String qualified = named.startsWith(PACKAGE + ".") ? named : PACKAGE + "." + named;
            if (!interfaces.contains(qualified)) {
                throw new BadExerciseException(exercise.folder().resolve("exercise.json") + " names the contract "
                        + named + ", but the public interfaces in contract/ are " + String.join(", ", interfaces)
                        + ".");
            }
            return qualified;
        }
        if (interfaces.size() != 1) {
            throw new BadExerciseException(exercise.folder().resolve("contract")
                    + (interfaces.isEmpty()
                            ? " declares no public interface; declare the one that an answer implements."
                            : " declares " + interfaces.size() + " public interfaces (" + String.join(", ", interfaces)
                                    + "); name the one to implement in exercise.json, as in \"contract\": \""
                                    + interfaces.getFirst().substring(PACKAGE.length() + 1) + "\"."));
        }
        return interfaces.getFirst();
    }

    private static List<ClassBytes> tests(
            Exercise exercise, List<NamedSource> sources, String folder, List<ClassBytes> contract, Javac javac)
            throws BadExerciseException {
        if (sources.isEmpty()) {
            return List.of();
        }
        Javac.Run run = javac.start(sources(sources), contract, true);
        run.task.call();
        refuse(exercise, folder, run);
        return run.files.compiled();
    }

    private static List<JavaFileObject> sources(List<NamedSource> sources) {
        return sources.stream().map(s -> MemoryFiles.source(s.name(), s.text())).toList();
    }

    private static void refuse(Exercise exercise, String folder, Javac.Run run) throws BadExerciseException {
        for (Diagnostic<? extends JavaFileObject> error : run.errors()) {
            JavaFileObject source = error.getSource();
            String file = source == null
                    ? ""
                    : "/" + source.getName().substring(source.getName().lastIndexOf('/') + 1);
            throw new BadExerciseException(exercise.folder().resolve(folder) + file
                    + (error.getLineNumber() > 0 ? ", line " + error.getLineNumber() : "") + " does not compile: "
                    + Javac.words(error) + ".");
        }
    }
}
