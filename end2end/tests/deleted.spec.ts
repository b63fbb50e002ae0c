import type { Page } from "@playwright/test";
import { newAddress, type Person, signIn, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn, invite, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { askForMany, box, bulkQuestion, filter, rows } from "../support/user-list";

const DAY = 86_400;

// Its holder is signed in on every page of these.
test.beforeEach(({ account: _account }) => {});

/** Deletes somebody active by the page that asks, and arrives at the list. */
async function remove(page: Page, person: Person, base = ""): Promise<void> {
  await page.goto(`${base}/users`);
  await page.goto(`${base}${await detailsOf(page, person.email)}/delete`);
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

test("[S3.13] [S3.10] who was deleted is erased after seven days: gone from « Supprimés », and a pseudonym in the history @script", async ({
  page,
  visitor,
  mailbox,
  freshServer,
  faults,
  axe,
}) => {
  faults.expect(/status of 404/);
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre", base: server.url });
  await page.goto(`${server.url}/users`);
  const details = await detailsOf(page, person.email);
  await remove(page, person, server.url);
  const entries = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("time") });
  const deletion = entries.filter({ hasText: "a supprimé Noé Lambert" });
  await page.goto(`${server.url}/history`);
  await expect(deletion).toHaveCount(1);

  await server.live(6 * DAY);
  await signIn(page, account, server.url);
  await page.goto(`${server.url}/users`);
  await filter(page, /^Supprimés\s+1$/).click();
  await expect(rowOf(page, person.email)).toContainText("Supprimé");
  await page.goto(`${server.url}/history`);
  await expect(deletion).toHaveCount(1);

  await server.live(DAY + 3600);
  await signIn(page, account, server.url);
  // A chore erases, some time after the hour.
  await expect(async () => {
    await page.goto(`${server.url}/users`);
    await expect(filter(page, /^Inactif/)).toBeVisible();
    await expect(filter(page, /^Supprimés/)).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await page.goto(`${server.url}/users?state=deleted`);
  await expect(rowOf(page, account.email)).toBeVisible();
  await expect(rowOf(page, person.email)).toHaveCount(0);
  expect((await page.goto(`${server.url}${details}`))?.status()).toBe(404);

  await page.goto(`${server.url}/history`);
  const erased = entries.filter({ hasText: /a effacé Personne effacée [0-9a-f]{10} pour de bon/ });
  await expect(erased).toContainText("Le système");
  const pseudonym = (await erased.innerText()).match(/Personne effacée [0-9a-f]{10}/)![0];
  for (const what of [`a invité ${pseudonym}`, `${pseudonym} a accepté l’invitation`, `a supprimé ${pseudonym}`]) {
    await expect(entries.filter({ hasText: what })).toHaveCount(1);
  }
  await expect(page.getByRole("main")).not.toContainText(/Noé|Lambert/);
  await expect(page.getByRole("main")).not.toContainText(person.email);
  await axe(page);
  await page.goto(`${server.url}/history?q=lambert`);
  await expect(page.getByRole("heading", { name: "Rien à cet endroit" })).toBeVisible();
});
