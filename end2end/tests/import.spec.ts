import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { newAddress } from "../support/accounts";
import { invite, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";

async function upload(page: Page, content: string): Promise<void> {
  await page.goto("/users/import");
  const file = { name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(content) };
  await page.getByLabel("Fichier CSV").setInputFiles(file);
  await page.getByRole("button", { name: "Continuer" }).click();
}

// Its holder is signed in on every page of these.
test.beforeEach(({ account: _account }) => {});

test("[S4.12] [S1.4] a file of people is sent, tried out line by line, and imported", async ({
  page,
  account,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const [anna, bruno] = [newAddress("anna"), newAddress("bruno")];
  await page.goto("/users");
  await page.getByRole("main").getByRole("link", { name: "Importer un fichier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Importer des utilisateurs" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("alert")).toContainText("Choisissez un fichier, ou collez des lignes");
  await axe(page);

  await upload(page, `Courriel;Prénom;Nom\n${anna};Anna;Martin\n${account.email};;\nbruno@;;\n${bruno};=1+1;\n`);
  await expect(page.getByText(/liste\.csv\s: 4 lignes/)).toBeVisible();
  await expect(page.getByLabel("Courriel")).toHaveValue("email");
  await axe(page);
  await page.getByLabel("Rôle", { exact: true }).selectOption({ label: "Membre" });
  await page.getByRole("radio", { name: /^Inviter/ }).check();
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "2 personnes à importer sur 4 lignes" })).toBeVisible();
  await expect(rowOf(page, account.email)).toContainText("Déjà utilisateur");
  await expect(rowOf(page, "bruno@")).toContainText("Il manque ce qui suit le signe @");
  await axe(page);
  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Télécharger le rapport" }).click(),
  ]);
  expect(report.suggestedFilename()).toMatch(/^parvis-import-\d{4}-\d\d-\d\d\.csv$/);

  await page.getByRole("button", { name: "Inviter 2 personnes" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 15_000 });
  await expect(page.getByText("4 sur 4")).toBeVisible();
  await axe(page);
  await mailbox.next(anna);
  await mailbox.next(bruno);
  await page.goto("/users?state=invited");
  await expect(rowOf(page, anna)).toContainText("Anna Martin");
  await expect(rowOf(page, bruno)).toContainText("=1+1");
});

test("[S4.12] [S1.4] columns whose titles mislead are put right by hand, and tried out again before anybody is made", async ({
  page,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const [anna, bruno, chief] = [newAddress("anna"), newAddress("bruno"), newAddress("cheffe")];
  const column = (name: string) => page.getByRole("combobox", { name, exact: true });
  const put = (name: string, held: string) => column(name).selectOption({ label: held });
  // Names are the wrong way round, and the address is their chief's; theirs has a title that nobody knows.
  await upload(page, `Courriel;Prénom;Nom;Repère\n${chief};Martin;Anna;${anna}\n${chief};Noir;Bruno;${bruno}\n`);
  await expect(column("Courriel")).toHaveValue("email");
  await expect(column("Prénom")).toHaveValue("first-name");
  await expect(column("Nom")).toHaveValue("last-name");
  await expect(column("Repère")).toHaveValue("ignore");
  await page.getByLabel("Rôle", { exact: true }).selectOption({ label: "Membre" });
  await page.getByRole("radio", { name: /^Créer sans inviter/ }).check();
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "1 personne à importer sur 2 lignes" })).toBeVisible();
  await expect(rowOf(page, chief)).toContainText("Adresse déjà présente à la ligne 2");

  await page.getByRole("button", { name: "Revenir aux colonnes" }).click();
  await expect(column("Courriel")).toHaveValue("email");
  await expect(page.getByLabel("Rôle", { exact: true }).locator("option:checked")).toHaveText("Membre");
  await put("Courriel", "Ne pas reprendre");
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("Indiquez quelle colonne contient les adresses e-mail");
  await expect(column("Courriel")).toHaveValue("ignore");
  await axe(page);
  await put("Repère", "Adresse e-mail");
  await put("Prénom", "Nom");
  await put("Nom", "Prénom");
  await page.getByRole("button", { name: "Vérifier le fichier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "2 personnes à importer sur 2 lignes" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("2 utilisateurs seront créés");
  await expect(page.getByRole("table")).toHaveCount(0);
  await axe(page);

  await page.getByRole("button", { name: "Créer 2 utilisateurs" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 15_000 });
  await expect(page.getByText("2 sur 2")).toBeVisible();
  await page.goto("/users?state=inactive");
  await expect(rowOf(page, anna)).toContainText("Anna Martin");
  await expect(rowOf(page, bruno)).toContainText("Bruno Noir");
  for (const address of [anna, bruno]) await expect(rowOf(page, address)).toContainText("Membre");
  await expect(rowOf(page, chief)).toHaveCount(0);
});

test("[S4.12] what the list shows is exported as a file that spreadsheets can't be tricked by", async ({ page }) => {
  const address = newAddress("export");
  await invite(page, { addresses: `"=1+1" <${address}>` });
  await page.goto("/users?state=invited");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Exporter" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^parvis-utilisateurs-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toMatch(/^\uFEFFAdresse e-mail;Prénom;Nom;/);
  expect(text).toContain(address);
  expect(text).not.toContain(";=");
});
