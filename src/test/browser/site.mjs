// Every page of a folder, light and dark: axe finds no fault, nothing is fetched from elsewhere, no script fails; the search finds, slides move, and a step-through steps.
// node site.mjs FOLDER CHROMIUM SCREENSHOTS
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, executablePath, screenshots] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const address = name => pathToFileURL(resolve(folder, name)).href;
const faults = [];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1100, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    let name = "";
    page.on("request", request => {
      if (!/^(file|data|blob):/.test(request.url())) faults.push(`${name}: fetches ${request.url()}`);
    });
    page.on("pageerror", error => faults.push(`${name}: ${error.message}`));
    for (name of readdirSync(folder).filter(file => file.endsWith(".html")).sort()) {
      await page.goto(address(name));
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const violation of violations) {
        const places = violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160));
        faults.push(`${name} (${colorScheme}): ${violation.id}: ${violation.help} (${violation.nodes.length} places)\n    ${places.join("\n    ")}`);
      }
      for (const order of await page.locator(".interleave-order").all()) {
        await order.locator('button[data-to="next"]').click();
        if ((await order.locator('[aria-current="step"]').count()) !== 1) faults.push(`${name}: a step-through does not step`);
      }
      await page.screenshot({ path: join(screenshots, `${name.replace(".html", "")}-${colorScheme}.png`) });
    }
    if (readdirSync(folder).includes("search.html")) {
      name = "search.html";
      await page.goto(address("index.html"));
      await page.fill("#q", "variable still");
      await page.press("#q", "Enter");
      await page.waitForFunction(() => document.querySelectorAll("#hits li").length > 0);
      const target = await page.locator("#hits a").first().getAttribute("href");
      await page.locator("#hits a").first().click();
      if (!page.url().endsWith(target)) faults.push(`the first hit leads to ${page.url()}, not ${target}`);
    }
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(faults.length === 0 ? "no fault" : faults.join("\n"));
process.exit(faults.length === 0 ? 0 : 1);
