/** Accessibility: no violation, in light and in dark. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { Engine } from "./server";

/** The rules whose answer hangs on colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"];

/**
 * Checks a page in its present state, but for what `except` selects. axe is a script: where scripts are off, an
 * annotation says that it didn't run. A page is the same on both engines, and every test meets it on both: SQLite's
 * projects check it.
 */
export async function checkWithAxe(page: Page, engine: Engine, javaScriptEnabled: boolean, except?: string): Promise<void> {
  const reason = javaScriptEnabled ? engine === "postgres" && "the same page is checked on SQLite" : "scripts are off";
  if (reason) {
    test.info().annotations.push({ type: "axe", description: `not run on ${page.url()}: ${reason}` });
    return;
  }
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // By itself it opens a page of its own for each result, for the sake of frames from elsewhere, which Parvis has none of.
    const builder = new AxeBuilder({ page }).setLegacyMode();
    // What isn't about colours is the same in the dark.
    if (colorScheme === "light") builder.withTags(TAGS);
    else builder.withRules(COLOURS);
    const { violations } = await (except ? builder.exclude(except) : builder).analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`),
    );
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}
