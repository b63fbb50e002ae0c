import { mkdir } from "node:fs/promises";
import type { Page } from "@playwright/test";

const folder = process.env.PARVIS_PICTURES ?? "/tmp/parvis-pictures";
const WIDTHS = [360, 768, 1280];
const SCHEMES = ["light", "dark"] as const;
/** What is further down is more of the same. */
const MOST = 2_400;

/** Saves `page` as it is now, in each width and scheme. */
export async function take(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 700 ? 780 : 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => scrollTo(0, 0)); // what hides above the screen would show in the middle
      const height = Math.min(MOST, await page.evaluate(() => document.documentElement.scrollHeight));
      const clip = { x: 0, y: 0, width, height };
      // To hide a caret, fields would be given a style, which a list that renews itself takes for another's change.
      const path = `${folder}/${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: true, clip, caret: "initial" });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
