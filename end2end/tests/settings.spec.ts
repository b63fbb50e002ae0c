import { newAccount, post, postAcceptance, signUp } from "../support/accounts";
import { bringIn, invite, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";

test("[S2.8] [S2.9] settings are saved, what is mistyped is said by its field, and a Membre meets the refusal", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (403|422)/);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Paramètres" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Paramètres" })).toBeVisible();
  await axe(page);
  await page.getByLabel(/^Durée de vie d.une invitation/).fill("400");
  await page.getByLabel("Domaines autorisés").fill("pas un domaine");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  const summary = page.getByRole("alert", { name: "Il y a un problème" });
  await expect(summary).toContainText(/un nombre de jours de 1 à 90/);
  await expect(page.getByLabel("Domaines autorisés")).toHaveValue("pas un domaine");
  await axe(page);
  await page.getByLabel(/^Durée de vie d.une invitation/).fill("3");
  await page.getByLabel("Domaines autorisés").fill("example.org");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Les paramètres sont enregistrés");
  await expect(page.getByRole("status")).toBeFocused();

  // What was set counts: another domain isn't invited, and the link lives three days.
  await invite(page, { addresses: "zoe@ailleurs.example" });
  await expect(page.getByRole("main")).toContainText(/D.un domaine que votre compte n.accepte pas/);

  const theirs = await visitor();
  await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/");
  await expect(theirs.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Paramètres" })).toHaveCount(0);
  await theirs.goto("/settings");
  await expect(theirs.getByText(`${account.firstName} ${account.lastName}, titulaire`)).toBeVisible();
  await axe(theirs);
});

test("[S2.8] a test mail arrives, and the page shows the server's answer", async ({ page, account, mailbox, axe }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Envoyer un e-mail d’essai" }).click();
  await expect(page.getByRole("status")).toContainText(`Le serveur a accepté l’e-mail pour ${account.email}`);
  await axe(page);
  const mail = await mailbox.next(account.email);
  expect(mail.subject).toContain("E-mail d’essai");
});

test("[S5.23] who accepted which policy stands in the settings, with the text", async ({ page, account, axe }) => {
  await page.goto("/settings");
  await page.getByRole("link", { name: "Version 1", exact: true }).click();
  await expect(rowOf(page, account.email)).toContainText("Français");
  await axe(page);
  await page.getByRole("link", { name: "Lire le texte" }).click();
  await expect(page.getByRole("article")).toBeVisible();
});

test("[S2.10] an account lets the support in until a day: everybody sees it, all is in the history, and ending it cuts at once", async ({
  page,
  visitor,
  freshServer,
  faults,
  axe,
}) => {
  faults.expect(/status of (403|404|422)/);
  const server = await freshServer();
  const base = server.url;

  // The first account is the instance's own; its administrator is the support.
  const agent = await visitor();
  const support = newAccount({ name: "Exploitation", firstName: "Sacha", lastName: "Renard" });
  await post(agent, await server.setupLink(), {
    account_name: support.name,
    language: "fr",
    first_name: support.firstName,
    last_name: support.lastName,
    email: support.email,
    password: support.password,
  });
  await postAcceptance(agent, base);
  const holder = await signUp(page, { name: "Ville d’Ys" }, base);

  await page.goto(`${base}/settings`);
  await page.getByRole("link", { name: "Voir l’accès du support" }).click();
  await expect(page.getByRole("main")).toContainText("Désactivé");
  await expect(page.getByRole("main")).toContainText(/concerne/);
  await axe(page);
  await page.getByLabel("Votre mot de passe").fill("ce n’est pas le bon");
  await page.getByRole("button", { name: "Activer pour tout le compte" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toBeVisible();
  await axe(page);
  await page.getByRole("radio", { name: /Éditeur/ }).check();
  await page.getByLabel("Votre mot de passe").fill(holder.password);
  await page.getByRole("button", { name: "Activer pour tout le compte" }).click();
  await expect(page.getByRole("status")).toContainText("L’accès du support est activé");

  await agent.goto(`${base}/`);
  await agent.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Support" }).click();
  await expect(agent).toHaveURL(/\/support$/);
  await axe(agent);
  await agent.getByRole("button", { name: "Entrer dans le compte Ville d’Ys" }).click();
  await expect(rowOf(agent, holder.email)).toBeVisible();
  await expect(rowOf(agent, support.email)).toHaveCount(0);
  await expect(agent.getByRole("complementary", { name: "Accès du support" })).toContainText("Ville d’Ys");
  await axe(agent);
  expect((await agent.goto(`${base}/users/invite`))?.status()).toBe(403);

  await page.goto(`${base}/users`);
  await expect(page.getByRole("complementary", { name: "Accès du support" })).toContainText("Sacha Renard");
  await axe(page);
  await page.goto(`${base}/history`);
  await expect(page.getByRole("main")).toContainText("Sacha Renard (support)");

  await page.goto(`${base}/settings/support`);
  await expect(page.getByRole("main")).toContainText("Sacha Renard");
  await page.getByRole("button", { name: "Désactiver maintenant" }).click();
  await expect(page.getByRole("status")).toContainText("L’accès du support est désactivé");
  // What was meant for that account isn't done at home: it is said first.
  await agent.goto(`${base}/users`);
  await expect(agent.getByRole("heading", { level: 1, name: "Votre accès a pris fin" })).toBeVisible();
  await axe(agent);
  await agent.getByRole("button", { name: "Revenir dans Exploitation" }).click();
  await agent.goto(`${base}/users`);
  await expect(rowOf(agent, support.email)).toBeVisible();
  await expect(rowOf(agent, holder.email)).toHaveCount(0);
});
