import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig, type PlaywrightTestOptions, type Project } from "@playwright/test";
import type { Engine, Options } from "./support/test";

/**
 * The system's Chromium where there is one, best without the parts that draw windows (it takes two thirds of the time),
 * else the one that Playwright keeps.
 */
const chromium = [process.env.PARVIS_CHROMIUM, "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find(
  (path) => path && existsSync(path),
);

/** The same specs for every project; a spec tagged @script or @no-script runs in those projects alone. */
function project(engine: Engine, script: boolean): Project<PlaywrightTestOptions, Options> {
  return {
    name: `${engine}-${script ? "script" : "no-script"}`,
    grepInvert: script ? /@no-script/ : /@script/,
    use: { engine, javaScriptEnabled: script },
  };
}

export default defineConfig<PlaywrightTestOptions, Options>({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0, // a test that fails now and then is a test to mend
  // Each waits now and then, for a mail or for a change to arrive; PostgreSQL has connections for so many servers.
  workers: Math.min(availableParallelism() + 1, 8),
  // Generous: a busy machine is no fault of the product.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./support/totals.ts"]],
  projects: [project("sqlite", true), project("sqlite", false), project("postgres", true), project("postgres", false)],
  use: {
    browserName: "chromium",
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 30_000,
    trace: "off", // a fifth of the time; `make test-end2end ARGS="--trace retain-on-failure -g NAME"` keeps one
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--renderer-process-limit=1", // for each browser: a page stays in the process that opened it empty
      ],
    },
  },
});
