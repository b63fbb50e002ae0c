import type { Page } from "@playwright/test";
import { giveRole } from "../support/details";
import { bringIn } from "../support/invitations";
import { tabTo } from "../support/keyboard";
import { expect, test } from "../support/test";

test("[S1.8] [S1.12] [S3.6] [S3.16] [S3.21] a role is made, given and changed: who loses what is said before, and it counts at once", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });

  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Rôles" }).click();
  // Those of the account, and those of departments.
  const lists = page.getByRole("main").getByRole("list");
  await expect(lists.first().getByRole("listitem")).toHaveCount(3);
  await expect(lists.last().getByRole("listitem")).toHaveText([/^Viewer/, /^Operator/, /^Département admin.*Utilisateurs\s: Approbateur/]);
  await axe(page);
  await page.getByRole("link", { name: "Créer un rôle" }).click();
  await expect(page).toHaveURL(/\/roles\/new$/);
  await axe(page);
  await page.getByRole("button", { name: "Tout consulter" }).click();
  await page.getByLabel("Nom").fill("Comptabilité");
  const row = (area: string) => page.getByRole("group", { name: area, exact: true });
  await expect(row("Facturation").getByRole("radio", { name: "Invité (consultation)" })).toBeChecked();
  await row("Historique").getByRole("radio", { name: "Éditeur" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Le rôle est enregistré");
  await axe(page);

  await giveRole(page, person.email, "Comptabilité");
  expect((await theirs.goto("/history"))?.status()).toBe(200);

  await page.goto("/roles");
  await page.getByRole("link", { name: "Comptabilité" }).click();
  await page.getByRole("link", { name: "Modifier", exact: true }).click();
  await row("Historique").getByRole("radio", { name: "Aucun" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: /1 personne perd Historique\s: Éditeur → Aucun/ })).toContainText("Noé Lambert");
  await axe(page);
  await page.getByRole("button", { name: "Revenir au formulaire" }).click();
  await expect(row("Historique").getByRole("radio", { name: "Aucun" })).toBeChecked();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Le rôle est enregistré");
  expect((await theirs.goto("/history"))?.status()).toBe(403);

  await page.goto(page.url().replace(/\?.*/, "/delete"));
  await expect(page.getByRole("main")).toContainText("1 personne a ce rôle");
  await axe(page);
  // The browser itself asks for the one that takes its place.
  await page.getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("radio", { name: /^Utilisateur/ })).toHaveJSProperty("required", true);
  await page.getByRole("radio", { name: /^Utilisateur/ }).check();
  await page.getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("status")).toContainText("Le rôle est supprimé");
  expect((await theirs.goto("/users"))?.status()).toBe(403);
});

/** A role of the account, made by its form's own post; its page. */
async function makeRole(page: Page, name: string, levels: Record<string, string>): Promise<string> {
  const own = ["users", "roles", "departments", "services", "history", "settings", "billing", "analytics", "exports"];
  const form: Record<string, string> = { name, reach: "account" };
  for (const area of [...own, "services-all"]) form[`level-${area}`] = levels[area] ?? "none";
  const answer = await page.request.post("/roles/new", { form });
  expect(answer.url()).toContain("?done=save");
  return new URL(answer.url()).pathname;
}

const row = (page: Page, area: string) => page.getByRole("group", { name: area, exact: true });
const told = (page: Page) => page.getByRole("main").getByRole("status");

test("[S1.8] the whole table is filled by a button, or like another role's, and nothing is saved by it", async ({ page, account: _, axe }) => {
  const path = await makeRole(page, "Archives", { history: "editor", "services-all": "guest" });
  await page.goto("/roles/new");
  await page.getByLabel("Nom", { exact: true }).fill("Accueil");
  await page.getByRole("button", { name: "Tout préparer" }).click();
  await expect(row(page, "Utilisateurs").getByRole("radio", { name: "Éditeur" })).toBeChecked();
  await page.getByLabel("Comme le rôle").selectOption({ label: "Archives" });
  await page.getByRole("button", { name: "Reprendre" }).click();
  await expect(row(page, "Utilisateurs").getByRole("radio", { name: "Aucun" })).toBeChecked();
  await expect(row(page, "Historique").getByRole("radio", { name: "Éditeur" })).toBeChecked();
  await expect(row(page, "Tous les services").getByRole("radio", { name: "Invité (consultation)" })).toBeChecked();
  await expect(page.getByLabel("Nom", { exact: true })).toHaveValue("Accueil");
  await axe(page);
  await page.goto(`${path}/edit`);
  await page.getByRole("button", { name: "Rien" }).click();
  await expect(row(page, "Historique").getByRole("radio", { name: "Aucun" })).toBeChecked();
  await page.goto("/roles");
  await expect(page.getByRole("main").getByRole("list").first().getByRole("listitem")).toHaveCount(4);
  await page.getByRole("link", { name: "Archives" }).click();
  await expect(page.getByRole("main")).toContainText(/Historique\s*Éditeur/);
});

test("[S1.12] while one chooses, it is said who gains and loses what, by name, and what is left unsaved is asked about @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  axe,
}) => {
  const path = await makeRole(page, "Archives", { history: "editor" });
  const person = await bringIn(page, await visitor(), mailbox);
  await giveRole(page, person.email, "Archives");
  await page.goto(`${path}/edit`);
  await expect(told(page)).toBeEmpty();
  // By the keyboard alone.
  await tabTo(page, row(page, "Historique").getByRole("radio", { name: "Éditeur" }), 60);
  await page.keyboard.press("ArrowLeft");
  await expect(told(page)).toContainText(/1 personne perd Historique\s: Éditeur → Invité \(consultation\)\s*Noé Lambert/);
  await expect(row(page, "Historique").getByRole("radio", { name: "Invité (consultation)" })).toBeFocused();
  await axe(page);
  await page.keyboard.press("ArrowRight");
  await expect(told(page)).toBeEmpty();
  await page.getByRole("button", { name: "Tout", exact: true }).click();
  await expect(told(page)).toContainText(/1 personne gagne Utilisateurs\s: Aucun → Approbateur/);
  await expect(told(page)).toContainText("autres changements, à relire avant d’enregistrer");
  await expect(page.getByRole("button", { name: "Tout", exact: true })).toBeFocused();
  await axe(page);

  const asked = page.waitForEvent("dialog");
  const left = page.getByRole("navigation").getByRole("link", { name: "Accueil" }).click();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await left.catch(() => undefined);
  await expect(page).toHaveURL(/\/edit$/);
  // Who cancels, or saves, isn't asked.
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Avant d.enregistrer/ })).toBeVisible();
});

test("[S1.12] an answer that comes too late doesn't say what isn't true any more @script", async ({ page, account: _, visitor, mailbox }) => {
  const path = await makeRole(page, "Archives", { history: "editor" });
  const person = await bringIn(page, await visitor(), mailbox);
  await giveRole(page, person.email, "Archives");
  await page.goto(`${path}/edit`);
  let held: (() => void) | undefined;
  const isHeld = new Promise<void>((arrived) => {
    void page.route("**/api/preview-role", async (route) => {
      arrived();
      await new Promise<void>((go) => (held = go));
      await route.continue();
    }, { times: 1 });
  });
  await row(page, "Historique").getByRole("radio", { name: "Aucun" }).check();
  await isHeld;
  await row(page, "Historique").getByRole("radio", { name: "Approbateur" }).check();
  await expect(told(page)).toContainText(/gagne Historique\s: Éditeur → Approbateur/);
  const late = page.waitForResponse("**/api/preview-role");
  held!();
  await (await late).finished();
  await expect(told(page)).not.toContainText("perd");
});
