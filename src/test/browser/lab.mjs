// A learner in JupyterLab: runs lesson 00 from top to bottom, interrupts a spin, answers wrongly, takes a hint, answers rightly, sees the points, follows the links.
// node lab.mjs URL CHROMIUM SCREENSHOTS WRONG RIGHT   (WRONG, RIGHT: files with an answer; URL with its token)
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";

const [url, executablePath, screenshots, wrongFile, rightFile] = process.argv.slice(2);
const EXERCISE = "00-two-questions";
const PATIENCE = 240_000;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.setDefaultTimeout(PATIENCE);

const shot = name => page.screenshot({ path: join(screenshots, name + ".png") });

// What the page's own model of the open notebook says; `at` is the number of a cell, from 0.
const active = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.content.activeCellIndex);
const cell = at =>
  page.evaluate(i => {
    const widget = window.jupyterapp.shell.currentWidget.content.widgets[i];
    const outputs = widget.model.outputs ? JSON.stringify(widget.model.outputs.toJSON()) : "[]";
    return {
      id: widget.model.id,
      kind: widget.model.type,
      source: widget.model.sharedModel.getSource(),
      count: widget.model.executionCount ?? null,
      state: widget.model.executionState ?? null,
      outputs,
    };
  }, at);
const count = () => page.evaluate(() => window.jupyterapp.shell.currentWidget.content.widgets.length);
const open = () => page.evaluate(() => window.jupyterapp.shell.currentWidget?.context?.path ?? "");

async function ended(at, before) {
  await page.waitForFunction(
    ([i, old]) => {
      const model = window.jupyterapp.shell.currentWidget.content.widgets[i].model;
      return model.executionState !== "running" && model.executionCount !== null && model.executionCount !== old;
    },
    [at, before],
    { polling: 100 },
  );
  return cell(at);
}

/** Shift-Enter in the cell that is selected; waits for its end. */
async function run() {
  const at = await active();
  const { kind, source, count: before } = await cell(at);
  await page.keyboard.press("Shift+Enter");
  if (kind !== "code" || source.trim() === "") return cell(at);
  return ended(at, before);
}

/** Selects a cell, and gives the keyboard to the notebook. */
async function select(id) {
  await page.evaluate(async wanted => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const at = notebook.widgets.findIndex(widget => widget.model.id === wanted);
    notebook.mode = "command";
    notebook.activeCellIndex = at;
    await notebook.scrollToItem(at, "center");
    notebook.activate();
  }, id);
  await page.waitForFunction(wanted => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const node = notebook.activeCell?.node;
    return notebook.activeCell?.model.id === wanted && node.isConnected && notebook.node.contains(document.activeElement);
  }, id);
}

/** Types a text over what a cell holds, as a person does who pastes. */
async function write(id, text) {
  await select(id);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    return notebook.mode === "edit" && notebook.activeCell.editor?.hasFocus();
  });
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
  const at = await active();
  assert.equal((await cell(at)).source, text);
}

try {
  await page.goto(url);
  await page.waitForFunction(() => window.jupyterapp?.shell.currentWidget?.content?.widgets?.length > 5);
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === "idle", null, { polling: 200 });
  assert.equal(await open(), "notebooks/00-start-here.ipynb");
  await shot("1-opened");
  assert.equal(await page.getByText("Jupyter news").count(), 0, "JupyterLab asks for news over the lesson");
  assert.equal(await page.locator(".jp-Dialog").count(), 0, "a dialog stands over the lesson");

  // top to bottom, with the spin in the middle
  await select("claim");
  await page.locator(".jp-Notebook").first().focus();
  for (let seen = -1; ; ) {
    const at = await active();
    const now = await cell(at);
    if (now.id === "spin") {
      await page.keyboard.press("Shift+Enter");
      await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "busy", null, { polling: 50 });
      await shot("2-spinning");
      await page.locator('[data-command="notebook:interrupt-kernel"], [title^="Interrupt the kernel"]').first().click();
      const spun = await ended(at, now.count);
      assert.match(spun.outputs, /error/, spun.outputs);
    } else if (at === seen || now.id === "exercise-answer") {
      break;
    } else {
      const ran = await run();
      assert.doesNotMatch(ran.outputs, /"output_type":"error"/, ran.id + " " + ran.outputs);
      if (ran.id === "after") {
        assert.match(ran.outputs, /[1-9]\d* rounds, and every variable is still here/);
        await shot("3-interrupted");
      }
      if (ran.id === "figure") {
        await page.evaluate(() => {
          const notebook = window.jupyterapp.shell.currentWidget.content;
          return notebook.scrollToItem(notebook.widgets.findIndex(widget => widget.model.id === "run"), "start");
        });
        await shot("4-figure");
      }
    }
    seen = at;
  }

  const answer = file => `%%answer ${EXERCISE}\n` + readFileSync(file, "utf8");
  await write("exercise-answer", answer(wrongFile));
  assert.doesNotMatch((await run()).outputs, /"output_type":"error"/);
  await select("exercise-grade");
  const wrong = await run();
  assert.match(wrong.outputs, /of 2 questions was in flight at once/, wrong.outputs);
  await select("exercise-hint");
  assert.match((await run()).outputs, /Hint 1 of 3/);
  await shot("5-wrong-and-a-hint");

  await write("exercise-answer", answer(rightFile));
  await run();
  await select("exercise-grade");
  const right = await run();
  const [, points, most] = right.outputs.match(/(\d+) of (\d+) points/);
  assert.equal(points, most, right.outputs);
  await shot("6-right");

  await select("progress");
  const progress = await run();
  assert.match(progress.outputs, new RegExp(`✓ ${points} of ${most}, 1 hint`), progress.outputs);
  assert.match(progress.outputs, /✓ read/);
  await shot("7-progress");

  // a reset puts the starter below
  const cells = await count();
  await write("progress", `%exercise ${EXERCISE} --reset`);
  const at = await active();
  await run();
  await page.waitForFunction(n => window.jupyterapp.shell.currentWidget.content.widgets.length === n + 1, cells);
  assert.match((await cell(at + 1)).source, /^%%answer 00-two-questions\n[^]*nothing is asked yet/);
  await shot("8-reset");

  // lesson to exercise, exercise back to the lesson
  const follow = async (target, path) => {
    await page.locator(`.jp-NotebookPanel:not(.lm-mod-hidden) a[href*="${target}"]:visible`).first().click();
    await page.waitForFunction(wanted => window.jupyterapp.shell.currentWidget?.context?.path === wanted, path, { polling: 200 });
  };
  await select("exercise");
  await follow("00-two-questions/exercise.ipynb", `exercises/${EXERCISE}/exercise.ipynb`);
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.content.widgets.length > 3);
  await follow("00-start-here.ipynb", "notebooks/00-start-here.ipynb");
  await select("end");
  const next = await page.evaluate(() => {
    const source = window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.getSource();
    return source.match(/Next: \[[^\]]+\]\(([^)]+)\)/)[1];
  });
  await follow(next, "notebooks/" + next);
  await shot("9-next-lesson");
  console.log(`lesson 00: ${points} of ${most} points, then ${next}`);
} catch (failure) {
  await shot("failed").catch(() => {});
  throw failure;
} finally {
  await page.evaluate(() => window.jupyterapp?.serviceManager.sessions.shutdownAll()).catch(() => {});
  await browser.close();
}
