import type { Page } from "@playwright/test";
import { newAddress, type Person } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn, invite, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { askForMany, box, bulkQuestion, filter, rows } from "../support/user-list";

// Its holder is signed in on every page of these.
test.beforeEach(({ account: _account }) => {});

/** Deletes somebody active by the page that asks, and arrives at the list. */
async function remove(page: Page, person: Person): Promise<void> {
  await page.goto("/users");
  await page.goto(`${await detailsOf(page, person.email)}/delete`);
  await page.getByLabel(/^Pour confirmer/).fill(person.email);
  await page.getByRole("main").getByRole("button", { name: "Supprimer" }).click();
  await expect(page).toHaveURL(/\/users\?done=delete/);
}

test("[S1.14] [S3.13] who was deleted stands under « Supprimés », and is restored from there", async ({
  page,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await page.goto("/users");
  await expect(filter(page, /^Inactif\s+0$/)).toBeVisible();
  await expect(filter(page, /^Supprimés/)).toHaveCount(0);
  await remove(page, person);
  await expect(rowOf(page, person.email)).toHaveCount(0);

  await openUsers(page, javaScriptEnabled);
  await filter(page, /^Supprimés\s+1$/).click();
  await expect(page).toHaveURL(/\/users\?state=deleted$/);
  await expect(filter(page, /^Supprimés/)).toHaveAttribute("aria-current", "true");
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, person.email)).toContainText("Supprimé");
  await axe(page);

  await page.getByRole("button", { name: "Actions pour Noé Lambert" }).click();
  const menu = page.locator(".menu:popover-open");
  await expect(menu.getByRole("link")).toHaveText(["Restaurer"]);
  await menu.getByRole("link", { name: "Restaurer" }).click();
  const asks = page.getByRole(javaScriptEnabled ? "dialog" : "main");
  await expect(asks.getByRole("heading", { name: /Restaurer Noé Lambert\s\?/ })).toBeVisible();
  await axe(page);
  await asks.getByRole("button", { name: "Restaurer" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("est de retour dans la liste");

  await page.goto("/users");
  await expect(rowOf(page, person.email)).toContainText("Inactif");
  await expect(filter(page, /^Supprimés/)).toHaveCount(0);
});

test("[S3.13] right after deleting, the list itself offers to undo it", async ({
  page,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await remove(page, person);
  const list = page.url();
  const said = page.getByRole("status").filter({ hasText: "Noé Lambert ne figure plus dans la liste" });
  await expect(said).toBeFocused();
  await axe(page);
  await said.getByRole("link", { name: "Annuler la suppression" }).click();
  const asks = page.getByRole(javaScriptEnabled ? "dialog" : "main");
  await asks.getByRole("button", { name: "Restaurer" }).click();
  await expect(page).toHaveURL(/\?done=restore$/);
  await expect(page.getByRole("main").getByRole("status")).toContainText("est de retour dans la liste");

  // Where it is undone there is nothing to undo.
  await page.goto(list);
  await expect(rowOf(page, person.email)).toContainText("Inactif");
  await expect(page.getByRole("link", { name: "Annuler la suppression" })).toHaveCount(0);
});

test("[S3.13] [S4.12] several who were deleted are restored at once", async ({ page, javaScriptEnabled, axe }) => {
  const [first, second] = [newAddress("a"), newAddress("b")];
  await invite(page, { addresses: `${first} ${second}` });
  await openUsers(page, javaScriptEnabled);
  for (const address of [first, second]) await box(page, address).check();
  await askForMany(page, "Supprimer");
  // Nobody of them has ever been in: no number has to be typed.
  await bulkQuestion(page, javaScriptEnabled).getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé");

  await openUsers(page, javaScriptEnabled, "/users?state=deleted");
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await askForMany(page, "Restaurer");
  await expect(page.getByRole("heading", { level: 1, name: /^Restaurer 2 personnes/ })).toBeVisible();
  await axe(page);
  await bulkQuestion(page, javaScriptEnabled).getByRole("button", { name: "Restaurer" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé");
  await expect(page.getByText("2 sur 2")).toBeVisible();
  await page.goto("/users?state=inactive");
  for (const address of [first, second]) await expect(rowOf(page, address)).toContainText("Inactif");
});
