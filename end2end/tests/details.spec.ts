import type { Locator, Page } from "@playwright/test";
import { newAddress, sendSignIn, signIn } from "../support/accounts";
import { bringIn, invite, join, newColleague, rowOf } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";

const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const status = (page: Page) => page.getByRole("main").getByRole("status");

/** Opens somebody's details from the list. */
async function openDetails(page: Page, email: string): Promise<void> {
  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  await rowOf(page, email).getByRole("link", { name: /Détails de l.utilisateur/ }).click();
  await expect(page).toHaveURL(/\/users\/[\w-]{36}/);
}

/** Opens the menu of actions on the details page. */
async function openActions(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  const menu = page.locator(".menu:popover-open");
  await expect(menu).toBeVisible();
  return menu;
}

/** What the menu offers, in its order. */
async function actions(page: Page): Promise<string[]> {
  const menu = await openActions(page);
  const names = await menu.getByRole("link").allInnerTexts();
  await page.keyboard.press("Escape");
  return names;
}

/** Chooses an action; what asks is then a dialog with script, a page without. */
async function choose(page: Page, action: string, script: boolean): Promise<Locator> {
  const menu = await openActions(page);
  await menu.getByRole("link", { name: action }).click();
  const asks = script ? page.getByRole("dialog") : page.getByRole("main");
  await expect(asks.getByRole("heading", { level: 1 })).toBeVisible();
  return asks;
}

test("[S1.17] [S1.18] [S5.13] [S5.14] [S5.15] somebody active is deactivated after a question, told so, and out by the next request", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  expect(account.email).toBeTruthy();
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await openDetails(page, person.email);
  await expect(title(page, "Noé Lambert")).toBeVisible();
  await axe(page);
  expect(await actions(page)).toEqual([
    "Modifier",
    "Réinitialiser le mot de passe",
    "Changer le rôle",
    "Fermer les sessions",
    "Désactiver",
    "Supprimer",
  ]);

  const asks = await choose(page, "Désactiver", javaScriptEnabled);
  await expect(asks.getByRole("heading", { name: /Désactiver Noé Lambert\s\?/ })).toBeVisible();
  await expect(asks).toContainText("Toutes les sessions de Noé Lambert se ferment");
  await axe(page);
  await asks.getByRole("button", { name: "Désactiver" }).click();
  await expect(page).toHaveURL(/\?done=deactivate$/);
  await expect(status(page)).toContainText(/Noé Lambert n.a plus accès au compte/);
  await expect(page.getByText("Inactif", { exact: true })).toBeVisible();
  await axe(page);
  await theirs.goto("/users");
  await expect(theirs).toHaveURL(/\/sign-in/);
  await sendSignIn(theirs, person);
  await expect(theirs.getByRole("alert")).toBeVisible();

  // [S1.18] [S5.13]
  expect(await actions(page)).toEqual(["Modifier", "Activer", "Changer le rôle", "Supprimer"]);
  const again = await choose(page, "Activer", javaScriptEnabled);
  await again.getByRole("button", { name: "Activer" }).click();
  await expect(status(page)).toContainText(/Noé Lambert a de nouveau accès/);
  await mailbox.next(person.email);
  await signIn(theirs, person);
});

test("[S1.19] [S2.16] [S2.17] [S5.13] [S5.16] somebody invited is sent the invitation again, or it is revoked and activated later", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  expect(account.email).toBeTruthy();
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const first = linkIn(await mailbox.next(person.email), "/join/");
  await openDetails(page, person.email);
  expect(await actions(page)).toEqual([
    "Modifier",
    "Retransmettre l’invitation",
    "Copier le lien ou le QR code",
    "Changer le rôle",
    "Révoquer l’invitation",
    "Supprimer",
  ]);
  let asks = await choose(page, "Retransmettre l’invitation", javaScriptEnabled);
  await expect(asks).toContainText(person.email);
  await asks.getByRole("button", { name: "Retransmettre l’invitation" }).click();
  await expect(status(page)).toContainText(/L.invitation part de nouveau/);
  const second = linkIn(await mailbox.next(person.email), "/join/");
  expect(second).not.toBe(first);
  await axe(page);

  asks = await choose(page, "Révoquer l’invitation", javaScriptEnabled);
  await asks.getByRole("button", { name: "Révoquer l’invitation" }).click();
  await expect(page.getByText("Inactif", { exact: true })).toBeVisible();

  // [S5.13] [S5.16]
  asks = await choose(page, "Activer", javaScriptEnabled);
  await expect(asks).toContainText(/Un message d.activation part/);
  await asks.getByRole("button", { name: "Activer" }).click();
  await expect(status(page)).toContainText(/message d.activation/);
  await join(await visitor(), linkIn(await mailbox.next(person.email), "/join/"), person);
});

test("[S1.17] [S3.13] deleting somebody active takes the address typed, and can be undone", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  expect(account.email).toBeTruthy();
  const person = await bringIn(page, await visitor(), mailbox, { role: "Utilisateur" });
  await openDetails(page, person.email);
  const details = page.url();
  const asks = await choose(page, "Supprimer", javaScriptEnabled);
  const field = asks.getByLabel(/^Pour confirmer, saisissez l.adresse/);
  await field.fill(newAddress("autre"));
  await asks.getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await expect(page.getByLabel(/^Pour confirmer/)).toHaveAttribute("aria-invalid", "true");
  await axe(page);
  await page.getByLabel(/^Pour confirmer/).fill(person.email);
  await page.getByRole("main").getByRole("button", { name: "Supprimer" }).click();
  await expect(page).toHaveURL(/\/users\?done=delete/);
  await expect(rowOf(page, person.email)).toHaveCount(0);

  await page.goto(details);
  await expect(page.getByText("Supprimé", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Actions" })).toHaveCount(0);
  await axe(page);
  await page.getByRole("link", { name: "Restaurer" }).click();
  const back = javaScriptEnabled ? page.getByRole("dialog") : page.getByRole("main");
  await back.getByRole("button", { name: "Restaurer" }).click();
  await expect(status(page)).toContainText("est de retour dans la liste");
});

test("[S5.14] a dialog opens, closes and gives the focus back, by keyboard alone @script", async ({
  page,
  account,
  mailbox,
  visitor,
}) => {
  expect(account.email).toBeTruthy();
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await openDetails(page, person.email);
  await page.waitForLoadState("networkidle"); // before scripts run, the links lead to pages
  const button = page.getByRole("button", { name: "Actions", exact: true });
  const open = async (action: string) => {
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: action, exact: true }).last().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeVisible();
  };
  await open("Désactiver");
  const dialog = page.getByRole("dialog", { name: /Désactiver Noé Lambert/ });
  await expect(dialog.getByRole("link", { name: "Annuler" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await open("Supprimer");
  await expect(page.getByRole("dialog").getByLabel(/^Pour confirmer/)).toBeFocused();
  await page.getByRole("dialog").getByRole("link", { name: "Annuler" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button).toBeFocused();
  expect(page.url()).not.toContain("deactivate");
});

test("[S5.14] a link that can't be fetched as a dialog is followed @script", async ({ page, account, mailbox, visitor, faults }) => {
  faults.expect(/ERR_FAILED/);
  expect(account.email).toBeTruthy();
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await openDetails(page, person.email);
  await page.route("**/deactivate", (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
  const menu = await openActions(page);
  await menu.getByRole("link", { name: "Désactiver" }).click();
  await expect(page).toHaveURL(/\/deactivate$/);
  await page.getByRole("button", { name: "Désactiver" }).click();
  await expect(page).toHaveURL(/\?done=deactivate$/);
});

test("[S3.12] the record is edited, and two editors are shown both", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of (409|422)/);
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await openDetails(page, person.email);
  const details = page.url();
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await elsewhere.goto(`${details}/edit`);

  const form = await choose(page, "Modifier", javaScriptEnabled);
  await axe(page);
  await form.getByLabel(/^Téléphone/).fill("+33 6 12 34 56 78");
  await form.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page).toHaveURL(/\?done=edit$/);
  await expect(page.getByRole("main")).toContainText("+33 6 12 34 56 78");

  await elsewhere.getByLabel(/^Téléphone/).fill("06 99 99 99 99");
  await elsewhere.getByRole("button", { name: "Enregistrer" }).click();
  await expect(elsewhere.getByRole("alert")).toContainText(/Quelqu.un d.autre a modifié/);
  const row = elsewhere.getByRole("row", { name: /Téléphone/ });
  await expect(row).toContainText("+33 6 12 34 56 78");
  await expect(row).toContainText("06 99 99 99 99");
  await axe(elsewhere);
  await elsewhere.getByRole("button", { name: "Enregistrer ma version" }).click();
  await expect(elsewhere.getByRole("main")).toContainText("06 99 99 99 99");

  await elsewhere.goto(`${details}/edit`);
  await elsewhere.getByLabel(/^Téléphone/).fill("appelez-moi");
  await elsewhere.getByRole("button", { name: "Enregistrer" }).click();
  await expect(elsewhere.getByRole("alert")).toContainText("Il y a un problème");
  await expect(elsewhere.getByLabel(/^Téléphone/)).toHaveValue("appelez-moi");
  await axe(elsewhere);
});

test("[S1.19] an invited person's address is corrected: the new one gets a link, the old link dies", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 410/);
  expect(account.email).toBeTruthy();
  const [wrong, right] = [newAddress("fote"), newAddress("faute")];
  await invite(page, { addresses: wrong });
  const old = linkIn(await mailbox.next(wrong), "/join/");
  await openDetails(page, wrong);
  const form = await choose(page, "Modifier", javaScriptEnabled);
  await form.getByLabel("Adresse de connexion").fill(right);
  await form.getByRole("button", { name: "Enregistrer" }).click();
  await expect(title(page, right)).toBeVisible();
  const theirs = await visitor();
  await theirs.goto(old);
  await expect(theirs.getByRole("heading", { name: /Cette invitation a été révoquée/ })).toBeVisible();
  await axe(theirs);
  await join(theirs, linkIn(await mailbox.next(right), "/join/"), newColleague({ email: right }));
});

test("[S1.19] the link of an invitation is shown, with a QR code, and opens it", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  expect(account.email).toBeTruthy();
  const person = newColleague();
  await invite(page, { addresses: person.email });
  await mailbox.next(person.email);
  await openDetails(page, person.email);
  const asks = await choose(page, "Copier le lien ou le QR code", javaScriptEnabled);
  await expect(asks).toContainText("Quiconque a ce lien");
  await asks.getByRole("button", { name: "Afficher le lien" }).click();
  const link = await page.locator("output#link").innerText();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await axe(page);
  await join(await visitor(), link, person);
});

test("[S1.19] a button copies the link of an invitation, as it stands there @script", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  expect(account.email).toBeTruthy();
  const person = newColleague();
  await invite(page, { addresses: person.email });
  await mailbox.next(person.email);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openDetails(page, person.email);
  const asks = await choose(page, "Copier le lien ou le QR code", true);
  await asks.getByRole("button", { name: "Afficher le lien" }).click();
  const link = await page.locator("output#link").innerText();
  expect(link).toMatch(/\/join\/[\w-]+$/);
  await page.getByRole("button", { name: "Copier le lien" }).click();
  // For some seconds.
  await expect(page.getByRole("button", { name: "Copié" })).toBeVisible();
  await axe(page);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await join(await visitor(), link, person);
});

test("[S1.17] one of somebody's sessions is ended, then all", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  expect(account.email).toBeTruthy();
  const [phone, desk] = [await visitor(), await visitor()];
  const person = await bringIn(page, phone, mailbox, { role: "Membre" });
  await signIn(desk, person);
  await openDetails(page, person.email);
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await sessions.getByRole("button", { name: /^Fermer la session/ }).first().click();
  await expect(status(page)).toContainText("session");
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await axe(page);
  const asks = await choose(page, "Fermer les sessions", javaScriptEnabled);
  await asks.getByRole("button", { name: "Fermer les sessions" }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(0);
  for (const theirs of [phone, desk]) {
    await theirs.goto("/users");
    await expect(theirs).toHaveURL(/\/sign-in/);
  }
});

test("[S5.14] who deactivates somebody whom another has deactivated meanwhile is told so, and nothing is done twice", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 409/);
  expect(account.email).toBeTruthy();
  const theirs = await visitor();
  const second = await bringIn(page, theirs, mailbox, { role: "Administrateur" });
  await openDetails(page, second.email);
  const details = page.url();
  await page.goto(`${details}/deactivate`);
  const stale = await visitor();
  await signIn(stale, account);
  await stale.goto(`${details}/deactivate`);
  await page.getByRole("button", { name: "Désactiver" }).click();
  await expect(page).toHaveURL(/\?done=deactivate$/);
  await stale.getByRole("button", { name: "Désactiver" }).click();
  await expect(title(stale, "Rien n’a été modifié")).toBeVisible();
  await expect(stale.getByRole("main")).toContainText(/est à l.état Inactif/);
  await axe(stale);
});
