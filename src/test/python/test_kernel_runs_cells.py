"""What a cell gives back: values, output, errors that teach."""

import pytest
from kernels import Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


def test_an_expression_at_the_end_is_the_result(notebook):
    assert notebook.run("1 + 1").result == "2"


def test_a_declaration_a_statement_and_an_assignment_show_nothing(notebook):
    for code in ["int shown = 5;", "shown = 6", "if (shown > 5) shown++;", "shown;"]:
        assert notebook.run(code).result is None, code
    assert notebook.run("shown").result == "7"


@pytest.mark.parametrize(
    "code, text",
    [
        ("int one = 1;\nswitch (one) { case 1 -> 1; default -> 2.5; }", "1.0"),
        ("one == 1 ? 1 : 2.5", "1.0"),
        ("'a'", "a"),
        ("one /* not = */ + 1 // nor = this", "2"),
        ("List.of(one,\n    2)", "[1, 2]"),
        ("one instanceof Integer i ? i : 0", "1"),
    ],
)
def test_a_value_has_the_type_that_it_has_in_java(notebook, code, text):
    notebook.run("int one = 1;")
    assert notebook.run(code).result == text


def test_an_expression_without_a_value_runs_once(notebook):
    notebook.run("int times = 0;\nvoid count() { times++; }")
    assert notebook.run("count()").result is None
    assert notebook.run("times").result == "1"


def test_a_task_that_an_earlier_cell_left_running_keeps_its_own_code(notebook):
    notebook.run("var go = new CountDownLatch(1);")
    # both submit a lambda from a cell's last expression, and both lambdas run when both cells are over
    notebook.run("Future<String>[] kept = new Future[2];\nvar pool = Executors.newFixedThreadPool(2);")
    notebook.run("Objects.requireNonNull(kept[0] = pool.submit(() -> { go.await(); return \"first\"; }))")
    notebook.run("Objects.requireNonNull(kept[1] = pool.submit(() -> { go.await(); return \"second\"; }))")
    notebook.run("go.countDown();")
    assert notebook.run("kept[0].get() + kept[1].get()").result == "firstsecond"
    notebook.run("pool.close();")


def test_a_value_that_was_only_shown_is_not_kept_alive(notebook):
    notebook.run("java.lang.ref.WeakReference<Object> shown = null;")
    notebook.run("Object made() { var o = new int[1000]; shown = new java.lang.ref.WeakReference<>(o); return o; }")
    assert notebook.run("made()").result.startswith("[0")
    assert notebook.run("while (shown.get() != null) System.gc();\nshown.get()").result == "null"


def test_null_has_a_readable_result(notebook):
    assert notebook.run("String nothing = null;\nnothing").result == "null"


def test_a_cell_that_ends_in_return_shows_its_value(notebook):
    assert notebook.run("int half = 21;\nreturn half * 2; // as in IJava").result == "42"


def test_default_imports_are_there(notebook):
    code = """var pool = Executors.newFixedThreadPool(1);
pool.close();
Function<Integer, BigInteger> f = n -> BigInteger.valueOf(n);
Path path = Path.of("a");
Pattern pattern = Pattern.compile("x");
URI uri = URI.create("http://localhost");
Stream.of(1, 2).map(f).toList()"""
    assert notebook.run(code).result == "[1, 2]"


def test_streams_arrive_in_order_before_the_result(notebook):
    ran = notebook.run('System.out.println("one"); System.err.println("two"); System.out.println("three"); 4')
    kinds = [(t, c.get("name"), c.get("text")) for t, c in ran.messages if t in ("stream", "execute_result")]
    assert kinds == [
        ("stream", "stdout", "one\n"),
        ("stream", "stderr", "two\n"),
        ("stream", "stdout", "three\n"),
        ("execute_result", None, None),
    ]


def test_execution_counts_and_the_input_are_published(notebook):
    first = notebook.run("1")
    second = notebook.run("2")
    assert second.reply["execution_count"] == first.reply["execution_count"] + 1
    inputs = [c for t, c in second.messages if t == "execute_input"]
    assert [i["code"] for i in inputs] == ["2"]
    hidden = notebook.run("3", store_history=False)
    assert hidden.reply["execution_count"] == second.reply["execution_count"]


def test_a_silent_cell_runs_and_publishes_no_result(notebook):
    notebook.run("int quiet = 1;")
    ran = notebook.run("++quiet", silent=True)
    assert ran.result is None
    assert not [t for t, _ in ran.messages if t == "execute_input"]
    assert notebook.run("quiet").result == "2"


def test_user_expressions_are_evaluated_beside_the_cell(notebook):
    ran = notebook.run("int known = 3;", user_expressions={"k": "known * 2", "bad": "unknown"})
    values = ran.reply["user_expressions"]
    assert values["k"]["data"]["text/plain"] == "6"
    assert values["bad"]["status"] == "error"


def test_a_compile_error_names_cell_line_and_place(notebook):
    ran = notebook.run("int fine = 1;\nint count = missing(fine);")
    number = ran.reply["execution_count"]
    assert ran.reply["ename"] == "CompileError"
    assert f"cell [{number}], line 2: cannot find symbol: method missing(int)" in ran.error
    lines = ran.error.splitlines()
    source = next(i for i, line in enumerate(lines) if "missing(fine);" in line)
    assert lines[source].index("missing") == lines[source + 1].index("^")


def test_several_compile_errors_are_told_at_once(notebook):
    ran = notebook.run("int several() {\n    int a = \"text\";\n    return undefined1 + 1;\n}\nboolean b = 1;")
    assert "line 2" in ran.error and "incompatible types" in ran.error
    assert "line 3" in ran.error and "undefined1" in ran.error


def test_a_syntax_error_anywhere_keeps_the_whole_cell_from_running(notebook):
    notebook.run("int before = 1;")
    ran = notebook.run("before = 2;\nint broken( {\n")
    assert ran.status == "error" and "line 2" in ran.error
    assert notebook.run("before").result == "1"


def test_an_unknown_name_in_a_body_is_told_when_the_cell_runs(notebook):
    ran = notebook.run("void later() {\n    helper();\n}")
    assert ran.status == "ok"
    assert any("line 2" in r and "helper()" in r for r in ran.reports), ran.reports
    assert not ran.text("stderr")


def test_a_forward_reference_within_the_cell_is_no_news(notebook):
    ran = notebook.run("sealed interface Shape permits Circle, Square {}\nrecord Circle(int r) implements Shape {}\n"
                       "record Square(int a) implements Shape {}\nint area() { return side(); }\nint side() { return 9; }\narea()")
    assert ran.error == "" and ran.result == "9"
    assert ran.reports == []


def test_a_runtime_error_has_its_real_name_the_learners_frames_and_every_cause(notebook):
    defined = notebook.run("int parse(String s) {\n    try {\n        return Integer.parseInt(s);\n    } catch (NumberFormatException e) {\n"
                           '        throw new IllegalStateException("no number", e);\n    }\n}')
    ran = notebook.run('\nparse("x")')
    first, second = defined.reply["execution_count"], ran.reply["execution_count"]
    assert ran.reply["ename"] == "java.lang.IllegalStateException"
    assert ran.reply["evalue"] == "no number"
    assert f"cell [{first}], line 5" in ran.error
    assert f"cell [{second}], line 2" in ran.error
    assert "caused by java.lang.NumberFormatException" in ran.error
    assert f"cell [{first}], line 3" in ran.error
    assert "java.base" not in ran.error and "jdk.internal" not in ran.error and "REPL" not in ran.error and "#" not in ran.error


def test_a_stack_trace_that_the_learner_prints_speaks_of_cells_too(notebook):
    ran = notebook.run('try {\n    throw new RuntimeException("mine");\n} catch (RuntimeException e) {\n    e.printStackTrace();\n}')
    assert f"(cell [{ran.reply['execution_count']}]:2)" in ran.text("stderr")


def test_an_exception_class_of_the_learners_has_its_plain_name(notebook):
    notebook.run("class TooLate extends RuntimeException { TooLate(String m) { super(m); } }")
    ran = notebook.run('throw new TooLate("sorry");')
    assert ran.reply["ename"] == "TooLate"


def test_what_jshell_drops_is_told_with_the_remedy(notebook):
    ran = notebook.run("volatile int shared = 3;")
    assert ran.status == "ok"
    assert any("volatile" in r and "class" in r for r in ran.reports)
    ran = notebook.run("synchronized void both() {}")
    assert ran.status == "error" and "class" in ran.error


def test_a_redefined_method_keeps_the_variables(notebook):
    notebook.run("int version() { return 1; }\nvar kept = version();")
    notebook.run("int version() { return 2; }")
    assert notebook.run('kept + " " + version()').result == "1 2"


def test_a_class_redefined_in_the_same_shape_keeps_its_objects(notebook):
    notebook.run("class Greeter { String greet() { return \"hello\"; } }\nvar greeter = new Greeter();")
    notebook.run("class Greeter { String greet() { return \"welcome\"; } }")
    assert notebook.run("greeter.greet()").result == "welcome"


def test_an_import_in_a_later_cell_keeps_the_variables(notebook):
    notebook.run("class Holder { int n = 1; }\nvar holder = new Holder();\nholder.n = 7;")
    notebook.run("import java.time.*;")
    assert notebook.run("holder.n").result == "7"


def test_preview_features_need_no_flag(notebook):
    code = """try (var scope = StructuredTaskScope.open()) {
    var subtask = scope.fork(() -> 42);
    scope.join();
    System.out.println(subtask.get());
}"""
    ran = notebook.run(code)
    assert ran.text() == "42\n", ran.error


def test_an_unknown_magic_is_an_error_with_the_nearest_name(notebook):
    ran = notebook.run("%jwm")
    assert ran.status == "error" and "%jvm" in ran.error


def test_a_percent_sign_inside_java_is_java(notebook):
    assert notebook.run('"""\n%jvm\n""".length()').result == "5"
    assert notebook.run("17\n% 5").result == "2"


def test_an_error_aborts_what_was_queued_behind_it_and_nothing_later(notebook):
    bad = notebook.send("throw new RuntimeException();")
    queued = [notebook.send("1"), notebook.send("2")]
    notebook.await_end(bad)
    for asked in queued:
        assert notebook.await_end(asked).status == "aborted"
    assert notebook.run("3").result == "3"


def test_without_stop_on_error_what_was_queued_runs(notebook):
    bad = notebook.send("throw new RuntimeException();", stop_on_error=False)
    queued = notebook.send("4")
    notebook.await_end(bad)
    assert notebook.await_end(queued).result == "4"
