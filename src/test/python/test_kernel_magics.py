"""The magics that IJava's notebooks use, and the ones that JShell's users know."""

import json
import os
import socket
import subprocess
import time
import zipfile

import pytest
from kernels import Notebook, children


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


@pytest.fixture
def fresh():
    notebook = Notebook()
    yield notebook
    notebook.close()


def publish(repository, name, version, dependencies=()):
    """Puts a library into a Maven repository of our own: a jar with one text in it, and its POM."""
    group, artifact = name.split(":")
    folder = repository / group.replace(".", "/") / artifact / version
    folder.mkdir(parents=True)
    needs = "".join(
        f"<dependency><groupId>{g}</groupId><artifactId>{a}</artifactId><version>{v}</version></dependency>" for g, a, v in dependencies
    )
    (folder / f"{artifact}-{version}.pom").write_text(
        f"<project><modelVersion>4.0.0</modelVersion><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version><dependencies>{needs}</dependencies></project>"
    )
    with zipfile.ZipFile(folder / f"{artifact}-{version}.jar", "w") as jar:
        jar.writestr(f"{artifact}.txt", f"{artifact} {version}")


@pytest.fixture
def repository(tmp_path):
    # no artifact of another test run may be found in the local repository
    name = f"notebook.test{os.getpid()}n{time.monotonic_ns()}"
    folder = tmp_path / "repository"
    publish(folder, f"{name}:under", "1.0")
    publish(folder, f"{name}:under", "2.0")
    publish(folder, f"{name}:over", "1.5", [(name, "under", "1.0")])
    return name, folder.as_uri()


def seen(notebook, artifact):
    return notebook.run(
        f'try (var in = ClassLoader.getSystemResourceAsStream("{artifact}.txt")) {{ System.out.print(in == null ? "nothing" : new String(in.readAllBytes())); }}'
    ).text()


def test_maven_brings_a_library_with_what_it_needs(fresh, repository):
    name, url = repository
    assert fresh.run(f"%mavenRepo mine {url}").status == "ok"
    ran = fresh.run(f"%maven {name}:over:1.5")
    assert ran.status == "ok" and ran.reports == [], ran.error
    assert seen(fresh, "over") == "over 1.5" and seen(fresh, "under") == "under 1.0"


def test_a_version_that_cannot_be_had_beside_another_is_told_with_both(fresh, repository):
    name, url = repository
    fresh.run(f"%mavenRepo mine {url}")
    fresh.run(f"%maven {name}:under:2.0")
    ran = fresh.run(f"%maven {name}:over:1.5")
    assert f"{name}:under stays 2.0, which cells see already; 1.0 was asked for" in ran.reports[0]
    assert seen(fresh, "under") == "under 2.0" and seen(fresh, "over") == "over 1.5"


def test_a_library_of_the_course_is_not_replaced_and_that_is_told(fresh, tmp_path):
    publish(tmp_path / "r", "org.knowm.xchart:xchart", "0.0.1-test")
    fresh.run(f"%mavenRepo mine {(tmp_path / 'r').as_uri()}")
    ran = fresh.run("%addMavenDependency org.knowm.xchart:xchart:0.0.1-test")
    assert "org.knowm.xchart:xchart stays 4" in ran.reports[0] and "0.0.1-test was asked for" in ran.reports[0]


def test_a_restarted_guest_still_sees_what_maven_brought(fresh, repository):
    name, url = repository
    fresh.run(f"%mavenRepo mine {url}")
    fresh.run(f"%maven {name}:under:1.0")
    fresh.run("System.exit(0);")
    assert seen(fresh, "under") == "under 1.0"


def test_a_library_that_is_not_there_and_a_coordinate_that_is_none_are_errors(notebook):
    ran = notebook.run("%maven such.a.group:never:1")
    assert ran.reply["ename"] == "LibraryNotFound" and "such.a.group:never" in ran.error
    ran = notebook.run("%maven nonsense")
    assert ran.reply["ename"] == "LibraryNotFound" and "group:artifact:version" in ran.error


def test_an_interrupt_ends_the_wait_for_a_library(fresh):
    with socket.create_server(("127.0.0.1", 0)) as server:
        fresh.run(f"%mavenRepo slow http://127.0.0.1:{server.getsockname()[1]}/")
        asked = fresh.send(f"%maven never.answered{time.monotonic_ns()}:never:1")
        server.settimeout(60)
        connection, _ = server.accept()
        fresh.interrupt()
        ran = fresh.await_end(asked)
        connection.close()
    assert ran.reply["ename"] == "Interrupted"
    assert fresh.run("1 + 1").result == "2"


def test_a_piece_of_a_pom_under_a_comment_is_loaded(fresh, repository):
    name, url = repository
    ran = fresh.run(
        f"// from its README\n%%loadFromPOM\n<repository><id>mine</id><url>{url}</url></repository>\n"
        f"<dependency>\n  <groupId>{name}</groupId>\n  <artifactId>over</artifactId>\n  <version>1.5</version>\n</dependency>"
    )
    assert ran.status == "ok", ran.error
    assert seen(fresh, "under") == "under 1.0"


def test_a_whole_pom_with_properties_managed_versions_and_test_scope_is_loaded(fresh, repository, tmp_path):
    name, url = repository
    pom = tmp_path / "pom.xml"
    pom.write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version>"
        f"<properties><over>1.5</over></properties><repositories><repository><id>mine</id><url>{url}</url></repository></repositories>"
        f"<dependencyManagement><dependencies><dependency><groupId>{name}</groupId><artifactId>under</artifactId><version>2.0</version></dependency>"
        "</dependencies></dependencyManagement><dependencies>"
        f"<dependency><groupId>{name}</groupId><artifactId>over</artifactId><version>${{over}}</version></dependency>"
        f"<dependency><groupId>no.such</groupId><artifactId>thing</artifactId><version>1</version><scope>test</scope></dependency></dependencies></project>"
    )
    ran = fresh.run(f"%loadFromPOM {pom}")
    assert ran.status == "ok", ran.error
    assert seen(fresh, "over") == "over 1.5" and seen(fresh, "under") == "under 2.0"


def test_jars_and_folders_join_the_class_path(fresh, tmp_path):
    for name in ["first", "second"]:
        with zipfile.ZipFile(tmp_path / f"{name}.jar", "w") as jar:
            jar.writestr(f"{name}.txt", name)
    assert fresh.run(f"%jars {tmp_path}/*.jar").status == "ok"
    assert seen(fresh, "first") == "first" and seen(fresh, "second") == "second"
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "Hello.java").write_text("package given; public class Hello { public static String hi() { return \"hi\"; } }")
    jdk = fresh.run('System.getProperty("java.home")').result
    subprocess.run([f"{jdk}/bin/javac", "-d", tmp_path / "classes", tmp_path / "src" / "Hello.java"], check=True)
    assert fresh.run(f"%classpath {tmp_path}/classes").status == "ok"
    assert fresh.run("given.Hello.hi()").result == "hi"


def test_a_statement_takes_what_a_magic_gives(fresh, tmp_path, repository):
    name, url = repository
    with zipfile.ZipFile(tmp_path / "one.jar", "w") as jar:
        jar.writestr("one.txt", "1")
    ran = fresh.run(f"int before = 1; List<String> added = %jars {tmp_path}/*.jar\nint after = before + added.size();\nadded")
    assert ran.result == f"[{tmp_path}/one.jar]", ran.error
    assert fresh.run(f"%mavenRepo mine {url}").status == "ok"
    assert fresh.run(f"final List<String> libraries =\n    %maven {name}:over:1.5\nlibraries.size() + after").result == "4"
    ran = fresh.run("int fine = 1;\nList<String> none = %jars /no/such.jar")
    assert ran.reply["ename"] == "NoSuchFile"
    ran = fresh.run(f"\nint wrong = %jars {tmp_path}/one.jar\nfine")
    assert "line 2: incompatible types" in ran.error
    assert fresh.run("int m = 17;\nm %= 5;\nint k = 7 %m;\nString s = \"= %jars x\"; // = %jars y\nk").result == "1"


def test_a_magic_may_be_indented(fresh, tmp_path):
    with zipfile.ZipFile(tmp_path / "in.jar", "w") as jar:
        jar.writestr("in.txt", "in")
    assert fresh.run(f"int a = 1;\n  %jars {tmp_path}/in.jar\n  a").result == "1"
    assert seen(fresh, "in") == "in"


def test_a_path_that_means_nothing_is_an_error(notebook):
    ran = notebook.run("%jars /no/such/*.jar")
    assert ran.reply["ename"] == "NoSuchFile" and "/no/such/*.jar" in ran.error


def test_a_file_is_loaded_with_its_own_lines(notebook, tmp_path):
    (tmp_path / "Helper.java").write_text("package some.where;\nint loaded = 5;\nint bad(int n) {\n    return n / 0;\n}\n")
    assert notebook.run(f"%load {tmp_path}/Helper.java\nloaded").result == "5"
    assert "bad in Helper.java, line 4:  return n / 0;" in notebook.run("bad(1)").error
    assert notebook.run(f"%load {tmp_path}/Helper").status == "ok"


@pytest.mark.parametrize("ending, source", [("ipynb", ["int cellOne = 1;\n", "int more = 2;"]), ("ijnb", "int cellOne = 1;\nint more = 2;")])
def test_a_notebook_is_loaded_cell_by_cell(notebook, tmp_path, ending, source):
    cells = [
        {"cell_type": "markdown", "source": "# no code"},
        {"cell_type": "code", "source": source},
        {"cell_type": "code", "source": "%jshell /vars more"},
        {"cell_type": "code", "source": "cellOne + more"},
    ]
    (tmp_path / f"other.{ending}").write_text(json.dumps({"cells": cells, "nbformat": 4}))
    ran = notebook.run(f"%load {tmp_path}/other.{ending}")
    assert ran.result == "3" and ran.reports == ["int more = 2"]


def test_jshell_tells_what_is_declared(fresh):
    fresh.run('int count = 3;\nString twice(String s) { return s + s; }\nrecord Pair(int a) {}\nimport java.time.Duration;')
    assert fresh.run("%jshell /vars").reports == ["int count = 3"]
    assert fresh.run("%jshell /methods").reports == ["String twice(String)"]
    assert fresh.run("%jshell /types").reports == ["record Pair"]
    assert "import java.time.Duration;" in fresh.run("%jshell /imports").reports[0].splitlines()
    assert "record Pair(int a) {}" in fresh.run("%jshell /list").reports[0]
    fresh.run("%jshell /drop count")
    assert "cannot find symbol" in fresh.run("count").error
    assert "/vars" in fresh.run("%jshell /set").error


def test_shell_commands_print_as_they_go_and_their_failure_is_told(notebook):
    ran = notebook.run("%%bash\necho out; echo err >&2; printf 'é€'")
    assert ran.text() == "out\né€" and ran.text("stderr") == "err\n"
    assert notebook.run("%sh echo one line").text() == "one line\n"
    ran = notebook.run("%%sh\nexit 3")
    assert ran.reply["ename"] == "ShellFailed" and "code 3" in ran.error


def test_an_interrupt_ends_a_shell_command_and_all_it_started(notebook):
    before = children(notebook.pid)
    asked = notebook.send("%%bash\nsleep 1000 &\necho begun; sleep 1000")
    notebook.await_output(asked, "begun")
    notebook.interrupt()
    assert notebook.await_end(asked).status == "error"
    assert children(notebook.pid) == before
    assert notebook.run("1 + 1").result == "2"


def test_time_is_told_beside_the_result(notebook):
    ran = notebook.run("%%time\nint sum = 0;\nfor (int i = 0; i < 10; i++) sum += i;\nsum")
    assert ran.result == "45" and ran.reports[0].startswith("Wall time: ")
    ran = notebook.run("%time 6 * 7")
    assert ran.result == "42" and ran.reports[0].startswith("Wall time: ")
    ran = notebook.run("%%time\nint fine = 1;\nint bad = fine / 0;")
    assert "line 3:  int bad = fine / 0;" in ran.error and ran.reports == []


@pytest.mark.parametrize("prefix", ["IJAVA_", "JJAVA_"])
def test_the_environment_of_ijava_and_jjava_is_heard(tmp_path, prefix):
    with zipfile.ZipFile(tmp_path / "given.jar", "w") as jar:
        jar.writestr("given.txt", "given")
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "a.jshell").write_text("import java.time.Duration;\nint fromFile = 4;")
    (scripts / "b.jshell").write_text("int broken = fromFile +;")
    env = dict(os.environ)
    env.update({
        prefix + "CLASSPATH": f"{tmp_path}/*.jar",
        prefix + "STARTUP_SCRIPTS_PATH": str(scripts),
        prefix + "STARTUP_SCRIPT": "int fromText = fromFile + 1;",
        prefix + "COMPILER_OPTS": "-Xmaxerrs 3 -parameters",
        prefix + "JVM_OPTS": "-Dsaid=heard",
        prefix + "TIMEOUT": "60000",
    })
    notebook = Notebook(env=env)
    try:
        first = notebook.run('fromText + " " + System.getProperty("said") + " " + Duration.ofSeconds(1).toMillis()')
        assert first.result == "5 heard 1000"
        assert "b.jshell failed:" in first.reports[0] and "line 1" in first.reports[0]
        assert seen(notebook, "given") == "given"
        assert notebook.run('void named(int known) { }\nclass Named { void f(int known) { } }\nNamed.class.getDeclaredMethods()[0].getParameters()[0].getName()').result == "known"
        notebook.run("%jvm -Xmx100m")
        assert notebook.run("%jvm default").status == "ok"
        assert notebook.run('System.getProperty("said") + fromText').result == "heard5"
    finally:
        notebook.close()


@pytest.mark.parametrize("prefix", ["IJAVA_", "JJAVA_"])
def test_a_cell_has_the_time_that_ijava_and_jjava_give_it(prefix):
    notebook = Notebook(env={**os.environ, prefix + "TIMEOUT": "500"})
    try:
        assert notebook.run("while (true) { }").reply["ename"] == "Interrupted"
        assert notebook.run("while (true) { }").reply["ename"] == "Interrupted", "the next cell runs, and has as much"
    finally:
        notebook.close()


IJAVA_RENDERER = """import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
class Temperature { double degrees = 20; }
class Warm extends Temperature { }
IJava.getKernelInstance().getRenderer().createRegistration(Temperature.class)
    .preferring(MIMEType.TEXT_HTML).supporting("text/markdown")
    .register((t, ctx) -> {
        ctx.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + t.degrees + "</b>");
        ctx.renderIfRequested("text/markdown", () -> "**" + t.degrees + "**");
    });"""


def test_a_renderer_that_is_written_for_ijava_shows_the_learners_values(fresh):
    ran = fresh.run(IJAVA_RENDERER)
    assert ran.status == "ok", ran.error
    (shown,) = [c["data"] for t, c in fresh.run("new Warm()").messages if t == "execute_result"]
    assert shown["text/html"] == "<b>20.0</b>" and "text/markdown" not in shown
    (shown,) = [c["data"] for t, c in fresh.run('display(new Warm(), "text/markdown");').messages if t == "display_data"]
    assert shown["text/markdown"] == "**20.0**" and "text/html" not in shown
    assert fresh.run("7").result == "7"


def test_cells_call_what_ijava_puts_before_them_without_naming_a_class(fresh):
    ran = fresh.run('printf("%d of %s%n", 3, "four");')
    assert ran.status == "ok" and ran.text() == "3 of four\n", ran.error
    ran = fresh.run(
        'getKernelInstance().display(new io.github.spencerpark.jupyter.kernel.display.DisplayData("shown"));\ngetKernelInstance() == null'
    )
    assert ran.status == "ok" and ran.result == "false", ran.error
    assert [c["data"] for t, c in ran.messages if t == "display_data"] == [{"text/plain": "shown"}]
    assert fresh.run('void printf(String all) { System.out.print("mine"); }\nprintf("%d");').text() == "mine"


def test_a_value_that_shows_itself_and_data_of_ijavas_are_shown(fresh):
    ran = fresh.run(
        "import io.github.spencerpark.jupyter.kernel.display.*;\nimport io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;\n"
        "class Self implements DisplayDataRenderable {\n"
        "    public Set<MIMEType> getSupportedRenderTypes() { return Set.of(MIMEType.TEXT_HTML); }\n"
        '    public void render(RenderContext ctx) { ctx.renderIfRequested(MIMEType.TEXT_HTML, () -> "<i>self</i>"); }\n}\nnew Self()'
    )
    (shown,) = [c["data"] for t, c in ran.messages if t == "execute_result"]
    assert shown["text/html"] == "<i>self</i>"
    ran = fresh.run('var data = new DisplayData("plain");\ndata.putSVG("<svg/>");\nio.github.spencerpark.ijava.IJava.getKernelInstance().display(data);')
    (shown,) = [c["data"] for t, c in ran.messages if t == "display_data"]
    assert shown == {"text/plain": "plain", "image/svg+xml": "<svg/>"}


def test_a_notebook_that_asks_ijava_for_its_shell_magics_has_them(fresh):
    ran = fresh.run(
        "import io.github.spencerpark.ijava.IJava;\nimport io.github.spencerpark.jupyter.kernel.magic.common.Shell;\n"
        "IJava.getKernelInstance().getMagics().registerMagics(Shell.class);\n%sh echo here"
    )
    assert ran.status == "ok" and ran.text() == "here\n", ran.error


def test_cells_call_magics_as_functions_and_have_what_they_bring_at_once(fresh, tmp_path):
    (tmp_path / "greeting.txt").write_text("hello")
    found = 'Thread.currentThread().getContextClassLoader().getResourceAsStream("greeting.txt")'
    ran = fresh.run(
        f'List<String> added = lineMagic("classpath", List.of("{tmp_path}"));\nSystem.out.println(added);\n'
        f"new String({found}.readAllBytes())"
    )
    assert (ran.text(), ran.result) == (f"[{tmp_path}]\n", "hello"), ran.error
    ran = fresh.run('import io.github.spencerpark.ijava.runtime.Magics;\nMagics.cellMagic("bash", List.of(), "echo one\\necho two >&2");')
    assert (ran.text(), ran.text("stderr")) == ("one\n", "two\n"), ran.error
    fresh.run("%jvm -Xmx128m")
    assert fresh.run(f"{found} != null").result == "true"


def test_what_a_called_magic_brings_can_be_named_in_the_next_cell(fresh, tmp_path):
    source = tmp_path / "Greeter.java"
    source.write_text('package given; public class Greeter { public static String greet() { return "hello"; } }')
    subprocess.run([os.environ["JAVA_HOME"] + "/bin/javac", "-d", str(tmp_path / "classes"), str(source)], check=True)
    ran = fresh.run(f'lineMagic("classpath", List.of("{tmp_path}/classes"));\nClass.forName("given.Greeter").getMethod("greet").invoke(null)')
    assert ran.result == "hello", ran.error
    assert fresh.run("given.Greeter.greet()").result == "hello"


def test_a_called_magic_that_fails_or_cannot_be_called_says_why(notebook):
    for call, sentence in [
        ('lineMagic("jars", List.of("none*.jar"))', "Nothing is there that none*.jar could mean"),
        ('lineMagic("jarz", List.of())', "There is no magic %jarz. Did you mean %jars?"),
        ('cellMagic("tim", List.of(), "")', "Did you mean %%time?"),
        ('lineMagic("load", List.of("other.ipynb"))', "write it as a line of its own, %load."),
        ('lineMagic("jvm", List.of())', "write it as a line of its own, %jvm."),
    ]:
        ran = notebook.run(f"Object given = {call};")
        assert ran.reply["ename"] == "java.lang.IllegalArgumentException" and sentence in ran.error, ran.error
        assert "cell [" in ran.error


def test_an_interrupt_ends_a_called_magic(notebook):
    asked = notebook.send('System.out.println("begun");\nlineMagic("sh", List.of("sleep", "600"));')
    notebook.await_output(asked, "begun")
    notebook.interrupt()
    ran = notebook.await_end(asked)
    assert ran.reply["ename"] == "Interrupted" and ran.seconds < 10, ran.error
    assert notebook.run("1 + 1").result == "2"


REGISTERED = """
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.magic.registry.*;
var magics = IJava.getKernelInstance().getMagics();
magics.registerCellMagic("shout", (words, body) -> { System.out.print(words + body.toUpperCase()); return null; });
magics.registerLineMagic("sum", words -> words.stream().mapToInt(Integer::parseInt).sum());
class Mine {
    @LineMagic("greet") public void hello(List<String> words) { System.out.println("hello " + words); }
    @CellMagic(aliases = "up") public static String upper(List<String> words, String body) { System.out.print(body.toUpperCase()); return body; }
}
magics.registerMagics(new Mine());"""


def test_magics_that_a_notebook_registers_with_ijava_are_magics_here(fresh):
    ran = fresh.run(REGISTERED)
    assert ran.status == "ok", ran.error
    for code, printed in [
        ('// over a comment\n%%shout a "b c"\nsaid "\\n"\nso', '[a, b c]SAID "\\N"\nSO'),
        ("%greet you all", "hello [you, all]\n"),
        ("%%up\nabc", "ABC"),
        ("%%upper\nxyz", "XYZ"),
        ("int n = 1;\nint total = n +\n    2; int all = %sum 1 2 3\nSystem.out.print(total + all);", "9"),
    ]:
        ran = fresh.run(code)
        assert ran.status == "ok" and ran.text() == printed, (code, ran.text(), ran.error)
    ran = fresh.run("int a = 1;\n%sum one")
    assert ran.reply["ename"] == "java.lang.NumberFormatException" and "line 2" in ran.error, ran.error
    completed = fresh.client.complete("%shou")
    assert fresh.reply_to(completed)["matches"] == ["shout"]
    fresh.run("%jvm -Xmx128m")
    assert "There is no magic %greet" in fresh.run("%greet you").error
