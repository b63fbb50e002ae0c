import { bringIn } from "../support/invitations";
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
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(3);
  await axe(page);
  await page.getByRole("link", { name: "Créer un rôle" }).click();
  await axe(page);
  await page.getByRole("button", { name: "Tout consulter" }).click();
  await page.getByLabel("Nom").fill("Comptabilité");
  const row = (area: string) => page.getByRole("group", { name: area, exact: true });
  await expect(row("Facturation").getByRole("radio", { name: "Invité" })).toBeChecked();
  await row("Historique").getByRole("radio", { name: "Éditeur" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Le rôle est enregistré");
  await axe(page);

  await page.goto(`/users?q=${encodeURIComponent(person.email)}`);
  await page.getByRole("link", { name: /Détails de l.utilisateur/ }).click();
  await page.getByRole("main").getByRole("link", { name: "Changer de rôle" }).first().click();
  await page.getByRole("radio", { name: /^Comptabilité/ }).check();
  await page.getByRole("button", { name: /Changer de rôle/ }).last().click();
  await expect(page.getByRole("status")).toBeVisible();
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
