/** Accessibility: no violation, in light and in dark. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import axe from "axe-core";
import type { Engine } from "./server";

/** Which rules a colour scheme is checked by: what isn't about colours is the same in the dark. */
const RULES = {
  light: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"] },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} satisfies Record<string, axe.RunOnly>;

/**
 * Checks a page in its present state, but for what `except` selects. A page is the same on both engines, and every test
 * meets it on both: SQLite's projects check it. A page that a run has found clean is what it was when it is met again,
 * as most are without script: axe takes as long as a whole story.
 */
export async function checkWithAxe(page: Page, engine: Engine, javaScriptEnabled: boolean, except?: string): Promise<void> {
  if (engine === "postgres") {
    skip(`${page.url()} is checked on SQLite`);
    return;
  }
  // A page that has just been led to may have its text before its style.
  await page.waitForLoadState();
  if (!except) expect(page.frames(), "axe looks into no frame: one has to be left out by name").toHaveLength(1);
  const hash = createHash("sha256").update(`${except}\n${await page.evaluate(look)}`).digest("hex");
  const clean = join(test.info().project.outputDir, "clean"); // each run empties what is around it
  if (existsSync(join(clean, hash))) {
    skip(`${page.url()} was clean before`);
    return;
  }
  // Where a page's scripts are off, its timers are too: axe's rest between steps is none then.
  if (!javaScriptEnabled) await page.evaluate(letTimersRun);
  await page.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(
      async ({ except, runOnly }) => {
        const { violations } = await window.axe.run(
          except ? { exclude: except } : document,
          { runOnly, resultTypes: ["violations"] }, // all details of the rest would take it twice as long
        );
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary}`),
        );
      },
      { except, runOnly: RULES[colorScheme] },
    );
    expect(found, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
  mkdirSync(clean, { recursive: true });
  writeFileSync(join(clean, hash), "");
}

function skip(description: string): void {
  test.info().annotations.push({ type: "axe", description });
}

/** All of a page that can be right or wrong, but for the keys and numbers that are others in each test. */
function look(): string {
  const html = document.documentElement.outerHTML
    .replace(/\b(?=[\w-]*\d)[\w-]{20,}\b/g, "#") // a name of a class has no digits
    .replace(/\b(?=[a-f]*\d)[0-9a-f]{6,}\b/g, "#")
    .replace(/\d+/g, "0");
  const fields = [...document.querySelectorAll("input")].map(({ checked, value }) => `${checked} ${value.length > 0}`);
  const opened = [...document.querySelectorAll(":modal, :popover-open")].map(({ id }) => id);
  return [innerWidth, innerHeight, html, fields, opened, document.activeElement?.id].join("\n");
}

function letTimersRun(): void {
  const soon = (done: () => void) => {
    void Promise.resolve().then(done);
    return 0;
  };
  Object.assign(window, { setTimeout: soon, requestAnimationFrame: soon });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
