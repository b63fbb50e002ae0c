import { test } from "@playwright/test";
import { signUp, signIn } from "../support/accounts";
import { invite } from "../support/invitations";
import { Server } from "../support/server";
import { take } from "./take";

test("oneself and the history", async ({ page, browser }) => {
  const server = await Server.start({ engine: "sqlite" });
  try {
    const at = (path: string) => server.url + path;
    const account = await signUp(page, { name: "Ville de Lyon", email: "camille.durand@exemple.fr" }, server.url);
    const other = await (await browser.newContext({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1" })).newPage();
    await signIn(other, account, server.url);
    await invite(page, { addresses: "Éric Dubois <eric@exemple.fr>; Aïcha Ndiaye <aicha@exemple.fr>; sans.nom@exemple.fr" }, server.url);
    await page.goto(at("/me/edit"));
    await page.getByLabel("Téléphone").fill("+33 1 02 03 04 05");
    await page.getByLabel("Adresse de notification").fill("secretariat@exemple.fr");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await take(page, "me");
    await page.goto(at("/me/edit"));
    await take(page, "me-edit");
    for (const tab of ["password", "sessions", "rights", "history", "export", "sessions/end-others"]) {
      await page.goto(at(`/me/${tab}`));
      await take(page, `me-${tab.replace("/", "-")}`);
    }
    await page.goto(at("/history"));
    await take(page, "me-history");
    await page.goto(at("/history?q=dubois&what=invitations&outcome=done"));
    await take(page, "history-filtered");
    await page.goto(at("/history?until=2020-01-01"));
    await take(page, "history-empty");
    await page.goto(at("/policy/1"));
    await take(page, "me-policy");
    await page.goto("about:blank");
    await other.goto("about:blank");
  } finally {
    await server.stop();
  }
});
