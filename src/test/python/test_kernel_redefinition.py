"""What a cell that changes a method or a class leaves of the variables: all that can be kept, and what cannot is named."""

import pytest
from kernels import Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


def number(ran):
    return ran.reply["execution_count"]


def only_report(ran):
    assert ran.status == "ok", ran.error
    assert len(ran.reports) == 1, ran.reports
    return ran.reports[0]


def assert_lost(notebook, declared, changed, name, why):
    """The variable's loss is named where the class changes, and again where the variable is used; never as 'P cannot be cast to P'."""
    made = notebook.run(declared)
    assert made.status == "ok", made.error
    ran = notebook.run(changed)
    report = only_report(ran)
    assert why in report
    assert f"{name} has lost its value" in report and f"Run cell [{number(made)}] again" in report
    used = notebook.run(f"{name}.toString()")
    assert used.status == "error"
    assert f"{name} lost its value when cell [{number(ran)}] changed" in used.error
    assert f"Run cell [{number(made)}] again" in used.error


@pytest.mark.parametrize(
    "before, after, why",
    [
        ("class %s { int x; }", "class %s { int x, y; }", "a new field y"),
        ("class %s { int x, y; }", "class %s { int x; }", "no field y any more"),
        ("class %s { int x; }", "class %s { long x; }", "another type or other modifiers of the field x"),
        ("class %s { int f() { return 1; } }", "class %s { int f() { return 1; } int g() { return 2; } }", "a new method g()"),
        ("class %s { int f() { return 1; } }", "class %s { long f() { return 1; } }", "of the method f()"),
        ("class %s { int f() { return 1; } }", "class %s { int f(int n) { return n; } }", "a new method f(int)"),
        ("class %s { }", "class %s extends Thread { }", "it extends another class"),
        ("class %s { }", "class %s implements Runnable { public void run() { } }", "it implements other interfaces"),
        ("class %s { }", "class %s { class Inner { } }", "a new nested class Inner"),
    ],
)
def test_a_class_of_another_shape_is_named_with_what_changed_and_what_is_lost(notebook, before, after, why, request):
    name = "Shape" + str(abs(hash(request.node.name)))
    variable = "v" + name
    assert_lost(notebook, before % name + f"\nvar {variable} = new {name}();", after % name, variable, why)


def test_a_lost_variable_with_a_written_type_is_named_too(notebook):
    assert_lost(notebook, "class Typed { }\nTyped typed = new Typed();", "class Typed { int n; }", "typed", "a new field n")


def test_a_generic_class_of_another_shape_is_named(notebook):
    assert_lost(notebook, "class Box<T> { T t; }\nvar box = new Box<String>();", "class Box<T> { T t; T u; }", "box", "a new field u")


def test_a_new_record_component_is_named(notebook):
    assert_lost(notebook, "record Pair(int a) {}\nvar pair = new Pair(1);", "record Pair(int a, int b) {}", "pair", "a new component b")


def test_a_new_interface_method_is_named(notebook):
    assert_lost(
        notebook,
        "interface Greets { String greet(); }\nGreets greets = () -> \"hi\";",
        "interface Greets { String greet(); default int twice() { return 2; } }",
        "greets",
        "a new method twice()",
    )


def test_a_new_superclass_shape_names_the_subclass_as_well(notebook):
    notebook.run("class Base { }\nclass Derived extends Base { }\nvar derived = new Derived();")
    report = only_report(notebook.run("class Base { int n; }"))
    assert "Base has another shape" in report and "Derived, which depends on it" in report
    assert "derived has lost its value" in report


def test_a_new_lambda_keeps_the_objects(notebook):
    notebook.run("class Lambdas { int k = 7; int f() { return 1; } }\nvar lambdas = new Lambdas();\nlambdas.k = 8;")
    for body, value in [
        ("Supplier<Integer> s = () -> 2; return s.get();", "2"),
        ("Supplier<Integer> s = () -> k; return s.get();", "8"),
        ("Supplier<Integer> t = () -> 1; Supplier<Integer> s = () -> k + t.get(); return s.get();", "9"),
        ("Supplier<Integer> s = this::own; return s.get(); } private int own() { return k + 2;", "10"),
        ("return k;", "8"),
    ]:
        changed = notebook.run("class Lambdas { int k = 7; int f() { " + body + " } }")
        assert changed.reports == [] and changed.error == ""
        assert notebook.run("lambdas.f()").result == value


def test_a_lambda_that_was_made_before_runs_on(notebook):
    notebook.run(
        "class Maker { int k = 3; Supplier<Integer> make() { return () -> k; } }\n"
        "var maker = new Maker();\nSupplier<Integer> old = maker.make();"
    )
    notebook.run("class Maker { int k = 3; Supplier<Integer> make() { return () -> k + 1; } }")
    assert notebook.run('old.get() + " " + maker.make().get()').result in ("3 4", "4 4")


def test_an_enum_variable_keeps_its_constant(notebook):
    notebook.run("enum Colour { RED, GREEN }\nvar colour = Colour.GREEN;")
    changed = notebook.run("enum Colour { BLUE, RED, GREEN }")
    assert changed.reports == [] and changed.error == ""
    assert notebook.run('colour == Colour.GREEN ? "same" : "other"').result == "same"


def test_a_constant_that_is_no_more_is_named(notebook):
    notebook.run("enum Light { ON, OFF }\nvar light = Light.ON;")
    report = only_report(notebook.run("enum Light { OFF }"))
    assert "no constant ON any more" in report and "light has lost its value" in report


def test_a_record_with_the_same_components_keeps_its_value(notebook):
    notebook.run('record Named(String name, int n) {}\nvar named = new Named("a", 1);')
    changed = notebook.run("record Named(String name, int n) { String both() { return name + n; } }")
    assert changed.reports == [] and changed.error == ""
    assert notebook.run("named.both()").result == "a1"


def test_variables_that_do_not_hold_the_class_keep_their_values(notebook):
    notebook.run(
        "class Part { int n = 4; }\nvar number = new Part().n;\nvar parts = new ArrayList<Part>();\n"
        "int plain = 6;"
    )
    changed = notebook.run("class Part { int n = 5; int m; }")
    assert changed.reports == [] and changed.error == ""
    assert notebook.run('parts.add(new Part());\nnumber + " " + parts.size() + " " + plain').result == "4 1 6"


def test_a_collection_of_old_objects_is_kept_and_named_and_its_use_explained(notebook):
    made = notebook.run(
        "class Item { int n = 1; }\nvar items = new ArrayList<>(List.of(new Item(), new Item()));\n"
        'Map<String, Item> byName = new HashMap<>(Map.of("a", new Item()));\nObject any = new Item();\n'
        "class Keeps { Item item = new Item(); }\nint other;\n"
        "Item own = new Item();\nvar ref = Optional.of(own);"
    )
    assert made.status == "ok", made.error
    ran = notebook.run("class Item { int n = 1; int m = 2; }")
    report = only_report(ran)
    assert "items still holds 2 objects of the old Item" in report
    assert "byName still holds an object of the old Item" in report
    assert "any still holds an object of the old Item" in report
    assert "ref still holds an object of the old Item" in report
    for use in ["items.get(0)", "Item it = items.get(0);", "for (Item it : items) { }", 'byName.get("a").n', "(Item) any", "ref.get().n"]:
        used = notebook.run(use)
        assert used.reply["ename"] == "java.lang.ClassCastException", use
        assert f"this Item was made before cell [{number(ran)}] changed the class Item" in used.error
        assert "cannot be cast" not in used.error


def test_what_is_declared_anew_in_the_same_cell_is_no_news(notebook):
    cell = "class Again { int a; %s }\nvar again = new Again();\nvar many = new ArrayList<>(List.of(again));"
    notebook.run(cell % "")
    ran = notebook.run(cell % "int b;")
    assert ran.reports == [] and ran.error == ""
    assert notebook.run("again.b + many.get(0).b").result == "0"


def test_a_lost_variable_that_is_assigned_is_lost_no_more(notebook):
    notebook.run("class Mended { }\nMended mended = new Mended();")
    notebook.run("class Mended { int n = 3; }")
    ran = notebook.run("mended = new Mended();")
    assert ran.reports == [] and ran.error == ""
    assert notebook.run("mended.n").result == "3"


def test_a_thread_that_runs_old_code_is_named(notebook):
    made = notebook.run(
        'class Worker implements Runnable { volatile boolean on = true; public void run() { while (on) Thread.onSpinWait(); } }\n'
        'var worker = new Worker();\nvar thread = new Thread(worker, "old-hand");\nthread.start();'
    )
    report = only_report(notebook.run("class Worker implements Runnable { volatile boolean on = true; int n; public void run() { } }"))
    assert "old-hand" in report and "still runs code of the old class" in report
    assert "worker has lost its value" in report
    stopped = notebook.run(f"%stop {number(made)}")
    assert "Ended old-hand" in stopped.reports[0]


def test_static_fields_of_a_new_shape_begin_anew_and_are_named(notebook):
    notebook.run("class Shared { static int count = 1; static final int MOST = 9; static final Map<String, Integer> MAP = new HashMap<>(); }\nShared.count = 5;")
    report = only_report(notebook.run("class Shared { static int count = 1; static final int MOST = 9; static int other; static final Map<String, Integer> MAP = new HashMap<>(); }"))
    assert "Shared.count and Shared.MAP begin anew" in report
    assert "MOST" not in report
    assert notebook.run("Shared.count").result == "1"


def test_a_new_initial_value_of_a_static_field_that_has_no_effect_is_told(notebook):
    notebook.run("class Start { static int n = 1; }\nStart.n = 5;")
    report = only_report(notebook.run("class Start { static int n = 2; }"))
    assert "Start keeps its static field n as it is" in report and "Start.n = …;" in report
    assert notebook.run("Start.n").result == "5"


def test_a_method_with_another_result_keeps_the_variables_made_by_it(notebook):
    notebook.run("int made() { return 1; }\nvar kept = made();\nvar pair = List.of(made(), 2);")
    ran = notebook.run('String made() { return "x"; }')
    assert ran.reports == [] and ran.error == ""
    assert notebook.run('kept + " " + pair + made()').result == "1 [1, 2]x"


def test_a_lambda_of_old_code_says_what_to_run_again(notebook):
    notebook.run("class Bolt { int n = 4; }\nFunction<Bolt, Integer> length = bolt -> bolt.n;")
    notebook.run("class Bolt { int n = 4; int m; }")
    used = notebook.run("length.apply(new Bolt())")
    assert "this Bolt is one of the class as it is now, and the code that runs here is older" in used.error


@pytest.mark.parametrize(
    "good, bad",
    [
        ("class Safe { int n = 2; }\nvar safe = new Safe();", 'class Safe { int n = ""; int m; }'),
        ("class Safe { int n = 2; }\nvar safe = new Safe();", "class Safe { int n() { return 1 } int m; }"),
        ("class Safe { int n = two(); }\nint two() { return 2; }\nvar safe = new Safe();", 'int two() { return ""; }'),
        ("class Safe { int n = 2; }\nvar safe = new Safe();", 'String safe = 7;'),
        ("class Safe { int n = 2; }\nvar safe = new Safe();", 'var safe = missing();'),
    ],
)
def test_a_declaration_that_does_not_compile_leaves_the_old_one_and_all_that_uses_it(notebook, good, bad):
    notebook.run(good)
    ran = notebook.run(bad)
    assert ran.status == "error" and ran.reports == []
    assert notebook.run("safe.n").result == "2"
    assert notebook.run("new Safe().n").result == "2"


def test_an_uncaught_cast_in_a_thread_is_explained_too(notebook):
    notebook.run("class Sent { }\nvar sent = new LinkedBlockingQueue<Object>(List.of(new Sent()));")
    changed = notebook.run("class Sent { int n; }")
    assert "sent still holds an object of the old Sent" in only_report(changed)
    asked = notebook.run('var t = new Thread(() -> { Sent s = (Sent) sent.remove(); }, "reader");\nt.start();\nt.join();')
    assert any(f"this Sent was made before cell [{number(changed)}] changed" in report for report in asked.reports), asked.reports


def test_a_snippet_sees_what_it_names_and_types_that_it_does_not_name(notebook):
    """JShell imports for each snippet only what it may need; here it needs a type whose name stands nowhere in the cell."""
    notebook.run("record Inner(int n) {}\nrecord Outer(Inner inner) {}\nOuter make() { return new Outer(new Inner(7)); }\nvar made = make();")
    assert notebook.run("var inner = made.inner();\ninner.n()").result == "7"
    assert notebook.run("made.inner();\nList.of(made).getFirst().inner().n()").result == "7"
    notebook.run("<T> T same(T t) { return t; }\nvar again = same(made);")
    assert notebook.run("var all = Stream.of(again).map(Outer::inner).toList();\nall.getFirst().n()").result == "7"
    # what depends on what changes is compiled anew, with its own names
    notebook.run("int base = 1;\nint plus() { return base + made.inner().n(); }\nint twice() { return 2 * plus(); }")
    assert notebook.run("long base = 2;").error == ""
    notebook.run("int plus() { return (int) base + 1; }")
    assert notebook.run("twice()").result == "6"
    assert notebook.run("int \\u0062\\u0062 = 3;\nbb + \\u0062b").result == "6"


def test_a_name_that_is_declared_later_is_found_by_what_waits_for_it(notebook):
    notebook.run("int early() { return later(2); }\nclass Waiting { Late late = new Late(); }")
    notebook.run("int unrelated = 5;")
    notebook.run("int later(int n) { return n * unrelated; }\nclass Late { int n = 9; }")
    assert notebook.run("early() + new Waiting().late.n").result == "19"
