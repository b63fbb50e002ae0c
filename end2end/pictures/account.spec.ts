import { test } from "@playwright/test";
import { newAccount, post, postAcceptance, signUp } from "../support/accounts";
import { bringIn } from "../support/invitations";
import { Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

test("settings, the policy's proofs, and support access from both sides", async ({ page, browser }) => {
  const mailbox = await Mailbox.open();
  const server = await Server.start({ engine: "sqlite", smtp: mailbox.url });
  try {
    const at = (path: string) => server.url + path;
    const agent = await (await browser.newContext()).newPage();
    const support = newAccount({ name: "Exploitation", firstName: "Sacha", lastName: "Renard" });
    await post(agent, await server.setupLink(), {
      account_name: support.name,
      language: "fr",
      first_name: support.firstName,
      last_name: support.lastName,
      email: support.email,
      password: support.password,
    });
    await postAcceptance(agent, server.url);
    const holder = await signUp(page, { name: "Communauté de communes" }, server.url);
    const theirs = await (await browser.newContext()).newPage();
    await bringIn(page, theirs, mailbox, { role: "Membre", base: server.url });

    await page.goto(at("/settings"));
    await take(page, "settings");
    await page.getByRole("button", { name: "Envoyer un e-mail d’essai" }).click();
    await page.getByRole("status").waitFor();
    await take(page, "settings-trial");
    await page.goto(at("/settings"));
    await page.getByLabel("Domaines autorisés").fill("pas un domaine");
    await page.getByLabel(/^Longueur minimale/).fill("8");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await take(page, "settings-error");
    await page.goto(at("/settings/policies/1"));
    await take(page, "settings-policy");

    await agent.goto(at("/support"));
    await take(agent, "support-none");
    await page.goto(at("/settings/support"));
    await take(page, "support-off");
    await page.getByLabel("Votre mot de passe").fill(holder.password);
    await page.getByRole("button", { name: "Activer pour tout le compte" }).click();
    await page.getByRole("status").waitFor();
    await agent.goto(at("/support"));
    await take(agent, "support-accounts");
    await agent.getByRole("button", { name: /^Entrer dans le compte/ }).click();
    await take(agent, "support-agent");
    await page.reload();
    await take(page, "support-on");
    await page.goto(at("/users"));
    await take(page, "support-banner");
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
