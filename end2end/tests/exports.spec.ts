import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { bringIn } from "../support/invitations";
import { expect, test } from "../support/test";

const navigation = (page: Page) => page.getByRole("navigation", { name: "Principale" });
const files = (page: Page) => page.getByRole("region", { name: "Vos fichiers" });

/** Asks for a file on `/exports`, which is open; its job is then done, and its file what the page offers. */
async function make(page: Page, what: string, format: string): Promise<void> {
  await page.getByRole("radio", { name: new RegExp(`^${what}`) }).check();
  await page.getByRole("radio", { name: new RegExp(`^${format}`) }).check();
  await page.getByRole("button", { name: "Préparer le fichier" }).click();
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/);
  await expect(page.getByRole("status")).toHaveText("Terminé");
}

/** What the link that the page offers leads to. */
async function download(page: Page, name: RegExp): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

test("[S4.12] [S3.10] [S3.16] an administrator makes each file, downloads what it should hold, and deletes it", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const member = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await page.goto("/");
  await navigation(page).getByRole("link", { name: "Exports" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Exports" })).toBeVisible();
  await expect(files(page)).toContainText("Aucun fichier pour l’instant");
  await axe(page);
  await page.getByRole("radio", { name: /^JSON/ }).check();
  await page.getByRole("button", { name: "Préparer le fichier" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("Choisissez ce qu’il faut exporter");
  await expect(page.getByRole("radio", { name: /^JSON/ })).toBeChecked();
  await axe(page);

  await make(page, "Utilisateurs", "CSV");
  await expect(page.getByRole("heading", { level: 1, name: "Export des utilisateurs, CSV" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Le fichier est prêt\s: \d+\soctets\. Il est conservé jusqu’au/);
  await axe(page);
  const people = await download(page, /^Télécharger/);
  expect(people.name).toMatch(/^parvis-utilisateurs-\d{4}-\d\d-\d\d\.csv$/);
  expect(people.text).toContain(`${member.email};Noé;Lambert;Membre;`);
  expect(people.text.trimEnd().split("\n")).toHaveLength(3);

  await page.getByRole("main").getByRole("link", { name: "Exports" }).click();
  await make(page, "Droits", "JSON");
  const rights = await download(page, /^Télécharger/);
  expect(rights.name).toMatch(/^parvis-droits-.*\.json$/);
  const levels: { email: string; area: string; level: string; why: string }[] = JSON.parse(rights.text);
  const levelOf = (email: string, area: string) => levels.find((right) => right.email === email && right.area === area);
  expect(levelOf(account.email, "billing")).toMatchObject({ level: "approver", why: "Par le rôle Administrateur, pour tout le compte" });
  expect(levelOf(member.email, "users")).toMatchObject({ level: "guest" });
  expect(levelOf(member.email, "exports")).toBeUndefined();

  await page.goto("/exports");
  await make(page, "Historique", "CSV");
  await page.goto("/exports");
  await expect(files(page).getByRole("listitem")).toHaveCount(3);
  await expect(files(page).getByRole("listitem").first()).toContainText("Historique, CSV");
  await axe(page);
  const history = await download(page, /^Télécharger Historique, CSV/);
  expect(history.text).toContain(`a invité Noé Lambert`);

  await page.getByRole("button", { name: "Supprimer Droits, JSON" }).click();
  await expect(page.getByRole("status")).toContainText("Le fichier est supprimé");
  await expect(files(page).getByRole("listitem")).toHaveCount(2);
  await axe(page);
  await page.goto("/history");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "a exporté l’historique" }).first()).toContainText("Téléchargement");
});

test("[S2.8] [S2.9] a Membre isn't offered the exports, and meets the refusal", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const member = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/");
  await expect(navigation(theirs).getByRole("link", { name: "Utilisateurs" })).toBeVisible();
  await expect(navigation(theirs).getByRole("link", { name: "Exports" })).toHaveCount(0);
  expect((await theirs.goto("/exports"))?.status()).toBe(403);
  await expect(theirs.getByRole("heading", { level: 1, name: /Il vous faut plus de droits sur «\sExports\s»/ })).toBeVisible();
  await expect(theirs.getByText(`${account.firstName} ${account.lastName}, titulaire`)).toBeVisible();
  await axe(theirs);

  // Whoever asks and is allowed has the page, with no more in it than he or she sees.
  await theirs.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(theirs.getByText(/Votre demande est partie|Vous l’avez demandé le/)).toBeVisible();
  await page.goto("/requests");
  await page.getByRole("button", { name: /^Accorder à Noé Lambert/ }).click();
  await expect(page.getByRole("status")).toContainText("L’accès est accordé");
  await theirs.goto("/");
  await navigation(theirs).getByRole("link", { name: "Exports" }).click();
  await expect(theirs.getByRole("radio", { name: /^Utilisateurs/ })).toBeVisible();
  for (const what of [/^Droits/, /^Historique/]) await expect(theirs.getByRole("radio", { name: what })).toHaveCount(0);
  await make(theirs, "Utilisateurs", "JSON");
  const file = await download(theirs, /^Télécharger/);
  expect(JSON.parse(file.text).map((person: { email: string }) => person.email).sort()).toEqual([account.email, member.email].sort());

  // What is made for one is nobody else's.
  const address = theirs.url().replace("/jobs/", "/exports/");
  faults.expect(/status of 404/);
  expect((await page.goto(`${address}/download`))?.status()).toBe(404);
});
