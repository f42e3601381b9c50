// A deck: moves by keys and by buttons, keeps its place in the address, fetches nothing.
// node slides.mjs FILE CHROMIUM SCREENSHOTS
import { chromium } from "playwright-core";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [file, executablePath, screenshots] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const fetched = [];
  page.on("request", request => /^(file|data|blob):/.test(request.url()) || fetched.push(request.url()));
  await page.goto(pathToFileURL(resolve(file)).href);
  const place = () => page.locator("#place").textContent();
  const all = await page.locator("section.slide").count();
  assert.equal(await place(), `1 of ${all}`);
  await page.screenshot({ path: join(screenshots, "slide-1.png") });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press(" ");
  assert.equal(await place(), `3 of ${all}`);
  assert.match(page.url(), /#3$/);
  await page.locator("#back").click();
  assert.equal(await page.locator("section.slide.shown").count(), 1);
  assert.equal(await place(), `2 of ${all}`);
  await page.screenshot({ path: join(screenshots, "slide-2.png") });
  assert.deepEqual(fetched, []);
  console.log(`${all} slides`);
} finally {
  await browser.close();
}
