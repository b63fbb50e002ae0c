import type { Page } from "@playwright/test";
import { newAddress } from "../support/accounts";
import { join, newColleague, rowOf } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const box = (page: Page, name: RegExp | string) => page.getByRole("checkbox", { name });

/** Adds a department or a service, as an administrator does. */
async function add(page: Page, where: "departments" | "services", name: string): Promise<void> {
  await page.goto(where === "services" ? "/services/new" : `/${where}`);
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await button(page, where === "services" ? "Enregistrer" : "Ajouter").click();
  await expect(page.getByRole("status")).toContainText(where === "services" ? "Le service est enregistré" : "Le département est ajouté");
  await page.goto(`/${where}`);
  await expect(page.getByRole("listitem").filter({ hasText: name })).toBeVisible();
}

/** The least that the first step wants. */
async function fillDetails(page: Page, email: string, role = "Membre"): Promise<void> {
  await page.getByLabel("Adresse de connexion").fill(email);
  await page.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
}

// What is refused is answered so.
test.beforeEach(({ faults }) => faults.expect(/status of (409|422)/));

test("[S3.1] [S3.3–S3.7] [S4.1–S4.7] [S5.3–S5.5] [S5.7–S5.9] [S5.11] [S5.12] three steps that go back and forth and lose nothing", async ({
  page,
  account,
  axe,
}) => {
  await add(page, "departments", "Lyon");
  await axe(page);
  await add(page, "services", "Emailings");
  await add(page, "services", "SMS");
  await page.goto("/users/invite");
  await page.getByRole("link", { name: "Créer sans inviter" }).click();
  await expect(heading(page, "Créer un nouvel utilisateur")).toBeVisible();
  await axe(page);

  const email = newAddress("ines");
  await page.getByLabel("Prénom").fill("Inès");
  await page.getByLabel("Nom (facultatif)", { exact: true }).fill("Benali");
  await fillDetails(page, email);
  await page.getByLabel("Adresse de notification").fill("secretariat@example.org");
  await page.getByLabel("Téléphone").fill("06 12 34 56 78");
  await page.getByLabel("Département", { exact: true }).selectOption("Lyon");
  await page.getByLabel("Rôle dans le département").selectOption("Operator");
  await page.getByLabel(/^Dernier jour/).fill("2099-06-30");
  await box(page, /^Affecter les services aux nouveaux utilisateurs/).check();
  await button(page, "Suivant").click();

  await expect(heading(page, "Affecter les services")).toBeVisible();
  await axe(page);
  await box(page, "Emailings").check();
  await button(page, "Retour").click();
  await expect(heading(page, "Créer un nouvel utilisateur")).toBeVisible();
  await expect(page.getByLabel("Prénom")).toHaveValue("Inès");
  await expect(page.getByLabel("Téléphone")).toHaveValue("06 12 34 56 78");
  await expect(page.getByLabel("Rôle dans le département")).toHaveValue("operator");
  await button(page, "Suivant").click();
  await expect(box(page, "Emailings")).toBeChecked();
  await button(page, "Suivant").click();

  await expect(heading(page, "Vérifier et terminer")).toBeVisible();
  const main = page.getByRole("main");
  for (const said of ["Inès Benali", email, "secretariat@example.org", "06 12 34 56 78", "Lyon · Operator", "30 juin 2099", "Emailings"]) {
    await expect(main).toContainText(said);
  }
  await axe(page);
  // The browser's own buttons lead through the steps too, and so do those of the summary.
  await page.goBack();
  await expect(box(page, "Emailings")).toBeChecked();
  await page.goForward();
  await box(page, /^Envoyer le mail d.activation/).check();
  await button(page, "Modifier l’utilisateur").click();
  await page.getByLabel("Prénom").fill("Inès Marie");
  await button(page, "Suivant").click();
  await button(page, "Suivant").click();
  await expect(box(page, /^Envoyer le mail d.activation/)).toBeChecked();
  await expect(main).toContainText("Inès Marie Benali");
  await box(page, /^Envoyer le mail d.activation/).uncheck();
  await button(page, "Terminer").click();

  await expect(page).toHaveURL(/\/users\/[\w-]+\?done=create$/);
  await expect(heading(page, "Inès Marie Benali")).toBeVisible();
  await axe(page);
  await page.getByRole("status").getByRole("link", { name: "Créer un autre utilisateur" }).click();
  await expect(heading(page, "Créer un nouvel utilisateur")).toBeVisible();
  await expect(page.getByLabel("Adresse de connexion")).toHaveValue("");
  await expect(page.getByRole("radio", { name: /^Membre/ })).toBeChecked();
  await expect(page.getByLabel("Département", { exact: true })).toHaveValue(/./);
  await expect(page.getByLabel("Rôle dans le département")).toHaveValue("operator");
  await page.goto("/users");
  await expect(rowOf(page, email)).toContainText("Inactif");
  await expect(rowOf(page, email)).toContainText("jamais activé");
  await expect(rowOf(page, account.email)).toContainText("Vous");
});

test("[S1.11] [S3.15] [S4.9] [S5.10] [S5.16] [S5.21] [S5.22] with the activation mail the person is invited, and gives the name that was left open", async ({
  page,
  account,
  visitor,
  mailbox,
}) => {
  const person = newColleague();
  await page.goto("/users/new");
  await fillDetails(page, person.email, "Utilisateur");
  await button(page, "Suivant").click();
  await box(page, /^Envoyer le mail d.activation/).check();
  await button(page, "Terminer").click();
  await expect(page).toHaveURL(/\?done=create$/);
  await page.goto("/users");
  await expect(rowOf(page, person.email)).toContainText("Invité");
  const mail = await mailbox.next(person.email);
  expect(mail.subject).toContain(account.name);
  expect(mail.text).toContain(person.email);
  await join(await visitor(), linkIn(mail, "/join/"), person);
  await page.goto("/users");
  await expect(rowOf(page, person.email)).toContainText("Noé Lambert");
});

test("[S4.8] what is wrong is said by the field, and what was typed stays", async ({ page, account, axe }) => {
  await page.goto("/users/new");
  await fillDetails(page, account.email);
  await page.getByLabel("Téléphone").fill("demain");
  await button(page, "Suivant").click();
  await expect(page).toHaveTitle(/^Erreur/);
  const summary = page.getByRole("alert", { name: "Il y a un problème" });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("listitem")).toHaveText([/celle d.un utilisateur actif/, /que des chiffres/]);
  await axe(page);
  await summary.getByRole("link").last().click();
  await expect(page.getByLabel("Téléphone")).toBeFocused();
  await expect(page.getByLabel("Téléphone")).toHaveValue("demain");
  await expect(page.getByLabel("Adresse de connexion")).toHaveValue(account.email);
});
