import { expect, test } from "@playwright/test";
import { signUp } from "../support/accounts";
import { invite } from "../support/invitations";
import { Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

test("exports: nothing yet, nothing chosen, a file on its way and those that are kept", async ({ page }) => {
  const mailbox = await Mailbox.open();
  const server = await Server.start({ engine: "sqlite", smtp: mailbox.url });
  try {
    const at = (path: string) => server.url + path;
    await signUp(page, { name: "Communauté de communes" }, server.url);
    await page.goto(at("/exports"));
    await take(page, "exports-empty");
    await page.getByRole("button", { name: "Préparer le fichier" }).click();
    await take(page, "exports-refused");
    await invite(page, { addresses: Array.from({ length: 2_000 }, (_, n) => `n${n}@example.org`).join(" ") }, server.url);
    for (const [what, format] of [["Utilisateurs", "CSV"], ["Droits", "JSON"], ["Historique", "CSV"]]) {
      await page.goto(at("/exports"));
      await page.getByRole("radio", { name: new RegExp(`^${what}`) }).check();
      await page.getByRole("radio", { name: new RegExp(`^${format}`) }).check();
      await page.getByRole("button", { name: "Préparer le fichier" }).click();
      await expect(page.getByRole("status")).toHaveText("Terminé");
    }
    await take(page, "exports-job");
    await page.goto(at("/exports"));
    await take(page, "exports");
    await page.getByRole("button", { name: "Supprimer Droits, JSON" }).click();
    await take(page, "exports-deleted");
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
