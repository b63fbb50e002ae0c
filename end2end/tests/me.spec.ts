import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { sendSignIn, signIn } from "../support/accounts";
import { expect, test } from "../support/test";

const NEW = "cinq mouettes rient au port";

async function openMe(page: Page, email: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: email }).click();
  await page.getByRole("link", { name: "Mon profil et mes sessions" }).click();
  await expect(page).toHaveURL(/\/me$/);
}

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Mes pages" }).getByRole("link", { name, exact: true });

// What is refused, or was changed meanwhile, is answered so.
test.beforeEach(({ faults }) => faults.expect(/status of (409|422)/));

test("[S1.23] [S3.12] one's own profile is found in the menu, changed, and kept from being overwritten", async ({
  page,
  account,
  axe,
}) => {
  await openMe(page, account.email);
  await expect(page.getByRole("heading", { level: 1, name: "Camille Durand" })).toBeVisible();
  await axe(page);
  const other = await page.context().newPage();
  await other.goto("/me/edit");

  await page.getByRole("link", { name: "Modifier", exact: true }).click();
  await expect(page).toHaveURL(/\/me\/edit$/);
  await axe(page);
  await page.getByLabel("Téléphone").fill("au bureau");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toBeVisible();
  await expect(page.getByLabel("Téléphone")).toHaveValue("au bureau");
  await axe(page);
  await page.getByLabel("Téléphone").fill("01 02 03 04 05");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Votre profil est enregistré");
  await expect(page.getByRole("status")).toBeFocused();
  await expect(page.getByRole("main")).toContainText("01 02 03 04 05");
  await axe(page);

  await other.getByLabel("Nom", { exact: true }).fill("Durand-Roy");
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await expect(other.getByRole("alert")).toContainText("Quelqu’un d’autre a modifié votre profil entre-temps");
  await expect(other.getByLabel("Téléphone")).toHaveAccessibleDescription(/Enregistré entre-temps\s: 01 02 03 04 05/);
  await expect(other.getByLabel("Nom", { exact: true })).toHaveValue("Durand-Roy");
  await axe(other);
});

test("[S2.13] another language changes the pages at once", async ({ page, account }) => {
  await page.goto("/me/edit");
  await page.getByLabel("Langue").selectOption({ label: "English" });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Your profile is saved");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(account.email).toBeTruthy();
});

test("[S5.18] [S5.19] a new password takes the present one and ends the other sessions", async ({
  page,
  account,
  visitor,
  axe,
}) => {
  const phone = await visitor();
  await signIn(phone, account);
  await page.goto("/me");
  await page.getByRole("link", { name: "Changer de mot de passe" }).click();
  await expect(page).toHaveURL(/\/me\/password$/);
  await axe(page);
  await page.getByLabel("Mot de passe actuel").fill("ce n'est pas le bon");
  await page.getByLabel("Nouveau mot de passe").fill(NEW);
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toBeVisible();
  await axe(page);
  await page.getByLabel("Mot de passe actuel").fill(account.password);
  await page.getByLabel("Nouveau mot de passe").fill(NEW);
  await page.getByRole("button", { name: "Changer le mot de passe" }).click();
  await expect(page.getByRole("status")).toContainText("Votre mot de passe est changé");
  await phone.goto("/me");
  await expect(phone).toHaveURL(/\/sign-in\?next=%2Fme$/);
  await sendSignIn(phone, { email: account.email, password: NEW });
  await expect(phone).toHaveURL(/\/me$/);
});

test("[S3.8] [S3.9] sessions are seen with device, place and time, and ended one by one or all at once", async ({
  page,
  account,
  visitor,
  axe,
}) => {
  const [phone, desk] = [await visitor(), await visitor()];
  for (const other of [phone, desk]) await signIn(other, account);
  await page.goto("/me");
  await tab(page, "Sessions").click();
  const sessions = page.getByRole("main").getByRole("listitem").filter({ hasText: "Ouverte le" });
  await expect(sessions).toHaveCount(3);
  await expect(sessions.filter({ hasText: "cette session" })).toHaveCount(1);
  await axe(page);
  await sessions.getByRole("link", { name: /^Fermer la session/ }).first().click();
  await expect(page.getByRole("heading", { name: /^Fermer la session/ })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Fermer", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("La session est fermée");
  await expect(sessions).toHaveCount(2);
  await page.getByRole("link", { name: "Fermer toutes les autres" }).click();
  await page.getByRole("button", { name: "Fermer toutes les autres" }).click();
  await expect(page.getByRole("status")).toContainText("Vos autres sessions sont fermées");
  await expect(sessions).toHaveCount(1);
  for (const other of [phone, desk]) {
    await other.goto("/");
    await expect(other).toHaveURL(/\/sign-in/);
  }
});

test("[S3.17] [S3.20] one's rights are readable, each with its reason", async ({ page, account, axe }) => {
  await page.goto("/me");
  await tab(page, "Droits").click();
  const row = page.getByRole("table").getByRole("row").filter({ hasText: "Utilisateurs" });
  await expect(row).toContainText("Approbateur");
  await expect(row).toContainText("Par le rôle Administrateur");
  await axe(page);
  expect(account.email).toBeTruthy();
});

test("[S3.10] one's own history, and all that Parvis holds, to read and to take away", async ({ page, account, axe }) => {
  await page.goto("/me");
  await tab(page, "Historique").click();
  await expect(page.getByRole("main")).toContainText("Camille Durand a créé le compte");
  await axe(page);
  await tab(page, "Mes données").click();
  await expect(page.getByRole("main")).toContainText("RGPD");
  await axe(page);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger en JSON" }).click();
  const data = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(data.users[0].email).toBe(account.email);
  expect(JSON.stringify(data)).not.toContain("argon2");
  await page.goto("/me");
  await page.getByRole("link", { name: /^Politique de confidentialité, version 1$/ }).click();
  await expect(page).toHaveURL(/\/policy\/1\?language=fr$/);
  await axe(page);
});
