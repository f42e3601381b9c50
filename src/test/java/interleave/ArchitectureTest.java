package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Each room of the house opens only the doors it may")
class ArchitectureTest {
    /**
     * The rooms and the rooms each may enter, besides itself. Trusted JVM: Main, command, kernel, course, grade. Learner's JVM: lab, guest. They meet
     * at link, and both drive schedule.
     */
    private static final Map<String, Set<String>> DOORS = Map.ofEntries(
            Map.entry("Main", Set.of("command", "kernel")),
            Map.entry(
                    "command",
                    Set.of(
                            "kernel",
                            "kernel.protocol",
                            "course",
                            "grade",
                            "grade.author",
                            "grade.batch",
                            "grade.compile",
                            "grade.exercise",
                            "grade.formats",
                            "grade.sandbox",
                            "grade.submission",
                            "schedule",
                            "link")),
            Map.entry(
                    "kernel",
                    Set.of(
                            "kernel.magic",
                            "kernel.protocol",
                            "kernel.session",
                            "kernel.source",
                            "grade",
                            "schedule",
                            "link")),
            Map.entry(
                    "kernel.magic",
                    Set.of(
                            "kernel.protocol",
                            "kernel.session",
                            "kernel.source",
                            "course",
                            "grade",
                            "grade.compile",
                            "grade.exercise",
                            "grade.sandbox",
                            "grade.submission",
                            "schedule",
                            "link")),
            Map.entry("kernel.session", Set.of("kernel.protocol", "kernel.source", "link")),
            Map.entry("kernel.source", Set.of()),
            Map.entry("kernel.protocol", Set.of()),
            Map.entry("kernel.maven", Set.of("kernel.magic")),
            Map.entry(
                    "course",
                    Set.of("grade", "grade.batch", "grade.exercise", "grade.formats", "grade.submission", "schedule")),
            Map.entry("grade.author", Set.of("grade", "grade.compile", "grade.exercise", "grade.submission")),
            Map.entry("grade.formats", Set.of("grade", "grade.batch", "grade.sandbox", "schedule")),
            Map.entry("grade.batch", Set.of("grade", "grade.exercise", "grade.submission")),
            Map.entry(
                    "grade",
                    Set.of(
                            "grade.compile",
                            "grade.sandbox",
                            "grade.exercise",
                            "grade.submission",
                            "schedule",
                            "schedule.search",
                            "schedule.message",
                            "link")),
            Map.entry(
                    "grade.compile",
                    Set.of(
                            "grade.sandbox",
                            "grade.exercise",
                            "grade.submission",
                            "schedule",
                            "schedule.message",
                            "schedule.weave",
                            "link")),
            Map.entry("grade.sandbox", Set.of("grade.exercise", "link")),
            Map.entry("grade.exercise", Set.of("grade.submission")),
            Map.entry("grade.submission", Set.of()),
            Map.entry("lab", Set.of("guest", "schedule", "link")),
            Map.entry("ijava", Set.of("guest")),
            Map.entry("guest", Set.of("schedule", "link")),
            Map.entry(
                    "guest.answer",
                    Set.of("guest", "schedule", "schedule.inside", "schedule.search", "schedule.message", "link")),
            Map.entry("schedule", Set.of("schedule.inside", "schedule.search", "schedule.message", "schedule.weave")),
            Map.entry("schedule.inside", Set.of("schedule.search", "schedule.message", "schedule.weave")),
            Map.entry("schedule.search", Set.of("schedule.message")),
            Map.entry("schedule.message", Set.of("schedule.weave")),
            Map.entry("schedule.weave", Set.of()),
            Map.entry("link", Set.of()));

    /** Rooms that stand beside hostile code, or are jarred with those that do: they import the JDK, and nothing else. */
    private static final Set<String> JDK_ONLY = Set.of(
            "guest",
            "guest.answer",
            "schedule",
            "schedule.inside",
            "schedule.search",
            "schedule.message",
            "schedule.weave",
            "link");

    private static final List<String> JDK =
            List.of("java.", "javax.", "jdk.", "com.sun.", "sun.", "org.jspecify.annotations.");

    @Test
    @DisplayName("as it stands")
    void houseIsInOrder() {
        JavaClasses house = new ClassFileImporter().importPath(Path.of("target", "classes"));
        assertTrue(house.size() > 10, "only " + house.size() + " classes: the test runs in the wrong folder");
        assertEquals(List.of(), wrongDoors(house));
    }

    @TestFactory
    @DisplayName("and a class that opens a wrong one is named")
    Stream<DynamicTest> wrongDoorIsNamed() {
        return Stream.of(
                        new Intruder("kernel", "lab"),
                        new Intruder("kernel", "guest"),
                        new Intruder("kernel.protocol", "kernel"),
                        new Intruder("kernel", "kernel.maven"),
                        new Intruder("kernel.magic", "kernel.maven"),
                        new Intruder("kernel.session", "kernel.magic"),
                        new Intruder("kernel.session", "grade"),
                        new Intruder("kernel.source", "kernel.session"),
                        new Intruder("grade", "kernel"),
                        new Intruder("grade", "grade.batch"),
                        new Intruder("grade.sandbox", "grade"),
                        new Intruder("grade.submission", "grade.exercise"),
                        new Intruder("course", "kernel"),
                        new Intruder("grade", "guest"),
                        new Intruder("lab", "grade"),
                        new Intruder("lab", "kernel"),
                        new Intruder("guest", "lab"),
                        new Intruder("guest", "guest.answer"),
                        new Intruder("guest", "grade"),
                        new Intruder("schedule", "link"),
                        new Intruder("schedule", "guest"),
                        new Intruder("schedule.weave", "schedule"),
                        new Intruder("schedule.message", "schedule"),
                        new Intruder("schedule.weave", "schedule.inside"),
                        new Intruder("schedule.search", "schedule.inside"),
                        new Intruder("schedule.inside", "schedule"),
                        new Intruder("schedule.message", "schedule.search"),
                        new Intruder("schedule.search", "schedule"),
                        new Intruder("schedule.weave", "schedule.message"),
                        new Intruder("guest", "schedule.weave"),
                        new Intruder("link", "schedule"),
                        new Intruder("kernel", "Main"),
                        new Intruder("kernel", "command"),
                        new Intruder("command", "lab"),
                        new Intruder("Main", "lab"),
                        new Intruder("attic", "link"))
                .map(intruder ->
                        dynamicTest(intruder.from() + " into " + intruder.into(), () -> assertNamed(intruder)));
    }

    @Test
    @DisplayName("and a library beside hostile code is named")
    void libraryInTheGuestIsNamed(@TempDir Path folder) throws IOException {
        compile(
                folder,
                "interleave/guest/Guest.java",
                "package interleave.guest; class Guest { com.google.gson.Gson json; }");
        List<String> found = wrongDoors(new ClassFileImporter().importPath(folder));
        assertTrue(!found.isEmpty() && found.getFirst().contains("com.google.gson.Gson"), found.toString());
    }

    private record Intruder(String from, String into) {}

    private static void assertNamed(Intruder intruder) throws IOException {
        Path folder = Files.createTempDirectory("wrong-door");
        try {
            compile(
                    folder,
                    path(intruder.into(), "Inner"),
                    "package %s; public class Inner {}".formatted(name(intruder.into())));
            compile(
                    folder,
                    path(intruder.from(), "Intruder"),
                    "package %s; class Intruder { %s.Inner inner; }"
                            .formatted(name(intruder.from()), name(intruder.into())));
            List<String> found = wrongDoors(new ClassFileImporter().importPath(folder));
            assertTrue(
                    found.stream().anyMatch(line -> line.contains(name(intruder.from()) + ".Intruder")),
                    "not named among " + found);
        } finally {
            try (Stream<Path> below = Files.walk(folder)) {
                below.sorted((a, b) -> b.compareTo(a))
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static List<String> wrongDoors(JavaClasses house) {
        Set<String> found = new TreeSet<>();
        for (JavaClass origin : house) {
            String from = room(origin);
            if (!DOORS.containsKey(from)) {
                found.add(origin.getName() + " stands in a room that the house does not have: " + from);
                continue;
            }
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.isPrimitive()) {
                    continue;
                }
                if (target.getPackageName().equals("interleave")
                        || target.getPackageName().startsWith("interleave.")) {
                    String into = room(target);
                    if (!into.equals(from) && !DOORS.get(from).contains(into)) {
                        found.add(
                                origin.getName() + " in " + from + " may not use " + target.getName() + " in " + into);
                    }
                } else if (JDK_ONLY.contains(from) && JDK.stream().noneMatch(target.getName()::startsWith)) {
                    found.add(origin.getName() + " in " + from + " may use the JDK alone, not " + target.getName());
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static String room(JavaClass inhabitant) {
        String inside = inhabitant.getPackageName();
        if (inside.equals("interleave")) {
            return "Main";
        }
        if (inside.startsWith("io.github.spencerpark.")) {
            return "ijava";
        }
        String below = inside.substring("interleave.".length());
        while (!DOORS.containsKey(below) && below.contains(".")) {
            below = below.substring(0, below.lastIndexOf('.'));
        }
        return below;
    }

    private static String name(String room) {
        return room.equals("Main") ? "interleave" : "interleave." + room;
    }

    private static String path(String room, String type) {
        return name(room).replace('.', '/') + "/" + type + ".java";
    }

    private static void compile(Path folder, String file, String source) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, source);
        String libraries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        folder + System.getProperty("path.separator") + libraries,
                        path.toString());
        assertEquals(0, result, "the fixture itself must compile");
    }
}
