"""Every order of a few steps, on the classes and variables of the notebook's own cells."""

import pytest
from kernels import Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


ACCOUNT = """class Account {
    private int balance;
    %s void deposit(int amount) {
        balance += amount;
    }
    int balance() { return balance; }
}"""


def test_two_deposits_are_one_line_and_the_failing_order_is_a_table(notebook):
    notebook.run(ACCOUNT % "")
    ran = notebook.run("explore(new Account(), a -> a.deposit(5), a -> a.deposit(10)).ending(a -> a.balance(), 15)")
    assert ran.result.splitlines() == [
        "4 of all 6 orders fail. It took 4 runs: orders that differ only in steps that do not meet end the same."
        " The shortest, with 1 switch, id 1.1: expected 15 but was 5",
        "| # | A                 | B                  | balance | line      | code               |",
        "|---|-------------------|--------------------|---------|-----------|--------------------|",
        "| 1 | read balance = 0  |                    | 0       | 4 deposit | balance += amount; |",
        "| 2 |                   | read balance = 0   | 0       | 4 deposit | balance += amount; |",
        "| 3 |                   | write balance = 10 | 10      | 4 deposit | balance += amount; |",
        "| 4 | write balance = 5 |                    | 5       | 4 deposit | balance += amount; |",
    ]
    [html] = [c["data"]["text/html"] for t, c in ran.messages if t == "execute_result"]
    assert '<th scope="col">balance</th>' in html
    assert '<button type="button" data-to="next">Next</button>' in html


def test_the_repaired_class_passes_and_what_must_hold_throws_otherwise(notebook):
    notebook.run(ACCOUNT % "")
    line = "explore(new Account(), a -> a.deposit(5), a -> a.deposit(10)).mustEnd(a -> a.balance(), 15);"
    broken = notebook.run(line)
    assert broken.status == "error"
    assert "4 of all 6 orders fail" in broken.error
    assert "| write balance = 10 | 10" in broken.error
    notebook.run(ACCOUNT % "synchronized")
    fixed = notebook.run(line)
    assert fixed.status == "ok", fixed.error


def test_variables_of_cells_are_what_the_code_begins_with(notebook):
    notebook.run("int n = 5;")
    notebook.run("void more() { n++; }")
    ran = notebook.run("explore(() -> more(), () -> more()).ending(() -> n, 7).verdict()")
    assert ran.result == '"4 of all 6 orders fail"' or ran.result == "4 of all 6 orders fail", ran.error
    assert notebook.run("n").result == "5"
    notebook.run("var hits = new java.util.concurrent.atomic.AtomicInteger(40);")
    ran = notebook.run("explore(() -> hits.incrementAndGet(), () -> hits.incrementAndGet()).mustEnd(() -> hits.get(), 42);")
    assert ran.status == "ok", ran.error
    assert notebook.run("hits").result == "40"


def test_code_that_is_not_explored_is_as_fast_and_as_free_as_ever(notebook):
    notebook.run(ACCOUNT % "")
    notebook.run("var kept = new Account(); kept.deposit(1);")
    notebook.run("explore(kept, a -> a.deposit(5), a -> a.deposit(10)).ending(a -> a.balance(), 16);")
    assert notebook.run("kept.balance()").result == "1"
    assert notebook.run("new Account().getClass() == kept.getClass()").result == "true"


def test_an_order_is_replayed_by_its_id(notebook):
    notebook.run(ACCOUNT % "")
    ran = notebook.run(
        'explore(new Account(), a -> a.deposit(5), a -> a.deposit(10)).order("1.1").ending(a -> a.balance(), 15)'
    )
    assert ran.result.startswith("the order replayed fails. The shortest, with 1 switch, id 1.1"), ran.error
