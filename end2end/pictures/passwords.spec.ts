import { test } from "@playwright/test";
import { signUp } from "../support/accounts";
import { linkIn, Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

test("forgotten passwords and changed addresses", async ({ page, browser }) => {
  const mailbox = await Mailbox.open();
  const server = await Server.start({ engine: "sqlite", smtp: mailbox.url });
  try {
    const at = (path: string) => server.url + path;
    const stranger = await (await browser.newContext()).newPage();
    const account = await signUp(page, { name: "Ville de Lyon", email: "camille.durand@exemple.fr" }, server.url);
    await stranger.goto(at("/sign-in"));
    await take(stranger, "sign-in");
    await stranger.goto(at("/forgot"));
    await take(stranger, "forgot");
    await stranger.getByLabel("Adresse e-mail").fill(account.email);
    await stranger.getByRole("button", { name: "Recevoir les instructions" }).click();
    await take(stranger, "forgot-sent");
    const mail = await mailbox.next(account.email);
    const link = linkIn(mail, "/reset/");
    await stranger.goto(at("/reset"));
    await stranger.getByLabel("Adresse e-mail").fill(account.email);
    await stranger.getByLabel("Code de récupération").fill("0000 0000");
    await take(stranger, "code");
    await stranger.getByRole("button", { name: "Continuer" }).click();
    await take(stranger, "code-error");
    await stranger.goto(link);
    await take(stranger, "reset");
    await page.goto(at("/me/address"));
    await page.getByLabel("Nouvelle adresse de connexion").fill("c.durand@exemple.org");
    await page.getByLabel("Votre mot de passe actuel").fill(account.password);
    await page.getByRole("button", { name: "Envoyer la confirmation" }).click();
    await take(page, "address-asked");
    const confirmation = await mailbox.next("c.durand@exemple.org");
    await stranger.goto(linkIn(confirmation, "/address/"));
    await take(stranger, "address-confirm");
    await stranger.getByRole("button", { name: "Confirmer l’adresse" }).click();
    await take(stranger, "address-confirmed");
    const changed = await mailbox.next(account.email);
    await stranger.goto(linkIn(changed, "/address/undo/"));
    await take(stranger, "address-undo");
    await stranger.getByRole("button", { name: "Annuler le changement" }).click();
    await take(stranger, "address-undone");
    const again = await mailbox.next(account.email);
    await stranger.goto(linkIn(again, "/reset/"));
    await stranger.getByLabel("Définir un mot de passe").fill("sept lanternes bleues dansent");
    await stranger.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
    await take(stranger, "sign-in-done");
    await stranger.goto(link);
    await take(stranger, "reset-dead");
    for (const [name, it] of [["mail-reset", mail], ["mail-confirmation", confirmation], ["mail-changed", changed]] as const) {
      await stranger.goto("about:blank");
      await stranger.setContent(it.html!);
      await take(stranger, name);
    }
    await page.goto("about:blank");
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
