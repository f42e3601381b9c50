package interleave.grade.submission;

import static interleave.grade.SampleExercise.cell;
import static interleave.grade.SampleExercise.notebookOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer is source text, whatever file it is in")
class AnswerTest {
    @TempDir
    private Path folder;

    private Answer read(String name, String content) throws Exception {
        Files.writeString(folder.resolve(name), content);
        return Answer.read(folder.resolve(name), "90-sum");
    }

    private String complaint(String name, String content) {
        return assertThrows(BadBundleException.class, () -> read(name, content)).getMessage();
    }

    @Test
    @DisplayName("a .java file counts whole")
    void javaFile() throws Exception {
        assertEquals("class A {}\n", read("A.java", "class A {}\n").text());
    }

    @Test
    @DisplayName("a notebook counts by its answer cell, from the line after the magic")
    void notebook() throws Exception {
        String json = notebookOf(cell("code", "class Other {}"), cell("code", "%%answer 90-sum\nclass A {}\n"));

        Answer answer = read("homework.ipynb", json);

        assertEquals("class A {}\n", answer.text());
        assertEquals(List.of(), answer.notes());
    }

    @Test
    @DisplayName("of several answer cells the last counts, and that is said")
    void lastCellCounts() throws Exception {
        String json = notebookOf(
                cell("code", "%%answer 90-sum\nclass First {}"),
                cell("code", "%%answer 05-other\nclass Other {}"),
                cell("code", "%%answer 90-sum\nclass Second {}"));

        Answer answer = read("homework.ipynb", json);

        assertEquals("class Second {}", answer.text());
        assertEquals(
                List.of("There are 2 answer cells for 90-sum; the last one counts, cell 3 of the notebook."),
                answer.notes());
    }

    @Test
    @DisplayName("the source may be a list of lines, and outputs and metadata count nothing")
    void linesAndOutputs() throws Exception {
        String json = """
            {"metadata": {"answer": "%%answer 90-sum\\nclass M {}"}, "cells": [
              {"cell_type": "code", "metadata": {"source": "%%answer 90-sum\\nclass N {}"},
               "source": ["%%answer 90-sum\\n", "class A {}\\n", "class B {}"],
               "outputs": [{"text": ["%%answer 90-sum\\n", "class O {}"]}]},
              {"cell_type": "markdown", "source": "%%answer 90-sum\\nclass P {}"}]}
            """;
        assertEquals("class A {}\nclass B {}", read("homework.ipynb", json).text());
    }

    @Test
    @DisplayName("a notebook without an answer cell is a bad bundle, which says what it has instead")
    void noAnswer() {
        assertEquals(
                "homework.ipynb holds no answer to 90-sum: no code cell begins with %%answer 90-sum (there are answers"
                        + " to 05-other).",
                complaint("homework.ipynb", notebookOf(cell("code", "%%answer 05-other\nclass A {}"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"cells\": 3}",
                "{\"cells\": [3]}",
                "{\"cells\": [{\"source\": 7}]}",
                "{\"cells\": [",
                "{\"cells\": []} x",
                "nonsense"
            })
    @DisplayName("what is no notebook is a bad bundle")
    void noNotebook(String json) {
        String complaint = complaint("homework.ipynb", json);
        assertTrue(complaint.startsWith("homework.ipynb "), complaint);
        assertTrue(complaint.endsWith("."), complaint);
    }

    @Test
    @DisplayName("a notebook nested a hundred thousand deep is a bad bundle, not a crash")
    void deep() {
        assertTrue(
                complaint("deep.ipynb", "{\"metadata\": " + "[".repeat(100_000)).contains("is not a notebook"));
        assertTrue(complaint("deep.ipynb", "{\"cells\": " + "[".repeat(100_000)).contains("is not a notebook"));
    }

    @Test
    @DisplayName("an answer longer than 256 Ki characters is a bad bundle")
    void giant() {
        assertTrue(complaint("A.java", "/" + "*".repeat(300_000) + "/").contains("at most 262144 are judged"));
    }

    @Test
    @DisplayName("bytes that are no UTF-8 are a bad bundle")
    void noText() throws Exception {
        Files.write(folder.resolve("A.java"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        var thrown = assertThrows(BadBundleException.class, () -> Answer.read(folder.resolve("A.java"), "90-sum"));
        assertEquals("A.java is not UTF-8 text.", thrown.getMessage());
    }

    @Test
    @DisplayName("a file that is neither .java nor .ipynb, or is not there, is a bad bundle")
    void otherFile() {
        assertTrue(complaint("answer.txt", "class A {}").contains("neither a .java file nor a notebook"));
        var thrown = assertThrows(BadBundleException.class, () -> Answer.read(folder.resolve("B.java"), "90-sum"));
        assertEquals("B.java does not exist.", thrown.getMessage());
    }

    @Test
    @DisplayName("line ends of Windows change neither text nor hash, a letter does")
    void lineEnds() throws Exception {
        Answer unix = read("A.java", "class A {\n}\n");
        Answer windows = read("B.java", "\uFEFFclass A {\r\n}\r\n");
        assertEquals(unix.text(), windows.text());
        assertEquals(unix.hash(), windows.hash());
        assertNotEquals(unix.hash(), read("C.java", "class B {\n}\n").hash());
    }

    @ParameterizedTest
    @CsvSource({
        "'%%answer 90-sum', true",
        "'%%answer  90-sum  ', true",
        "' %%answer 90-sum', false",
        "'%%answer', false",
        "'%%answer a b', false",
        "'// %%answer 90-sum', false"
    })
    @DisplayName("the first line marks an answer cell, exactly")
    void magic(String firstLine, boolean marks) {
        assertEquals(marks, AnswerCell.parse(firstLine + "\nclass A {}").isPresent());
        assertEquals(marks, AnswerCell.parse(firstLine).isPresent());
    }
}
