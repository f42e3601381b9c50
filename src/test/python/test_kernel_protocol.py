"""The kernel as the makers of Jupyter test one."""

import tempfile
import unittest
from pathlib import Path

import jupyter_kernel_test
from kernels import PATIENCE


class JavaKernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "java"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("test");'
    code_generate_error = 'throw new RuntimeException("on purpose");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42", "mime": "text/plain"},
        {"code": 'List.of("a", "b")', "result": "[a, b]", "mime": "text/plain"},
    ]
    code_display_data = [{"code": "void later() { missing(); }", "mime": "text/plain"}]
    completion_samples = [
        {"text": 'String s = "abc"; s.sub', "matches": {"substring(", "subSequence("}},
        {"text": "System.ou", "matches": {"out"}},
        {"text": "Math.floorM", "matches": {"floorMod("}},
    ]
    complete_code_samples = ["1 + 1", "int x = 3;", "int f() { return 1; }", "class A { }", "%jvm", "", "// only a comment", "if (true) { }", "0x1", "if (true) { } else { }", "while (true);",
        "@Deprecated int old() { return 1; }", "@interface Mark { }"]
    incomplete_code_samples = ["int f() {", "foo(", "class A {", "/* begun", '"""\ntext', "for (int i = 0; i < 3; i++) {", "x + ",
        "if (true)", "if (true) { } else", "while (true)", "for (;;)", "do", "try { }", "class A", "true ? 1 :",
        "else", "@Deprecated", "int a = 1;\n@FunctionalInterface\n", "@A @b.C", '@SuppressWarnings("x")', "public @Deprecated // of old"]
    invalid_code_samples = ["int = = 3", "int 3x = 1;", "class { }", "1 + * 2", "}", "0x", "int x = 0b;", "int x = ;", "'a",
        "else { }", "int a = 1;\nelse { }", "finally { }", "catch (Exception e) { }"]
    code_page_something = ""
    code_inspect_sample = "System.out.println"
    code_history_pattern = "6 * *"
    supported_history_operations = ("tail", "range", "search")

    def test_kernel_info_says_its_status(self):
        self.flush_channels()
        self.kc.kernel_info()
        content = self.kc.get_shell_msg(timeout=PATIENCE)["content"]
        self.assertEqual("ok", content["status"])
        self.assertEqual("text/x-java-source", content["language_info"]["mimetype"])

    def test_incomplete_code_is_indented(self):
        self.flush_channels()
        self.kc.is_complete("class A {\n    void f() {")
        content = self.kc.get_shell_msg(timeout=PATIENCE)["content"]
        self.assertEqual(("incomplete", "        "), (content["status"], content["indent"]))

    def test_inspection_has_javadoc(self):
        for code, cursor in [("System.out.println", 18), ("System.out.println(", 19), ("Math.max(1, 2)", 7)]:
            self.flush_channels()
            self.kc.inspect(code, cursor)
            content = self.kc.get_shell_msg(timeout=PATIENCE)["content"]
            self.assertTrue(content["found"], code)
            self.assertGreater(len(content["data"]["text/plain"]), 80, code)

    def inspection(self, code, cursor=None):
        self.flush_channels()
        self.kc.inspect(code, len(code) if cursor is None else cursor)
        content = self.kc.get_shell_msg(timeout=PATIENCE)["content"]
        self.assertTrue(content["found"], code)
        return content["data"]["text/plain"]

    def test_what_the_learner_declared_is_inspected_with_its_comment(self):
        self.flush_channels()
        self.execute_helper(
            "/** Twice as much.\n * @param n what of\n */\nint twice(int n) { return 2 * n; }\n// how many there are\nint many = 3;\n"
            "/* A place. */\nrecord Place(int x) { }\nint plain(int n) { return n; }"
        )
        for code, signature, comment in [
            ("twice", "int twice(int n)", "Twice as much.\n@param n what of"),
            ("1 + twice(", "int twice(int n)", "Twice as much."),
            ("many", "many:int", "how many there are"),
            ("Place", "Place(int x)", "A place."),
        ]:
            told = self.inspection(code)
            self.assertTrue(signature in told and comment in told, told)
        self.assertEqual("int plain(int n)", self.inspection("plain").strip())

    def test_members_of_what_the_learner_declared_are_inspected_with_their_comments(self):
        self.flush_channels()
        self.execute_helper(
            "/** A counter. */\nclass Counter {\n    /** How far it is. */\n    int n; // of all threads\n    // one past the other\n    int m;\n"
            "    /** Adds some.\n     * @return the sum */\n    int add(int by) { return n += by; }\n    int plain() { return 0; }\n"
            "    record Pair(int left, int right) {\n        // both\n        int sum() { return left + right; }\n    }\n}\n"
            "enum Lamp {\n    // all stand\n    RED,\n    /** all go */\n    GREEN\n}\n"
            "var counter = new Counter();\nvar pair = new Counter.Pair(1, 2);"
        )
        for code, told in [
            ("counter.add(", "int Counter.add(int by)\nAdds some.\n@return the sum"),
            ("counter.n", "Counter.n:int\nHow far it is."),
            ("counter.m", "Counter.m:int\none past the other"),
            ("counter.plain", "int Counter.plain()"),
            ("pair.sum", "int Counter.Pair(int left, int right).sum()\nboth"),
            ("Lamp.RED", "Lamp.RED\nall stand"),
            ("Lamp.GREEN", "Lamp.GREEN\nall go"),
        ]:
            self.assertEqual(told, self.inspection(code).strip())

    def test_magics_are_inspected_and_asked_for_with_a_question_mark(self):
        for code, cursor in [("%jvm", 3), ("%jvm -Xmx64m", 4), ("int a = 1;\n%%jvm\n", 14)]:
            self.assertTrue(self.inspection(code, cursor).startswith("%jvm\n%jvm OPTION...\n%jvm default\n"))
        self.flush_channels()
        reply, output = self.execute_helper("%jvm?")
        self.assertEqual("ok", reply["content"]["status"])
        self.assertIn("%jvm OPTION...", output[0]["content"]["data"]["text/plain"])

    def test_completion_counts_characters_and_not_their_halves(self):
        self.flush_channels()
        code = '"😀".toS'
        self.kc.complete(code, len(code))
        content = self.kc.get_shell_msg(timeout=PATIENCE)["content"]
        self.assertEqual(["toString()"], content["matches"])
        self.assertEqual((len(code) - 3, len(code)), (content["cursor_start"], content["cursor_end"]))

    def completion(self, code):
        self.flush_channels()
        self.kc.complete(code, len(code))
        content = self.kc.get_shell_msg(timeout=PATIENCE)["content"]
        types = content["metadata"]["_jupyter_types_experimental"]
        self.assertEqual(content["matches"], [each["text"] for each in types])
        self.assertTrue(all((each["start"], each["end"]) == (content["cursor_start"], content["cursor_end"]) for each in types))
        return {each["text"]: each["type"] for each in types}

    def test_completions_say_what_kind_of_thing_each_is(self):
        self.execute_helper("int counted = 1; class Kind { int field; static final int MAX = 3; }")
        for code, text, kind in [
            ("cou", "counted", "instance"),
            ("Kin", "Kind", "class"),
            ("new Kind().fie", "field", "property"),
            ("Kind.MA", "MAX", "property"),
            ("Math.floorM", "floorMod(", "function"),
            ("Integer.MAX_V", "MAX_VALUE", "property"),
            ("java.util.concurrent.Sema", "Semaphore", "class"),
            ("import java.util.concurrent.at", "atomic.", "module"),
            ("%mav", "maven", "magic"),
            ("1;\n  %%ti", "time", "magic"),
        ]:
            self.assertEqual(kind, self.completion(code).get(text), (code, self.completion(code)))

    def test_files_complete_where_a_magic_takes_one(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ["one.jar", "other.jar"]:
                (Path(folder) / name).touch()
            (Path(folder) / "inner").mkdir()
            self.assertEqual({f"{folder}/one.jar": "path", f"{folder}/other.jar": "path"}, self.completion(f"%jars {folder}/o"))
            self.assertEqual({f"{folder}/inner/": "path"}, self.completion(f"1;\n%load {folder}/in"))

    def test_there_are_no_comms_and_a_new_one_is_closed(self):
        self.flush_channels()
        self.kc.comm_info()
        self.assertEqual({}, self.kc.get_shell_msg(timeout=PATIENCE)["content"]["comms"])
        self.kc.shell_channel.send(self.kc.session.msg("comm_open", {"comm_id": "c1", "target_name": "t", "data": {}}))
        while True:
            message = self.kc.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "comm_close":
                self.assertEqual("c1", message["content"]["comm_id"])
                return


if __name__ == "__main__":
    unittest.main()
