"""What values look like: every one has words, and a table or a picture where that is easier to read."""

import pytest
from kernels import Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    notebook.run("import java.util.concurrent.locks.*;\nimport java.util.concurrent.atomic.*;\nrecord Point(int x, int y) {}")
    yield notebook
    notebook.close()


def data(notebook, code):
    ran = notebook.run(code)
    found = [c["data"] for t, c in ran.messages if t == "execute_result"]
    assert len(found) == 1, (code, ran.error)
    return found[0]


@pytest.mark.parametrize(
    "code, text",
    [
        ("CompletableFuture.completedFuture(List.of(1, 2))", "CompletableFuture, completed with [1, 2]"),
        ('CompletableFuture.failedFuture(new IllegalStateException("no"))', "CompletableFuture, failed with java.lang.IllegalStateException: no"),
        ("var open = new CompletableFuture<String>();\nvar next = open.thenApply(String::length);\nopen", "CompletableFuture, not completed yet (1 stage waits for it)"),
        ("var gone = new FutureTask<>(() -> 1);\ngone.cancel(true);\ngone", "Future, cancelled"),
        ('new Thread("idle")', "thread idle #"),
        ("Thread.currentThread()", ": running this cell"),
        ("Executors.newFixedThreadPool(3)", "ThreadPoolExecutor: 0 threads of at most 3, 0 active, 0 queued, 0 completed"),
        ("Executors.newSingleThreadExecutor()", "ThreadPoolExecutor: 0 threads of at most 1"),
        ("var closed = Executors.newFixedThreadPool(1);\nclosed.close();\nclosed", "ThreadPoolExecutor, ended"),
        ("ForkJoinPool.commonPool()", "the common ForkJoinPool: parallelism "),
        ("new Semaphore(2)", "Semaphore, 2 permits free"),
        ("new CountDownLatch(3)", "CountDownLatch, 3 to go"),
        ("new CyclicBarrier(3)", "CyclicBarrier, 0 of 3 wait"),
        ("new Phaser(2)", "Phaser, phase 0, 0 of 2 arrived"),
        ("new ReentrantReadWriteLock()", "ReentrantReadWriteLock, free"),
        ("new StampedLock()", "StampedLock, free"),
        ("new AtomicInteger(4)", "4"),
        ("new AtomicReference<>(new int[] {1})", "[1]"),
        ("new ArrayBlockingQueue<Integer>(5)", "[] (room for 5 more)"),
        ("Optional.of(CompletableFuture.completedFuture(1))", "Optional[CompletableFuture, completed with 1]"),
        ("Function<Integer, Integer> inc = x -> x + 1;\ninc", "a lambda, called by Function.apply(…)"),
        ("java.time.Duration.ofMillis(1500)", "PT1.5S (1.5 s)"),
        ("new Point(1, 2)", "Point[x=1, y=2]"),
        ("new int[][] {{1, 2}, {3}}", "[[1, 2],\n [3]]"),
        ("new Object[] {null, 'c', new int[] {1}}", "[null, c, [1]]"),
        ("var me = new ArrayList<Object>();\nme.add(me);\nme", "[(itself)]"),
        ("IntStream.range(0, 5000).boxed().toList()", "998, 999, … 4000 more]"),
        ("IntStream.range(0, 5000).toArray()", "999, … 4000 more]"),
        ("Thread.State.NEW", "NEW"),
    ],
)
def test_a_value_is_told_in_words(notebook, code, text):
    assert text in data(notebook, code)["text/plain"]


def test_a_lock_tells_who_holds_it_and_who_waits(notebook):
    notebook.run(
        "var lock = new ReentrantLock();\nvar held = new CountDownLatch(1);\n"
        'var holder = new Thread(() -> { lock.lock(); held.countDown(); LockSupport.park(); }, "holder");\n'
        'var waiter = new Thread(lock::lock, "waiter");\n'
        "holder.start();\nheld.await();\nwaiter.start();\nwhile (lock.getQueueLength() == 0) Thread.onSpinWait();"
    )
    assert data(notebook, "lock")["text/plain"].startswith("ReentrantLock, held by holder #")
    assert "; 1 thread waits: waiter #" in data(notebook, "lock")["text/plain"]
    told = data(notebook, "waiter")["text/plain"]
    assert "waiting (ReentrantLock, held by holder #" in told and "line " not in told


def test_a_virtual_thread_tells_its_monitor_and_its_line(notebook):
    made = notebook.run(
        "Object monitor = new Object();\nvar taken = new CountDownLatch(1);\n"
        'Thread.ofVirtual().name("owner").start(() -> { synchronized (monitor) { taken.countDown(); LockSupport.park(); } });\n'
        'var blocked = Thread.ofVirtual().name("blocked").unstarted(() -> {\n    synchronized (monitor) { }\n});\n'
        "taken.await();\nblocked.start();\nwhile (blocked.getState() != Thread.State.BLOCKED) Thread.onSpinWait();"
    )
    told = data(notebook, "blocked")["text/plain"]
    assert told.startswith("virtual thread blocked #")
    assert "waiting for a lock (Object, held by owner #" in told
    assert f"at cell [{made.reply['execution_count']}], line 5" in told


def test_a_pool_tells_what_it_does(notebook):
    notebook.run(
        "var pool = Executors.newFixedThreadPool(2);\nvar begun = new CountDownLatch(2);\n"
        "for (int i = 0; i < 5; i++) pool.submit(() -> { begun.countDown(); LockSupport.park(); });\nbegun.await();"
    )
    assert data(notebook, "pool")["text/plain"] == "ThreadPoolExecutor: 2 threads of at most 2, 2 active, 3 queued, 0 completed"
    notebook.run(
        "var each = Executors.newVirtualThreadPerTaskExecutor();\nvar up = new CountDownLatch(1);\n"
        "each.submit(() -> { up.countDown(); LockSupport.park(); });\nup.await();"
    )
    assert data(notebook, "each")["text/plain"] == "an executor with a virtual thread for each task: 1 thread running"


def test_a_scope_and_its_subtasks_tell_what_they_do(notebook):
    notebook.run(
        "var scope = StructuredTaskScope.open();\nvar go = new CountDownLatch(1);\n"
        "var sub = scope.fork(() -> { go.await(); return 42; });"
    )
    assert data(notebook, "scope")["text/plain"] == "StructuredTaskScope, 1 subtask running"
    assert data(notebook, "sub")["text/plain"] == "Subtask, not completed yet, or its scope not joined"


def test_a_stream_is_not_consumed_by_looking_at_it(notebook):
    assert "a stream" in data(notebook, "var stream = Stream.of(1, 2);\nstream")["text/plain"]
    assert data(notebook, "stream.count()")["text/plain"] == "2"


def test_an_exception_as_a_value_tells_its_causes_and_the_learners_lines(notebook):
    ran = notebook.run('var inner = new IOException("inner");\nnew IllegalStateException("outer", inner)')
    cell = f"cell [{ran.reply['execution_count']}]"
    assert ran.result == f"java.lang.IllegalStateException: outer\n    at {cell}, line 2\ncaused by java.io.IOException: inner\n    at {cell}, line 1"


def test_a_tostring_that_throws_or_never_returns_from_itself_is_told(notebook):
    notebook.run('class Bad { public String toString() { throw new IllegalStateException("no words"); } }')
    assert "its toString failed: java.lang.IllegalStateException: no words" in data(notebook, "new Bad()")["text/plain"]
    assert "its toString failed" in data(notebook, "List.of(new Bad(), 1)")["text/plain"]
    notebook.run('class Deep { Deep self = this; public String toString() { return "d" + self; } }')
    assert "java.lang.StackOverflowError" in data(notebook, "new Deep()")["text/plain"]
    notebook.run("class Silent { public String toString() { return null; } }")
    assert data(notebook, "new Silent()")["text/plain"] == "null"


def test_a_tostring_that_never_ends_is_interrupted_like_any_code(notebook):
    notebook.run('class Endless { public String toString() { System.out.println("in it"); while (true) { } } }\nint kept = 5;')
    asked = notebook.send("new Endless()")
    notebook.await_output(asked, "in it")
    notebook.interrupt()
    assert notebook.await_end(asked).reply["ename"] == "Interrupted"
    assert data(notebook, "kept")["text/plain"] == "5"


def test_what_is_huge_is_cut_with_a_count(notebook):
    text = data(notebook, '"x".repeat(3_000_000)')["text/plain"]
    assert len(text) < 101_000 and text.endswith("… and 2900000 more characters")
    text = data(notebook, 'Collections.nCopies(500, "y".repeat(10_000))')["text/plain"]
    assert len(text) < 101_000


def test_objects_of_the_learners_classes_have_plain_names(notebook):
    assert data(notebook, "class Plain {}\nnew Plain()")["text/plain"].startswith("Plain@")
    assert data(notebook, "Plain.class")["text/plain"] == "class Plain"


def test_records_lists_of_records_and_maps_are_tables_with_header_cells(notebook):
    for code, heads, cells in [
        ("List.of(new Point(1, 2), new Point(3, 4))", ["x", "y"], ["1", "4"]),
        ("new Point[] {new Point(1, 2)}", ["x", "y"], ["1", "2"]),
        ('new TreeMap<>(Map.of("a", 1, "b<c", 2))', ["key", "value", "a", "b&lt;c"], ["1", "2"]),
        ('record Line(Point from, Point to) {}\nnew Line(new Point(1, 2), new Point(3, 4))', ["from", "to"], ["Point[x=1, y=2]"]),
        ('List.of(Map.of("k", 1), Map.of("k", 2))', ["k"], ["1", "2"]),
        ("new int[][] {{7, 8}}", [], ["7", "8"]),
    ]:
        html = data(notebook, code)["text/html"]
        assert html.startswith("<table") and "color" not in html
        for head in heads:
            assert f">{head}</th>" in html, (code, html)
        for cell in cells:
            assert f">{cell}</td>" in html, (code, html)


def test_simple_values_stay_text(notebook):
    for code in ["List.of(1, 2)", "new Point(1, 2)", 'Map.of("a", 1)', "new int[] {1}"]:
        assert list(data(notebook, code)) == ["text/plain"], code


def test_a_long_table_is_cut_with_a_count(notebook):
    html = data(notebook, "IntStream.range(0, 100).mapToObj(i -> new Point(i, i)).toList()")["text/html"]
    assert html.count("<tr>") == 61 and "… and 40 more rows" in html


def test_images_are_pictures_with_alternative_text(notebook, tmp_path):
    notebook.run("import java.awt.image.BufferedImage;\nvar image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);")
    notebook.run(f'var file = Path.of("{tmp_path}/drawn.png");\njavax.imageio.ImageIO.write(image, "png", file.toFile());')
    for code, alt in [
        ("image", "image, 20 x 10 pixels"),
        ("image.getScaledInstance(5, 5, 0)", "image, 5 x 5 pixels"),
        ("file", f"{tmp_path}/drawn.png, 20 x 10 pixels"),
    ]:
        bundle = data(notebook, code)
        assert bundle["text/plain"] == alt
        assert bundle["image/png"].startswith("iVBOR")
        assert f'alt="{alt}"' in bundle["text/html"]
    assert data(notebook, 'Path.of("no.png")') == {"text/plain": "no.png"}


CHARTS = [
    ('XYChartBuilder().title("Growth").xAxisTitle("n").yAxisTitle("ms")', 'addSeries("a", new double[] {1, 2}, new double[] {1.5, 4})',
     "XY chart “Growth”, across: n, up: ms. a: 1 1.5, 2 4."),
    ("CategoryChartBuilder()", 'addSeries("s", List.of("x", "y"), List.of(1, 2))', "Category chart. s: x 1, y 2."),
    ("HorizontalBarChartBuilder()", 'addSeries("s", List.of(1, 2), List.of("p", "q"))', "Horizontal bar chart. s: p 1, q 2."),
    ("PieChartBuilder()", 'addSeries("p", 3)', "Pie chart. p: 3."),
    ("BubbleChartBuilder()", 'addSeries("b", new double[] {1}, new double[] {3}, new double[] {5})', "Bubble chart. b: 1 3."),
    ("DialChartBuilder()", 'addSeries("rate", 0.9, "90 %")', "Dial chart. rate: 0.9."),
    ("BoxChartBuilder()", 'addSeries("b", Arrays.asList(1, 2, 3, 9))', "Box chart. b: 4 points, value from 1 to 9."),
    ("HeatMapChartBuilder()", 'addSeries("h", new int[] {1, 2}, new int[] {1, 2}, new int[][] {{1, 2}, {3, 4}})', "Heat map. h: 2 by 2 cells, from 1 to 4."),
    ("OHLCChartBuilder()", 'addSeries("o", new double[] {1, 2}, new double[] {1, 2}, new double[] {2, 3}, new double[] {0, 1}, new double[] {1, 2})',
     "OHLC chart. o: close from 1 to 2."),
    ("XYChartBuilder()", 'addSeries("long", IntStream.range(0, 100).asDoubleStream().toArray())', "XY chart. long: 100 points, value from 0 to 99."),
]


@pytest.mark.parametrize("builder, series, words", CHARTS)
def test_a_chart_of_the_learners_own_is_a_picture_with_its_data_as_alternative_text(notebook, builder, series, words):
    notebook.run("import org.knowm.xchart.*;")
    bundle = data(notebook, f"var chart = new {builder}.build();\nchart.{series};\nchart")
    assert bundle["text/plain"] == words
    assert bundle["image/png"].startswith("iVBOR")
    assert f'alt="{words}"' in bundle["text/html"]


def test_a_radar_chart_reads_out_its_axes(notebook):
    notebook.run("import org.knowm.xchart.*;")
    bundle = data(notebook, 'var radar = new RadarChartBuilder().build();\nradar.setRadiiLabels(new String[] {"a", "b", "c"});\n'
                            'radar.addSeries("r", new double[] {.1, .2, .3});\nradar')
    assert bundle["text/plain"] == "Radar chart. r: a 0.1, b 0.2, c 0.3." and "image/png" in bundle


def test_a_table_of_tablesaw_is_shortened_and_has_headers(notebook):
    bundle = data(notebook, 'import tech.tablesaw.api.*;\nTable.create("t", IntColumn.create("n", IntStream.range(0, 200).toArray()))')
    assert "more rows" in bundle["text/html"] and ">n</th>" in bundle["text/html"]
    assert len(bundle["text/plain"].splitlines()) < 80


def displays(ran, kind="display_data"):
    return [c for t, c in ran.messages if t == kind]


def test_display_shows_any_value_in_the_middle_of_a_cell_under_an_id_of_its_own(notebook):
    ran = notebook.run('display(List.of(new Point(1, 2)));\nSystem.out.println("between");\ndisplay(7);\n8')
    shown = displays(ran)
    assert [c["data"]["text/plain"] for c in shown] == ["[Point[x=1, y=2]]", "7"]
    assert "<table" in shown[0]["data"]["text/html"]
    ids = [c["transient"]["display_id"] for c in shown]
    assert len(set(ids)) == 2
    assert [t for t, _ in ran.messages if t in ("display_data", "stream", "execute_result")] == [
        "display_data", "stream", "display_data", "execute_result"]


def test_display_at_the_end_of_a_cell_shows_nothing_twice(notebook):
    ran = notebook.run("display(List.of(1, (2)))")
    assert [c["data"]["text/plain"] for c in displays(ran)] == ["[1, 2]"] and ran.result is None
    assert notebook.run("display(1).length() > 0").result == "true"


@pytest.mark.parametrize("mime", ["text/html", "text/markdown", "text/latex", "image/svg+xml", "application/javascript"])
def test_a_text_is_displayed_as_the_type_that_is_asked_for(notebook, mime):
    (shown,) = displays(notebook.run(f'display("<b>so</b>", "{mime}");'))
    assert shown["data"] == {"text/plain": "<b>so</b>", mime: "<b>so</b>"}


def test_json_is_displayed_as_json(notebook):
    (shown,) = displays(notebook.run('display("{\\"a\\": [1]}", "application/json");'))
    assert shown["data"]["application/json"] == {"a": [1]}


def test_an_image_is_displayed_in_the_format_that_is_asked_for(notebook):
    notebook.run("var picture = new java.awt.image.BufferedImage(4, 4, java.awt.image.BufferedImage.TYPE_INT_ARGB);")
    (shown,) = displays(notebook.run('display(picture, "image/jpeg");'))
    assert set(shown["data"]) == {"text/plain", "image/jpeg"} and shown["data"]["image/jpeg"].startswith("/9j/")


def test_what_was_displayed_is_shown_anew_under_its_id(notebook):
    first = notebook.run('String id = display("before");')
    second = notebook.run('updateDisplay(id, "after");\nupdateDisplay(id, "<i>after</i>", "text/html");')
    shown = displays(first)[0]["transient"]["display_id"]
    updates = displays(second, "update_display_data")
    assert [u["transient"]["display_id"] for u in updates] == [shown, shown]
    assert updates[0]["data"] == {"text/plain": "after"} and updates[1]["data"]["text/html"] == "<i>after</i>"


def test_output_can_be_cleared(notebook):
    ran = notebook.run('System.out.println("gone");\nclearOutput(true);\nclearOutput();')
    assert [c["wait"] for t, c in ran.messages if t == "clear_output"] == [True, False]
    assert [t for t, _ in ran.messages if t in ("stream", "clear_output")] == ["stream", "clear_output", "clear_output"]


def test_a_thread_displays_under_its_own_cell(notebook):
    ran = notebook.run('var shows = Thread.ofVirtual().start(() -> display("from a thread"));\nshows.join();')
    assert displays(ran)[0]["data"]["text/plain"] == "from a thread"


def test_render_gives_a_value_that_a_cell_can_end_in(notebook):
    assert data(notebook, 'render("<b>x</b>", "text/html")') == {"text/plain": "<b>x</b>", "text/html": "<b>x</b>"}
    assert "<table" in data(notebook, "render(List.of(new Point(1, 2)))")["text/html"]


def test_a_method_of_the_learners_named_display_is_the_learners(notebook):
    own = Notebook()
    try:
        assert own.run('String display(int n) { return "mine " + n; }\ndisplay(3)').result == "mine 3"
    finally:
        own.close()
