// One of Oracle's Java notebooks in JupyterLab: a click in the file browser opens it as a notebook, and its cells run.
// node ijnb.mjs URL CHROMIUM SCREENSHOTS   (URL with its token, of a folder that holds made.ijnb)
import { chromium } from "playwright-core";
import { join } from "node:path";
import assert from "node:assert/strict";

const [url, executablePath, screenshots] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
page.setDefaultTimeout(120_000);
try {
  await page.goto(url);
  await page.locator(".jp-DirListing-item", { hasText: "made.ijnb" }).dblclick();
  await page.waitForFunction(() => window.jupyterapp?.shell.currentWidget?.context?.path === "made.ijnb");
  const dialog = page.locator(".jp-Dialog .jp-mod-accept");
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.content.widgets?.length === 2);
  await page.waitForFunction(
    () => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === "idle" || document.querySelector(".jp-Dialog"), null, { polling: 200 });
  if (await dialog.count()) await dialog.first().click();
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === "idle", null, { polling: 200 });
  await page.evaluate(() => window.jupyterapp.commands.execute("notebook:run-all-cells"));
  await page.waitForFunction(() => window.jupyterapp.shell.currentWidget.content.widgets[1].model.outputs.length > 0);
  const outputs = await page.evaluate(() => JSON.stringify(window.jupyterapp.shell.currentWidget.content.widgets[1].model.outputs.toJSON()));
  assert.match(outputs, /"text\/plain":"42"/);
  await page.screenshot({ path: join(screenshots, "ijnb.png") });
  await page.evaluate(() => window.jupyterapp.commands.execute("docmanager:save"));
} catch (failed) {
  await page.screenshot({ path: join(screenshots, "ijnb-failed.png") });
  throw failed;
} finally {
  await browser.close();
}
