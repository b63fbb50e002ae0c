import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "../support/test";

/** As the snapshot tests keep them: every kind of mail, in every language that is written. */
const folder = resolve(import.meta.dirname, "../../src/tests/mail/snapshots");
const snapshots = readdirSync(folder).filter((name) => name.endsWith("-html.snap"));

test("[S1.10] [S1.20] every mail passes axe, in light and in dark readers @script", async ({ page, axe }) => {
  expect(snapshots.length).toBeGreaterThan(3);
  for (const name of snapshots) {
    await test.step(name, async () => {
      // The first lines between dashes are the snapshot's own.
      const html = readFileSync(join(folder, name), "utf8").split(/^---$/m).slice(2).join("---");
      await page.setContent(html.trim());
      await expect(page.locator("body")).toBeVisible();
      await axe(page);
    });
  }
});
