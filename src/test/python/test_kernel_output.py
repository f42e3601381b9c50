"""Output is complete, in order and under its cell; input is asked for."""

import pytest
from jupyter_client.manager import KernelManager
from kernels import PATIENCE, Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


def test_twenty_thousand_lines_arrive_and_idle_is_last(notebook):
    ran = notebook.run("for (int i = 0; i < 20_000; i++) System.out.println(i);")
    assert ran.text().splitlines() == [str(i) for i in range(20_000)]


def test_a_million_lines_of_four_threads_arrive_whole(notebook):
    ran = notebook.run("""var writers = new ArrayList<Thread>();
for (int t = 0; t < 4; t++) {
    int id = t;
    writers.add(Thread.ofPlatform().start(() -> { for (int i = 0; i < 250_000; i++) System.out.println(id + " " + i); }));
}
for (var writer : writers) writer.join();""")
    following = [0, 0, 0, 0]
    for line in ran.text().splitlines():
        thread, number = map(int, line.split())
        assert number == following[thread], line
        following[thread] += 1
    assert following == [250_000] * 4


def test_text_beyond_ascii_arrives_whole(notebook):
    ran = notebook.run('for (int i = 0; i < 5_000; i++) System.out.print("é€😀");')
    assert ran.text() == "é€😀" * 5_000


@pytest.mark.parametrize("start", [
    "new Thread(task).start();",
    "Thread.ofVirtual().start(task);",
])
def test_what_a_thread_prints_late_appears_under_the_cell_that_started_it(notebook, start):
    notebook.run("CountDownLatch gate = new CountDownLatch(1);")
    ran = notebook.send('Runnable task = () -> { try { gate.await(); } catch (InterruptedException e) { } System.out.println("late"); };\n'
                        + start)
    notebook.await_end(ran)
    other = notebook.run("gate.countDown();\nThread.sleep(100);")
    assert other.text() == ""
    assert notebook.await_late(ran, "late\n") == "late\n"
    notebook.late.clear()


def test_input_is_asked_for_and_read(notebook):
    asked = notebook.send('var in = new Scanner(System.in);\nString name = in.nextLine();\n"hello " + name', allow_stdin=True)
    request = notebook.client.get_stdin_msg(timeout=PATIENCE)
    assert request["msg_type"] == "input_request"
    notebook.client.input("Ada")
    assert notebook.await_end(asked).result == "hello Ada"


def test_where_nobody_can_answer_reading_is_told_in_a_sentence(notebook):
    ran = notebook.run("new Scanner(System.in).nextLine()", allow_stdin=False)
    assert ran.status == "error"
    assert any("System.in" in r for r in ran.reports)


def test_an_interrupted_question_does_not_answer_the_next(notebook):
    asked = notebook.send("new Scanner(System.in).nextLine()", allow_stdin=True)
    notebook.client.get_stdin_msg(timeout=PATIENCE)
    notebook.interrupt()
    assert notebook.await_end(asked).status == "error"
    notebook.client.input("stale")
    asked = notebook.send("new Scanner(System.in).nextLine()", allow_stdin=True)
    notebook.client.get_stdin_msg(timeout=PATIENCE)
    notebook.client.input("fresh")
    assert notebook.await_end(asked).result == "fresh"


def test_what_a_cell_prints_is_kept_for_a_client_that_subscribes_after_it_asked():
    """A client connects its sockets one by one, and again every 100 ms where nobody listens yet: the request may overtake the subscription."""
    manager = KernelManager(kernel_name="java")
    manager.start_kernel()
    client = manager.client()
    try:
        client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
        asked = client.execute('System.out.println("first words")')
        client.get_shell_msg(timeout=PATIENCE)
        client.start_channels(shell=False, iopub=True, stdin=False, hb=False, control=False)
        text = ""
        while True:
            message = client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["msg_type"] == "stream":
                text += message["content"]["text"]
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
        assert text == "first words\n"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_character_that_is_printed_byte_by_byte_arrives_whole(notebook):
    """Each byte is sent by itself: what is shown in between makes all that was printed leave."""
    text = "é€😀"
    asked = notebook.send(
        f'byte[] bytes = "{text}".getBytes("UTF-8");\n'
        "for (byte b : bytes) { System.out.write(b); System.out.flush(); System.err.print('.'); }"
    )
    ran = notebook.await_end(asked)
    assert ran.text() == text
    assert all("\ufffd" not in c["text"] for t, c in ran.messages if t == "stream")
    assert ran.text("stderr") == "." * len(text.encode())


def test_a_character_that_is_never_finished_is_not_lost(notebook):
    ran = notebook.run("System.out.write(0xE2); System.out.flush();")
    assert ran.text() == "\ufffd"


def test_text_of_many_frames_is_cut_between_characters(notebook):
    ran = notebook.run('System.out.print("a" + "€😀".repeat(200_000));')
    assert ran.text() == "a" + "€😀" * 200_000
