import { test } from "@playwright/test";
import { acceptPolicy, sendSignIn, signUp } from "../support/accounts";
import { Server } from "../support/server";
import { askForMany } from "../support/user-list";
import { take } from "./take";

const PAGES = ["users", "users?state=invited&sort=-invited", "users?q=zzz", "history", "analytics", "billing", "departments"];

for (const people of [0, 1, 50, 1_000_000]) {
  test(`the list and the figures with ${people} other people`, async ({ page }) => {
    test.setTimeout(1_800_000); // a million people are made in four minutes
    const server = await Server.start({ engine: "sqlite" });
    try {
      if (people === 0) {
        await signUp(page, {}, server.url);
      } else {
        await server.kill(); // a million people are made without the indexes, which nobody should wait for
        const printed = await server.command("demo", "--users", String(people));
        await server.restart();
        const [, email, password] = printed.match(/ as (\S+) with the password: (.+)/) ?? [];
        if (!email || !password) throw new Error(printed);
        await page.goto(`${server.url}/sign-in`);
        await sendSignIn(page, { email, password: password.trim() });
        await acceptPolicy(page);
      }
      for (const path of PAGES) {
        await page.goto(`${server.url}/${path}`);
        await take(page, `${people}-${path.replace(/\W+/g, "-")}`);
      }
      if (people > 50) {
        await page.goto(`${server.url}/users`);
        await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
        await page.getByRole("checkbox", { name: /^Toute la liste/ }).check();
        await askForMany(page, "Désactiver");
        await page.getByRole("heading", { level: 1, name: /^Désactiver/ }).waitFor();
        await take(page, `${people}-bulk`);
      }
    } finally {
      await server.stop();
    }
  });
}
