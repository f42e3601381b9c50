"""Nothing takes the kernel down: interrupts, the end of the guest, nonsense on the wire; and at the end nothing of it is left."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from kernels import PATIENCE, Notebook, alive, await_end_of, children


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


ENDLESS = {
    "sleep": "Thread.sleep(1_000_000);",
    "spin": "while (true) { }",
    "spin that swallows": "while (true) { try { Thread.sleep(1); } catch (Throwable t) { } }",
    "join of a future": "new CompletableFuture<String>().join();",
    "join of a virtual thread": "Thread.ofVirtual().start(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } }).join();",
    "wait": "synchronized (keep) { keep.wait(); }",
    "a pool that never ends": "try (var pool = Executors.newFixedThreadPool(1)) { pool.submit(() -> { while (true) { Thread.sleep(1000); } }); }",
    "spin in a finally": "try { while (true) { } } finally { while (true) { } }",
    "finally that goes on": "while (true) { try { while (true) { } } finally { continue; } }",
    "handler of all that goes on": "for (;;) { try { for (;;) { } } catch (Error e) { } finally { continue; } }",
}

OUT_OF_REACH = {
    "monitor": "synchronized (held) { }",
    "accept": "new ServerSocket(0).accept();",
}


@pytest.mark.parametrize("code", [*ENDLESS.values(), *OUT_OF_REACH.values()], ids=[*ENDLESS, *OUT_OF_REACH])
def test_an_interrupt_ends_the_cell_and_keeps_every_variable(notebook, code):
    notebook.run("int kept = 41; Object keep = new Object(); Object held = new Object(); var locked = new CountDownLatch(1);\n"
                 "Thread.ofPlatform().daemon().name(\"holder\").start(() -> { synchronized (held) { locked.countDown(); "
                 "try { Thread.sleep(1_000_000); } catch (InterruptedException e) { } } });\nlocked.await();")
    asked = notebook.send('System.out.println("running");\n' + code)
    notebook.await_output(asked, "running")
    start = time.monotonic()
    notebook.interrupt()
    ran = notebook.await_end(asked)
    assert ran.reply["ename"] == "Interrupted", ran.error
    # what cannot be reached may still be ended if the interrupt comes before the cell waits there
    assert "left behind" not in ran.error or code in OUT_OF_REACH.values(), ran.error
    assert time.monotonic() - start < 10
    assert notebook.run("kept + 1").result == "42"


def test_interrupts_meet_garbage_collections_and_the_first_use_of_classes(notebook):
    """What is thrown into a cell arrives anywhere: the JVM must be able to collect garbage there, and no class of the JDK may be left half initialised."""
    notebook.run("int kept = 41; Object keep = new Object();\nThread.ofPlatform().daemon().start(() -> { while (true) { System.gc(); Thread.yield(); } });")
    for code in [code for name, code in ENDLESS.items() if name != "a pool that never ends"] * 2:
        asked = notebook.send('System.out.println("running");\n' + code)
        notebook.await_output(asked, "running")
        notebook.interrupt()
        ran = notebook.await_end(asked)
        assert ran.reply["ename"] == "Interrupted", ran.error
    assert notebook.run("kept + 1").result == "42"
    notebook.run("%jvm -Xmx256m")
    notebook.run("%jvm default")


def interrupted_while_compiling(notebook, depth):
    """Sends a cell whose value's type doubles with each call (a second or so of javac at 14 calls, minutes at 23), and an interrupt."""
    notebook.run("int kept = 41;\n<T> Map<T, T> twice(T t) { return null; }")
    asked = notebook.send("Object slow = " + "twice(" * depth + "1" + ")" * depth + ";")
    notebook.await_busy(asked)
    notebook.interrupt()
    return notebook.await_end(asked)


def test_an_interrupt_ends_a_cell_that_the_compiler_works_on(notebook):
    for depth in range(12, 19):
        ran = interrupted_while_compiling(notebook, depth)
        if ran.status == "error":
            break  # else it was compiled before the interrupt came: twice as much for the next one
    assert ran.reply["ename"] == "Interrupted", ran.error
    again = notebook.run("kept + 1")
    assert again.result == "42", again.error


@pytest.mark.skipif(os.environ.get("INTERLEAVE_TEST_FULL") != "true", reason="waits for 10 s: -Pfull")
def test_a_compiler_that_does_not_end_is_left_behind():
    notebook = Notebook()
    try:
        ran = interrupted_while_compiling(notebook, 23)
        while "being compiled" not in ran.error:
            # the interrupt came before the compiler had begun
            assert ran.error == "The cell was interrupted. Every variable keeps its value."
            ran = interrupted_while_compiling(notebook, 23)
        assert ran.reply["ename"] == "Interrupted"
        again = notebook.run("kept + 1")
        assert "all cells begin anew" in again.reports[0] and "cannot find symbol" in again.error
        assert notebook.run("1 + 1").result == "2"
    finally:
        notebook.close()


@pytest.mark.parametrize("ask, empty", [("complete", {"matches": []}), ("inspect", {"found": False})])
@pytest.mark.parametrize("depth", [13, pytest.param(24, marks=pytest.mark.skipif(os.environ.get("INTERLEAVE_TEST_FULL") != "true", reason="waits for 10 s: -Pfull"))])
def test_an_interrupt_ends_a_question_that_the_compiler_works_on(depth, ask, empty):
    """Minutes at 24 calls; at 13 a moment, in which the question may be answered before the interrupt."""
    notebook = Notebook()
    try:
        notebook.run("int kept = 41;\n<T> Map<T, T> twice(T t) { return null; }")
        asked = getattr(notebook.client, ask)("twice(" * depth + "1" + ")" * depth + ".toString")
        notebook.interrupt()
        answer = notebook.reply_to(asked)
        assert answer["status"] == "ok"
        again = notebook.run("kept + 1")
        if depth == 13:
            assert again.result == "42", again.error
        else:
            assert answer.items() >= empty.items()
            assert "all cells begin anew" in again.reports[0] and "cannot find symbol" in again.error
            assert notebook.run("1 + 1").result == "2"
    finally:
        notebook.close()


def test_a_cell_that_is_left_behind_says_where_it_waits(notebook):
    notebook.run("Object lock = new Object(); var taken = new CountDownLatch(1);\nThread.ofPlatform().daemon().name(\"holder\").start(() -> { "
                 "synchronized (lock) { taken.countDown(); try { Thread.sleep(1_000_000); } catch (InterruptedException e) { } } });\ntaken.await();")
    asked = notebook.send("var me = Thread.currentThread();\n"
                          "Thread.ofPlatform().daemon().start(() -> { while (me.getState() != Thread.State.BLOCKED) Thread.yield(); "
                          'System.out.println("blocked"); });\n'
                          'synchronized (lock) {\n    System.out.println("in");\n}')
    notebook.await_output(asked, "blocked")
    notebook.interrupt()
    error = notebook.await_end(asked).error
    assert "holder" in error and "line 3" in error, error


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["the kernel", "all its processes"])
def test_an_interrupt_by_signal_ends_the_cell_and_keeps_every_variable(notebook, send):
    notebook.run("int kept = 41;")
    asked = notebook.send('System.out.println("running");\nwhile (true) { }')
    notebook.await_output(asked, "running")
    send(notebook.pid, signal.SIGINT)
    assert notebook.await_end(asked).reply["ename"] == "Interrupted"
    assert notebook.run("kept + 1").result == "42"


def test_an_interrupt_while_nothing_runs_harms_nothing(notebook):
    request = notebook.client.session.msg("interrupt_request")
    notebook.client.control_channel.send(request)
    # its answer is awaited: the next cell travels another way, and could be there first
    while notebook.client.get_control_msg(timeout=60)["parent_header"]["msg_id"] != request["header"]["msg_id"]:
        pass
    assert notebook.run("1").result == "1"


@pytest.mark.parametrize("code", ["System.exit(3);", "Runtime.getRuntime().halt(3);"])
def test_the_end_of_the_guest_is_told_and_the_next_cell_works(notebook, code):
    notebook.run("int gone = 1;")
    ran = notebook.run(code)
    assert "exit code 3" in ran.error and "gone" in ran.error
    assert notebook.run("1 + 1").result == "2"
    assert notebook.run("gone").status == "error"


CRASH = """var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
field.setAccessible(true);
((sun.misc.Unsafe) field.get(null)).putAddress(0, 0);"""


def test_a_crash_of_the_guest_is_told_with_its_report_and_leaves_nothing_in_the_folder(notebook):
    before = set(os.listdir("."))
    ran = notebook.run(CRASH)
    assert "crashed (SIGSEGV)" in ran.error, ran.error
    report = Path(ran.error.split("lies in ")[1].split(". ")[0])
    assert "SIGSEGV" in report.read_text()
    report.unlink()
    assert notebook.run("1 + 1").result == "2"
    assert set(os.listdir(".")) == before


def test_a_heap_that_is_full_is_told_and_the_next_cell_works(notebook):
    ran = notebook.run("var all = new ArrayList<byte[]>();\nwhile (true) all.add(new byte[1 << 20]);")
    assert "OutOfMemoryError" in ran.error and "line 2" in ran.error, ran.error
    assert notebook.run("1 + 1").result == "2"


def test_a_guest_that_is_killed_between_cells_is_told_under_the_last_cell(notebook):
    last = notebook.run("ProcessHandle.current().pid()")
    os.kill(int(last.result), signal.SIGKILL)
    while True:
        message = notebook.client.get_iopub_msg(timeout=PATIENCE)
        if message["msg_type"] == "display_data":
            assert "killed" in message["content"]["data"]["text/plain"]
            break
    assert notebook.run("1 + 1").result == "2"


def test_a_guest_that_is_killed_as_a_cell_begins_is_told_once(notebook):
    for _ in range(20):
        guest = int(notebook.run("ProcessHandle.current().pid()").result)
        notebook.late.clear()
        os.kill(guest, signal.SIGKILL)
        met = notebook.run("1 + 1")
        assert notebook.run("1 + 1").result == "2"
        said = [met.error, *met.reports, *(c["data"]["text/plain"] for _, kind, c in notebook.late if kind == "display_data")]
        assert sum("was killed from outside" in each for each in said) == 1, said
        assert met.result == "2" or met.reply["ename"] == "JvmEnded"


def test_other_jvm_options_are_told_and_taken_back(notebook):
    ran = notebook.run("%jvm -XX:ActiveProcessorCount=7 -Xmx64m")
    assert ran.status == "ok"
    assert notebook.run("Runtime.getRuntime().availableProcessors()").result == "7"
    assert "-Xmx64m" in notebook.run("%jvm").reports[0]
    assert notebook.run("%jvm -XX:NoSuchOption").status == "error"
    assert notebook.run("Runtime.getRuntime().availableProcessors()").result == "7"
    notebook.run("%jvm default")
    assert notebook.run("Runtime.getRuntime().availableProcessors()").result != "7"


def nonsense():
    header = b'{"msg_id":"x","msg_type":"kernel_info_request","session":"s","username":"u","date":"","version":"5.3"}'
    return {
        "bad signature": [b"<IDS|MSG>", b"0" * 64, header, b"{}", b"{}", b"{}"],
        "no delimiter": [b"a", b"b"],
        "too few parts": [b"<IDS|MSG>", b""],
        "random bytes": [os.urandom(1000)],
        "random parts": [b"<IDS|MSG>", os.urandom(64), os.urandom(10), os.urandom(10), os.urandom(10), os.urandom(10)],
        "empty": [b""],
    }


@pytest.mark.parametrize("parts", nonsense().values(), ids=nonsense().keys())
@pytest.mark.parametrize("channel", ["shell_port", "control_port", "stdin_port"])
def test_nonsense_on_the_wire_is_ignored(notebook, channel, parts):
    connection = notebook.manager.get_connection_info()
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        socket.linger = 1000
        socket.connect(f"tcp://{connection['ip']}:{connection[channel]}")
        socket.send_multipart(parts)
    assert notebook.run("1 + 1").result == "2"


@pytest.mark.parametrize("body", [b"not json", b"[1]", b'{"deep":' * 5000 + b"1" + b"}" * 5000], ids=["no json", "no object", "too deep"])
def test_signed_nonsense_is_ignored_too(notebook, body):
    session = notebook.client.session
    header = json.dumps(session.msg_header("execute_request"), default=str).encode()
    parts = [header, b"{}", b"{}", body]
    notebook.client.shell_channel.socket.send_multipart([b"<IDS|MSG>", session.sign(parts), *parts])
    assert notebook.run("1 + 1").result == "2"


def test_an_unknown_type_is_ignored(notebook):
    notebook.client.shell_channel.send(notebook.client.session.msg("dance_request", {}))
    assert notebook.run("1 + 1").result == "2"


def test_a_message_that_comes_again_is_not_run_again(notebook):
    notebook.run("int times = 0;")
    session = notebook.client.session
    message = session.msg("execute_request", {"code": "times++;", "silent": False})
    parts = session.serialize(message)
    notebook.client.shell_channel.socket.send_multipart(parts)
    notebook.await_end(message["header"]["msg_id"])
    notebook.client.shell_channel.socket.send_multipart(parts)
    assert notebook.run("times").result == "1"


def test_random_bytes_on_every_port_are_ignored(notebook):
    import socket

    connection = notebook.manager.get_connection_info()
    for channel in ["shell_port", "control_port", "iopub_port", "stdin_port", "hb_port"]:
        with socket.create_connection((connection["ip"], connection[channel])) as stream:
            stream.sendall(os.urandom(4096))
    assert notebook.run("1 + 1").result == "2"


def test_the_heart_beats_while_a_cell_computes(notebook):
    asked = notebook.send('System.out.println("running");\nwhile (true) { }')
    notebook.await_output(asked, "running")
    connection = notebook.manager.get_connection_info()
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        socket.rcvtimeo = PATIENCE * 1000
        socket.connect(f"tcp://{connection['ip']}:{connection['hb_port']}")
        socket.send(b"beat")
        assert socket.recv() == b"beat"
    notebook.interrupt()
    notebook.await_end(asked)


def test_shutdown_leaves_no_process():
    notebook = Notebook()
    notebook.run("1 + 1")
    family = [notebook.pid, *children(notebook.pid)]
    assert len(family) >= 2
    notebook.client.shutdown()
    await_end_of(family)
    notebook.close()


def test_a_killed_kernel_leaves_no_process():
    notebook = Notebook()
    notebook.run("1 + 1")
    family = [notebook.pid, *children(notebook.pid)]
    os.kill(notebook.pid, signal.SIGKILL)
    await_end_of(family)
    notebook.close()


SERVER = """
import os, sys
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="java")
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
print(manager.provisioner.pid, flush=True)
sys.stdin.read()
os._exit(1)
"""


def test_a_kernel_whose_server_is_gone_ends_by_itself():
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    kernel = int(server.stdout.readline())
    family = [kernel, *children(kernel)]
    assert alive(kernel)
    server.kill()
    server.wait()
    await_end_of(family)


def test_a_restart_is_a_fresh_kernel(notebook):
    notebook.run("int old = 1;")
    notebook.manager.restart_kernel(now=False)
    notebook.client.wait_for_ready(timeout=PATIENCE)
    assert notebook.run("old").status == "error"
    assert notebook.run("1 + 1").result == "2"


@pytest.fixture
def stale(tmp_path):
    """A kernelspec whose start-up cache was made of other jars than those that are there."""
    spec = json.loads((Path(KernelSpecManager().get_kernel_spec("java").resource_dir) / "kernel.json").read_text())
    cache = next(a.removeprefix("-XX:AOTCache=") for a in spec["argv"] if a.startswith("-XX:AOTCache="))
    copy = tmp_path / "kernel.aot"
    shutil.copyfile(cache, copy)
    (tmp_path / "kernel.aot.jars").write_text("of another build\n")
    spec["argv"] = [a.replace(cache, str(copy)) for a in spec["argv"]]
    folder = tmp_path / "kernels" / "java"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec))
    return KernelSpecManager(kernel_dirs=[str(tmp_path / "kernels")], ensure_native_kernel=False)


def descendants(pid):
    found = children(pid)
    return found + [further for child in found for further in descendants(child)]


def test_a_kernel_built_anew_starts_without_its_cache_and_ends_with_the_process_that_jupyter_knows(stale):
    notebook = Notebook(specs=stale)
    assert notebook.run("1 + 1").result == "2"
    family = [notebook.pid, *descendants(notebook.pid)]
    assert len(family) == 3, family
    os.kill(notebook.pid, signal.SIGKILL)
    await_end_of(family)
    notebook.close()


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["the kernel", "all its processes"])
def test_a_kernel_without_its_cache_hears_signals(stale, send):
    notebook = Notebook(specs=stale)
    asked = notebook.send('System.out.println("running");\nwhile (true) { }')
    notebook.await_output(asked, "running")
    send(notebook.pid, signal.SIGINT)
    assert notebook.await_end(asked).reply["ename"] == "Interrupted"
    assert notebook.run("1 + 1").result == "2"
    notebook.close()


@pytest.fixture
def ignoring_interrupts():
    """What a process inherits that a shell's script starts with &."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_kernel_that_was_started_in_the_background_hears_signals(ignoring_interrupts):
    notebook = Notebook()
    try:
        asked = notebook.send('System.out.println("running");\nwhile (true) { }')
        notebook.await_output(asked, "running")
        os.kill(notebook.pid, signal.SIGINT)
        assert notebook.await_end(asked).reply["ename"] == "Interrupted"
    finally:
        notebook.close()


def test_a_kernel_without_its_cache_shuts_down_whole(stale):
    notebook = Notebook(specs=stale)
    notebook.run("1 + 1")
    family = [notebook.pid, *descendants(notebook.pid)]
    notebook.client.shutdown()
    await_end_of(family)
    notebook.close()


def listening(pids):
    """The ports on which these processes listen, as the Linux kernel knows them."""
    sockets = set()
    for pid in pids:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            try:
                sockets.add(os.readlink(entry))
            except OSError:
                continue
    ports = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            waiting = fields[3] == "0A" or table.startswith("udp")
            if waiting and f"socket:[{fields[9]}]" in sockets:
                ports.add(int(fields[1].rpartition(":")[2], 16))
    return ports


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_nothing_listens_but_what_the_connection_file_names():
    notebook = Notebook()
    notebook.run("1 + 1")
    asked = notebook.send('System.out.println("running");\nwhile (true) { }')
    notebook.await_output(asked, "running")
    notebook.interrupt()
    notebook.await_end(asked)
    named = {port for name, port in notebook.manager.get_connection_info().items() if name.endswith("_port")}
    assert listening([notebook.pid, *descendants(notebook.pid)]) == named
    notebook.close()
