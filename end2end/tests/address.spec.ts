import type { Page } from "@playwright/test";
import { newAddress, sendSignIn, signIn } from "../support/accounts";
import { bringIn, rowOf } from "../support/invitations";
import { linkIn } from "../support/mailbox";
import { expect, test } from "../support/test";

const NEW_PASSWORD = "sept lanternes bleues dansent";

async function ask(page: Page, email: string, password?: string): Promise<void> {
  await page.getByLabel("Nouvelle adresse de connexion").fill(email);
  if (password) await page.getByLabel("Votre mot de passe actuel").fill(password);
  await page.getByRole("button", { name: "Envoyer la confirmation" }).click();
}

test("[S3.12] one's own address changes once the new one confirms it, and the old one can take it back", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (410|422)/);
  const email = newAddress("nouvelle");
  await page.goto("/me/address");
  await axe(page);
  await ask(page, email, "ce n’est pas lui");
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toBeFocused();
  await expect(page.getByLabel("Nouvelle adresse de connexion")).toHaveValue(email);
  await axe(page);
  await ask(page, email, account.password);
  await expect(page.getByRole("status")).toContainText("Le message est en route");
  await expect(page.getByRole("main")).toContainText(`${email} attend d’être confirmée`);
  await axe(page);

  const theirs = await visitor();
  await theirs.goto(linkIn(await mailbox.next(email), "/address/"));
  await expect(theirs.getByRole("heading", { level: 1, name: "Confirmez votre nouvelle adresse" })).toBeVisible();
  await axe(theirs);
  await theirs.getByRole("button", { name: "Confirmer l’adresse" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Votre adresse est confirmée" })).toBeVisible();
  await axe(theirs);
  await theirs.getByRole("link", { name: "Se connecter" }).click();
  await sendSignIn(theirs, { ...account, email });
  await expect(theirs.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();

  const told = await mailbox.next(account.email);
  expect(told.text).toContain(email);
  const old = await visitor();
  await old.goto(linkIn(told, "/address/undo/"));
  await expect(old.getByRole("heading", { level: 1, name: /^Annuler le changement d’adresse/ })).toBeVisible();
  await axe(old);
  await old.getByRole("button", { name: "Annuler le changement" }).click();
  await expect(old.getByRole("heading", { level: 1, name: "Le changement est annulé" })).toBeVisible();
  await axe(old);
  for (const ended of [page, theirs]) {
    await ended.goto("/users");
    await expect(ended).toHaveURL(/\/sign-in/);
  }
  await old.goto(linkIn(await mailbox.next(account.email), "/reset/"));
  await old.getByLabel("Définir un mot de passe").fill(NEW_PASSWORD);
  await old.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await signIn(old, { email: account.email, password: NEW_PASSWORD });
  await old.goto(linkIn(told, "/address/undo/"));
  await axe(old);
});

test("[S3.12] an administrator asks for somebody's new address, and can take the request back", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (410|422)/);
  const person = await bringIn(page, await visitor(), mailbox);
  const email = newAddress("noe");
  await page.goto("/users");
  const details = await rowOf(page, person.email).getByRole("link").first().getAttribute("href");
  await page.goto(`${details}/address`);
  await expect(page.getByRole("main")).toContainText(`Noé Lambert se connecte avec ${person.email}`);
  await axe(page);
  await ask(page, person.email);
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("C’est déjà l’adresse de connexion");
  await ask(page, email);
  await expect(page.getByRole("main")).toContainText(`${email} attend d’être confirmée`);
  await axe(page);
  const first = linkIn(await mailbox.next(email), "/address/");
  await page.getByRole("button", { name: "Retirer la demande" }).click();
  await expect(page.getByRole("status")).toContainText("La demande est retirée");
  const theirs = await visitor();
  await theirs.goto(first);
  await expect(theirs.getByRole("heading", { level: 1, name: "Cette demande a été retirée" })).toBeVisible();
  await axe(theirs);

  await ask(page, email);
  await theirs.goto(linkIn(await mailbox.next(email), "/address/"));
  await theirs.getByRole("button", { name: "Confirmer l’adresse" }).click();
  await page.goto("/users");
  await expect(rowOf(page, email)).toHaveCount(1);
});
