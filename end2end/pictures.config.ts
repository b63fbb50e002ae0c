/** Takes a picture of every page: `npm --prefix end2end run pictures [-- FOLDER]`. */
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

export default defineConfig({
  ...tests,
  testDir: "pictures",
  outputDir: "test-results/pictures",
  projects: [{ name: "pictures" }],
  reporter: [["list"]],
  timeout: 600_000,
  workers: 1,
});
