"""A kernel seen from outside: what a front end sends, and what it gets."""

import os
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

PATIENCE = 60


class Ran:
    """What became of one cell."""

    def __init__(self, messages, reply, seconds):
        self.messages = messages
        self.reply = reply
        self.seconds = seconds

    @property
    def status(self):
        return self.reply["status"]

    def text(self, name="stdout"):
        return "".join(c["text"] for t, c in self.messages if t == "stream" and c["name"] == name)

    @property
    def result(self):
        found = [c["data"] for t, c in self.messages if t == "execute_result"]
        assert len(found) <= 1, found
        return found[0]["text/plain"] if found else None

    @property
    def error(self):
        """The whole text of the error that the learner sees; empty when there was none."""
        return "\n".join("\n".join(c["traceback"]) for t, c in self.messages if t == "error")

    @property
    def reports(self):
        return [c["data"]["text/plain"] for t, c in self.messages if t in ("display_data", "update_display_data")]


class Notebook:
    """One kernel and one client of it."""

    def __init__(self, name="java", specs=None, patience=PATIENCE, **options):
        self.late = []
        self.manager = KernelManager(kernel_name=name, **({"kernel_spec_manager": specs} if specs else {}))
        self.manager.start_kernel(**options)
        self.client = self.manager.client()
        self.client.start_channels()
        try:
            self.client.wait_for_ready(timeout=patience)
        except RuntimeError:
            self.close()
            raise

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def run(self, code, timeout=PATIENCE, **options):
        """Runs a cell to its end."""
        return self.await_end(self.send(code, **options), timeout)

    def await_end(self, asked, timeout=PATIENCE):
        """All that is published for a request up to idle, and its reply. What belongs to other requests is kept in late."""
        start = time.monotonic()
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != asked:
                self.late.append((message["parent_header"].get("msg_id"), kind, content))
                continue
            if kind == "status" and content["execution_state"] == "idle":
                break
            messages.append((kind, content))
        return Ran(messages, self.reply_to(asked, timeout), time.monotonic() - start)

    def reply_to(self, asked, timeout=PATIENCE):
        while True:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == asked:
                return reply["content"]

    def await_busy(self, asked, timeout=PATIENCE):
        """Waits until the kernel has taken up a cell; what it publishes up to there is of no interest."""
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == asked and message["msg_type"] == "execute_input":
                return

    def await_output(self, asked, text, timeout=PATIENCE):
        """Waits until a cell has printed this; it may still run."""
        printed = ""
        while text not in printed:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == asked and message["msg_type"] == "stream":
                printed += message["content"]["text"]
        return printed

    def await_late(self, asked, text, timeout=PATIENCE):
        """Waits for text that is published for a request that has ended."""
        found = "".join(c["text"] for a, t, c in self.late if a == asked and t == "stream")
        while text not in found:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == asked and message["msg_type"] == "stream":
                found += message["content"]["text"]
        return found

    def interrupt(self):
        self.manager.interrupt_kernel()

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def close(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


def children(pid):
    """The processes that this one started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            if int(status[status.rindex(")") + 2 :].split()[1]) == pid:
                found.append(int(entry.name))
    return found


def alive(pid):
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status[status.rindex(")") + 2] not in "ZX"


def await_end_of(pids, timeout=PATIENCE):
    """Waits until none of these processes is alive."""
    end = time.monotonic() + timeout
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < end, f"still alive: {[pid for pid in pids if alive(pid)]}"
        os.sched_yield()
        time.sleep(0.01)
