package interleave.kernel.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What changed in a class")
class ClassDifferenceTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
        class P { int x; }                 | class P { int x, y; }                | a new field y
        class P { int x; }                 | class P { volatile int x; }          | another type or other modifiers of the field x
        class P { void f(int n) {} }       | class P { void f(long n) {} }        | a new method f(long); no method f(int) any more
        class P { }                        | class P { P(int n) {} }              | a new constructor P(int)
        record R(int a) {}                 | record R(int a, String b) {}         | a new component b
        record R(int a) {}                 | record R(long a) {}                  | another type or other modifiers of the component a
        enum E { A, B }                    | enum E { A, B, C }                   | a new constant C
        interface I { void a(); }          | interface I { void a(); void b(); }  | a new method b()
        class P { }                        | record P() { }                       | it was a class and is a record
        class P<T> { }                     | class P<T, U> { }                    | its type parameters changed
        sealed interface S permits A { }   | sealed interface S permits A, B { }  | it permits other subclasses
        class P { }                        | class P { enum Kind { X } }          | a new nested class Kind
        """)
    void isNamed(String before, String after, String told) {
        assertEquals(
                told, String.join("; ", ClassDifference.between(before, after).shape()));
    }

    @Test
    @DisplayName("says nothing of bodies, private methods, comments and a record's own constructor")
    void silent() {
        ClassDifference difference = ClassDifference.between(
                "record R(int a) { int f() { return 1; } }",
                "record R(int a) { /* new */ R { } int f() { return g(); } private int g() { return 2; } }");

        assertEquals(List.of(), difference.shape());
    }

    @Test
    @DisplayName("names static fields that hold state, and those that are to begin with another value")
    void statics() {
        ClassDifference difference = ClassDifference.between(
                "class P { static int n = 1; static final int MOST = 5; static final List<String> ALL = new"
                        + " ArrayList<>(); }",
                "class P { static int n = 2; static final int MOST = 6; static final List<String> ALL = new"
                        + " ArrayList<>(); }");

        assertEquals(List.of("n", "ALL"), difference.statics());
        assertEquals(List.of("n", "MOST"), difference.restated());
    }

    @Test
    @DisplayName("is unknown where a text is no class")
    void unreadable() {
        assertEquals(
                List.of(), ClassDifference.between("", "class P { int x; }").shape());
    }
}
