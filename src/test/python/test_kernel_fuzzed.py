"""Whatever is sent, the next cell runs: contents of the wrong types, headers without names, random JSON, cells of many megabytes."""

import json
import random
import string

import pytest
import zmq
from kernels import Notebook

REQUESTS = [
    "execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request", "comm_info_request",
    "comm_open", "comm_msg", "comm_close", "kernel_info_request", "input_reply", "interrupt_request", "debug_request",
]
FIELDS = [
    "code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error", "cursor_pos", "detail_level", "hist_access_type",
    "output", "raw", "session", "start", "stop", "n", "pattern", "unique", "target_name", "comm_id", "data", "value", "restart",
]


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    notebook.run("int kept = 41;")
    yield notebook
    notebook.close()


def settle(notebook):
    """Waits until all that was sent has been answered, for an error makes what waits behind it not run; the answers are of no interest."""
    notebook.reply_to(notebook.client.kernel_info())
    for channel in (notebook.client.shell_channel, notebook.client.control_channel, notebook.client.iopub_channel):
        while channel.msg_ready():
            channel.get_msg(timeout=1)


def value(chance, depth=0):
    kind = chance.randrange(9 if depth < 4 else 7)
    if kind == 0:
        return None
    if kind == 1:
        return chance.choice([True, False])
    if kind == 2:
        return chance.choice([0, -1, 1, 2**31, -(2**31), 2**63, 2**64, 10**40, 1e308, -0.5])
    if kind in (3, 4, 5):
        return "".join(chance.choice(string.printable + "é€😀\u0000\u2028\ud800") for _ in range(chance.randrange(30)))
    if kind == 6:
        return chance.choice(["int x =", "%", "%%", "%jars", "1 + 1", "tail", "range", "search", "*", "{", "\\u", "/*", '"""'])
    if kind == 7:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(FIELDS): value(chance, depth + 1) for _ in range(chance.randrange(4))}


@pytest.mark.parametrize("seed", range(4))
def test_contents_of_any_type_and_shape_are_survived(notebook, seed):
    chance = random.Random(seed)
    session = notebook.client.session
    for _ in range(100):
        kind = chance.choice(REQUESTS)
        content = {field: value(chance) for field in chance.sample(FIELDS, chance.randrange(8))}
        # what would end the kernel by right, or wait for an answer, is no nonsense
        content["allow_stdin"] = False
        header = session.msg_header(kind)
        if chance.random() < 0.2:
            header.pop(chance.choice(list(header)))
        if chance.random() < 0.1:
            header[chance.choice(list(header))] = value(chance)
        parts = [json.dumps(part, default=str).encode() for part in (header, value(chance) if chance.random() < 0.1 else {}, {}, content)]
        channel = notebook.client.control_channel if chance.random() < 0.2 else notebook.client.shell_channel
        channel.socket.send_multipart([b"<IDS|MSG>", session.sign(parts), *parts])
    settle(notebook)
    assert notebook.run("kept + 1").result == "42"


@pytest.mark.parametrize("seed", range(3))
def test_messages_with_some_bytes_changed_are_survived(notebook, seed):
    chance = random.Random(seed)
    connection = notebook.manager.get_connection_info()
    session = notebook.client.session
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        socket.linger = 2000
        socket.connect(f"tcp://{connection['ip']}:{connection['shell_port']}")
        for _ in range(200):
            parts = [bytearray(part) for part in session.serialize(session.msg("execute_request", {"code": "1 + 1", "silent": True}))]
            for _ in range(chance.randrange(1, 6)):
                part = chance.choice(parts)
                if part:
                    part[chance.randrange(len(part))] = chance.randrange(256)
            if chance.random() < 0.2:
                del parts[chance.randrange(len(parts))]
            socket.send_multipart([bytes(part) for part in parts])
    settle(notebook)
    assert notebook.run("kept + 1").result == "42"


def test_user_expressions_that_are_no_texts_are_errors_of_their_own(notebook):
    ran = notebook.run("1", user_expressions={"number": "kept", "none": ""})
    values = ran.reply["user_expressions"]
    assert values["number"]["data"]["text/plain"] == "41" and values["none"]["status"] == "ok"


@pytest.mark.parametrize("size", [2 << 20, 50 << 20], ids=["2 MB", "50 MB"])
def test_a_cell_of_many_megabytes_is_refused_in_a_sentence(notebook, size):
    ran = notebook.run('String big = "' + "y" * size + '";', store_history=False)
    assert ran.reply["ename"] == "CellTooLarge" and "Put what is data into a file" in ran.error
    assert notebook.run("kept + 1").result == "42"


@pytest.mark.parametrize(
    "code",
    ["// " + "x" * 500_000, "(" * 400 + "1" + ")" * 400, "int n = 1" + " + 1" * 20_000 + ";", "(" * 20_000, "{" * 400_000],
    ids=["comment", "brackets", "sum", "many brackets", "braces"],
)
def test_a_cell_that_the_compiler_cannot_follow_is_refused_in_a_sentence(notebook, code):
    ran = notebook.run(code)
    assert ran.status == "ok" or (ran.reply["ename"] == "CodeTooDeep" and "Give parts of it names" in ran.error), ran.error
    notebook.reply_to(notebook.client.is_complete(code))
    notebook.reply_to(notebook.client.inspect(code))
    notebook.reply_to(notebook.client.complete(code))
    assert notebook.run("kept + 1").result == "42"
