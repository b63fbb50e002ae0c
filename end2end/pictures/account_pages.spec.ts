import { test } from "@playwright/test";
import { acceptPolicy, sendSignIn, signUp } from "../support/accounts";
import { Server } from "../support/server";
import { take } from "./take";

test("figures and seats: of nobody yet, and of a thousand people", async ({ page }) => {
  const [empty, full] = [await Server.start({ engine: "sqlite" }), await Server.start({ engine: "sqlite" })];
  try {
    await signUp(page, { name: "Communauté de communes" }, empty.url);
    for (const path of ["/analytics", "/billing"]) {
      await page.goto(empty.url + path);
      await take(page, `${path.slice(1)}-empty`);
    }
    const printed = await full.command("demo");
    const [, email, password] = printed.match(/ as (\S+) with the password: (.+)/) ?? [];
    if (!email || !password) throw new Error(printed);
    await page.goto(`${full.url}/sign-in`);
    await sendSignIn(page, { email, password: password.trim() });
    await acceptPolicy(page);
    for (const path of ["/analytics", "/analytics?weeks=52", "/billing", "/billing?days=365"]) {
      await page.goto(full.url + path);
      await take(page, path.slice(1).replace(/\W/g, "-"));
    }
    for (const path of ["/analytics?weeks=4", "/billing?days=30"]) {
      await page.goto(full.url + path);
      for (const summary of await page.getByRole("main").locator("summary").all()) await summary.click();
      await take(page, `${path.slice(1).replace(/\W/g, "-")}-tables`);
    }
  } finally {
    await Promise.all([empty.stop(), full.stop()]);
  }
});
