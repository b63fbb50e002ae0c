import type { Page } from "@playwright/test";
import { newAddress, post, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn, fillInvitation, invite, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { activeFilters, asText, expectOwnFirst, filter, find, manyPeople, narrow, rows, search, table } from "../support/user-list";

/** Today in Paris, as the list words it; a test may run over midnight. */
function today(): RegExp {
  const format = new Intl.DateTimeFormat("fr-FR", { dateStyle: "medium", timeZone: "Europe/Paris" });
  const days = [0, 300_000].map((ago) => format.format(Date.now() - ago).split(/\s/).join("\\s"));
  return new RegExp(days.join("|"));
}

/** Who stands in the list, one after the other, below one's own row. */
async function expectOrder(page: Page, own: string, addresses: string[]): Promise<void> {
  await expectOwnFirst(page, own);
  await expect(rows(page)).toHaveCount(addresses.length + 1);
  for (const [number, address] of addresses.entries()) await expect(rows(page).nth(number + 1)).toContainText(address);
}

test("[S1.4] [S1.14] [S1.16] [S1.23] [S5.2] the list shows name, address, role and state, one's own first, by state with counts", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const member = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  const [first, second] = [newAddress("a"), newAddress("b")];
  await invite(page, { addresses: `Zoé Petit <${first}>; ${second}` });
  await page.goto("/users");
  for (const column of ["Nom et adresse", "Rôle", "État"]) {
    await expect(table(page).getByRole("columnheader", { name: column })).toBeVisible();
  }
  await expect(rows(page)).toHaveCount(4);
  await expectOwnFirst(page, account.email);
  await expect(rowOf(page, member.email)).toContainText("Noé Lambert");
  await expect(rowOf(page, member.email)).toContainText("Membre");
  await expect(rowOf(page, member.email)).toContainText("Actif");
  await expect(rowOf(page, first)).toContainText("Zoé Petit");
  await expect(rowOf(page, first)).toContainText("Invité");
  await expect(filter(page, /^Tous les utilisateurs\s+4$/)).toHaveAttribute("aria-current", "true");
  await axe(page);

  await filter(page, /^Invité\s+2$/).click();
  await expect(page).toHaveURL(/\/users\?state=invited$/);
  await expect(filter(page, /^Invité/)).toHaveAttribute("aria-current", "true");
  await expect(rows(page)).toHaveCount(3);
  await expectOwnFirst(page, account.email);
  await expect(rowOf(page, member.email)).toHaveCount(0);
  await axe(page);
  await filter(page, /^Actif\s+2$/).click();
  await expect(page).toHaveURL(/\/users\?state=active$/);
  await expect(rows(page)).toHaveCount(2);
  await expectOwnFirst(page, account.email);

  await filter(page, /^Inactif\s+0$/).click();
  await expectOwnFirst(page, account.email);
  await expect(page.getByRole("heading", { name: /Personne d.autre ici/ })).toBeVisible();
  await axe(page);

  await page.goBack();
  await expect(page).toHaveURL(/\/users\?state=active$/);
  await rowOf(page, member.email).getByRole("link", { name: /Détails de l.utilisateur Noé Lambert/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Noé Lambert" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(member.email);
  await axe(page);
  await page.goBack();
  await expect(page).toHaveURL(/\/users\?state=active$/);
  await expect(rows(page)).toHaveCount(2);
});

test("[S1.15] any part of a name or address is found, accents and case ignored, and the URL keeps it", async ({
  page,
  account,
  javaScriptEnabled,
  axe,
}) => {
  const celine = newAddress("cm");
  const others = [newAddress("dubois"), newAddress("celestin")] as const;
  await invite(page, { addresses: `Céline Martin <${celine}>; Éric Dubois <${others[0]}>; ${others[1]}` });
  await openUsers(page, javaScriptEnabled);
  await find(page, "celine", javaScriptEnabled);
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, celine)).toContainText("Céline Martin");
  await expectOwnFirst(page, account.email);
  await expect(page).toHaveURL(/\/users\?q=celine$/);
  await expect(page.getByRole("status").first()).toHaveText("1 utilisateur");
  // The header's cells stand over those of the rows, in a list that was renewed too.
  const row = rows(page).nth(1);
  await expect(row.getByRole("rowheader")).toContainText(celine);
  const cells = row.getByRole("cell").or(row.getByRole("rowheader"));
  await expect(table(page).getByRole("columnheader")).toHaveCount(await cells.count());
  await axe(page);

  await openUsers(page, javaScriptEnabled, page.url());
  await expect(search(page)).toHaveValue("celine");
  await expect(rows(page)).toHaveCount(2);

  for (const [text, found] of [["CÉL", [celine, others[1]]], ["ric dub", [others[0]]], [others[0].slice(0, 9).toUpperCase(), [others[0]]]] as const) {
    await find(page, text, javaScriptEnabled);
    await expect(rows(page)).toHaveCount(found.length + 1);
    for (const address of found) await expect(rowOf(page, address)).toBeVisible();
    await expectOwnFirst(page, account.email);
  }

  // Together with a state, and back from a person's details.
  await find(page, "martin", javaScriptEnabled);
  await expect(rows(page)).toHaveCount(2);
  await filter(page, /^Invité\s+1$/).click();
  await expect(page).toHaveURL(/\/users\?state=invited&q=martin$/);
  await rowOf(page, celine).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Céline Martin" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/users\?state=invited&q=martin$/);
  await expect(search(page)).toHaveValue("martin");
  await expect(rows(page)).toHaveCount(2);
});

test("[S1.15] what nobody matches says so, and what looks like a pattern is text", async ({
  page,
  account,
  javaScriptEnabled,
  axe,
}) => {
  await invite(page, { addresses: newAddress() });
  await openUsers(page, javaScriptEnabled);
  for (const text of ["introuvable", "%", "_", '"', "\\", "'; --", "<b>"]) {
    await find(page, text, javaScriptEnabled);
    await expect(page.getByRole("heading", { name: /Personne d.autre ici/ }), text).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await expectOwnFirst(page, account.email);
  }
  await axe(page);
  await find(page, "personne", javaScriptEnabled);
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByRole("heading", { name: /Personne d.autre ici/ })).toBeHidden();
});

test("[S1.4] [S1.10] [S1.23] [S3.11] sixty people invited by one paste are fifty a page, one's own row on each", async ({
  page,
  account,
  axe,
}) => {
  await invite(page, { addresses: asText(manyPeople(60)) });
  await expect(page.getByRole("heading", { level: 1, name: "60 personnes sont invitées" })).toBeVisible();
  await page.goto("/users");
  const pages = page.getByRole("navigation", { name: "Pages" });
  await expect(pages).toContainText("61 utilisateurs");
  await expect(rows(page)).toHaveCount(51);
  await expectOwnFirst(page, account.email);
  await expect(rows(page).nth(1)).toContainText("Personne N01");
  await expect(rows(page).nth(50)).toContainText("Personne N50");
  await expect(pages.getByRole("link", { name: "Page précédente" })).toHaveAttribute("aria-disabled", "true");
  await axe(page);

  await pages.getByRole("link", { name: "Page suivante" }).click();
  await expect(page).toHaveURL(/\/users\?after=/);
  await expect(rows(page)).toHaveCount(11);
  await expectOwnFirst(page, account.email);
  await expect(rows(page).nth(1)).toContainText("Personne N51");
  await expect(rows(page).nth(10)).toContainText("Personne N60");
  await expect(pages.getByRole("link", { name: "Page suivante" })).toHaveAttribute("aria-disabled", "true");
  await axe(page);
  await page.reload();
  await expect(rows(page).nth(10)).toContainText("Personne N60");

  await pages.getByRole("link", { name: "Page précédente" }).click();
  await expect(rows(page)).toHaveCount(51);
  await expect(rows(page).nth(1)).toContainText("Personne N01");
  await page.goto("/users?state=invited&q=personne");
  await pages.getByRole("link", { name: "Page suivante" }).click();
  await expect(page).toHaveURL(/state=invited&q=personne&after=/);
  await expect(rows(page)).toHaveCount(11);
});

test("[S1.4] [S1.15] what was searched for can be gone back to, and a chip takes the search away", async ({
  page,
  account: _,
  javaScriptEnabled,
}) => {
  const [beta, delta] = [newAddress("beta"), newAddress("delta")];
  await invite(page, { addresses: `${beta}; ${delta}` });
  await openUsers(page, javaScriptEnabled);
  await find(page, "beta-", javaScriptEnabled);
  await expect(rows(page)).toHaveCount(2);
  await search(page).blur();
  await find(page, "delta-", javaScriptEnabled);
  await expect(rowOf(page, delta)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/users\?q=beta-$/);
  await expect(search(page)).toHaveValue("beta-");
  await expect(rowOf(page, beta)).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.goBack();
  await expect(page).toHaveURL(/\/users$/);
  await expect(search(page)).toHaveValue("");
  await expect(rows(page)).toHaveCount(3);
  await page.goForward();
  await expect(search(page)).toHaveValue("beta-");
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, beta)).toBeVisible();

  await filter(page, /^Invité\s+1$/).click();
  const chips = activeFilters(page);
  await expect(chips).toHaveText(["Recherche : beta-", "État : Invité"]);
  await page.getByRole("link", { name: "Retirer le filtre « Recherche : beta- »" }).click();
  await expect(page).toHaveURL(/\/users\?state=invited$/);
  await expect(chips).toHaveText(["État : Invité"]);
  await page.getByRole("link", { name: /Retirer le filtre « État : Invité »/ }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(chips).toHaveCount(0);
});

test("[S1.4] [S4.12] a column's header orders the list, and filters narrow it, each with a chip that takes it away", async ({
  page,
  account,
  javaScriptEnabled,
}) => {
  const [anna, bruno, chloe] = ["anna", "bruno", "chloe"].map((name) => newAddress(name)) as [string, string, string];
  await invite(page, { addresses: `${bruno} ${anna}` });
  await invite(page, { addresses: chloe, role: "Membre" });
  await openUsers(page, javaScriptEnabled);
  const header = (name: RegExp) => page.getByRole("columnheader", { name });
  const inOrder = (...addresses: string[]) => expectOrder(page, account.email, addresses);

  await header(/^Nom et adresse/).getByRole("link", { name: "adresse" }).click();
  await expect(page).toHaveURL(/sort=address$/);
  await expect(header(/^Nom et adresse/)).toHaveAttribute("aria-sort", "ascending");
  await inOrder(anna, bruno, chloe);
  await header(/^Nom et adresse/).getByRole("link", { name: "adresse" }).click();
  await expect(page).toHaveURL(/sort=-address$/);
  await expect(header(/^Nom et adresse/)).toHaveAttribute("aria-sort", "descending");
  await inOrder(chloe, bruno, anna);

  const chips = activeFilters(page);
  await narrow(page, "Rôle", "Utilisateur");
  await expect(chips).toHaveText(["Rôle : Utilisateur"]);
  await inOrder(bruno, anna);
  await narrow(page, "État", "Actif");
  await expect(chips).toHaveText(["État : Actif", "Rôle : Utilisateur"]);
  await inOrder();
  await page.goBack();
  await inOrder(bruno, anna);
  await page.getByRole("link", { name: "Retirer le filtre « Rôle : Utilisateur »" }).click();
  await expect(page).toHaveURL(/\/users\?sort=-address$/);
  await inOrder(chloe, bruno, anna);
});

test("[S1.4] [S1.14] each of six orders is a click away and says which way it goes, and who has signed in has the day beside", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
}) => {
  // In the order of time; by name and by address they stand otherwise.
  const bruno = newAddress("c");
  const anna = newAddress("d");
  await bringIn(page, await visitor(), mailbox, { role: "Administrateur", firstName: "Bruno", lastName: "Noir", email: bruno });
  await bringIn(page, await visitor(), mailbox, { role: "Membre", firstName: "Anna", lastName: "Martin", email: anna });
  const zoe = newAddress("a");
  await invite(page, { addresses: `Zoé Roux <${zoe}>` });
  const denis = newAddress("b");
  await invite(page, { addresses: `Denis Petit <${denis}>` });
  await page.goto("/users");
  await post(page, `${await detailsOf(page, denis)}/revoke`, {});

  await openUsers(page, javaScriptEnabled);
  await expectOrder(page, account.email, [anna, bruno, denis, zoe]);
  const header = (name: RegExp) => page.getByRole("columnheader", { name });
  await expect(header(/^Nom et adresse/)).toHaveAttribute("aria-sort", "ascending");
  for (const [column, link, first, second] of [
    [/^Nom et adresse/, "Nom", ["-name", zoe, denis, bruno, anna], ["", anna, bruno, denis, zoe]],
    [/^Nom et adresse/, "adresse", ["address", zoe, denis, bruno, anna], ["-address", anna, bruno, denis, zoe]],
    // Those of one role, or of one state, stand by name, both ways.
    [/^Rôle/, "Rôle", ["role", bruno, denis, zoe, anna], ["-role", anna, denis, zoe, bruno]],
    [/^État/, "État", ["state", anna, bruno, denis, zoe], ["-state", zoe, denis, anna, bruno]],
    [/^État/, "invitation", ["-invited", denis, zoe, anna, bruno], ["invited", bruno, anna, zoe, denis]],
    // Who never was comes last, both ways.
    [/^Dernière connexion/, "Dernière connexion", ["-signed-in", anna, bruno, zoe, denis], ["signed-in", bruno, anna, denis, zoe]],
  ] as const) {
    for (const [sort, ...people] of [first, second]) {
      await header(column).getByRole("link", { name: link, exact: true }).click();
      await expect(page).toHaveURL(sort ? `/users?sort=${sort}` : "/users");
      await expect(header(column)).toHaveAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
      await expect(page.getByRole("columnheader").and(page.locator("[aria-sort]"))).toHaveCount(1);
      await expectOrder(page, account.email, people);
    }
  }

  for (const who of [bruno, anna]) await expect(rowOf(page, who)).toContainText(today());
  await expect(rowOf(page, denis)).toContainText("Jamais");
  await expect(rowOf(page, zoe).locator('[data-column="signed-in"]')).toBeEmpty();
});

test("[S1.14] [S1.15] [S4.12] a finer state, a department and a service narrow a search, and each chip takes its own away", async ({
  page,
  account,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const [anna, bruno, zoe] = ["anna", "bruno", "zoe"].map((name) => newAddress(name)) as [string, string, string];
  await post(page, "/departments", { name: "Lyon" });
  await post(page, "/services/new", { name: "Campagnes" });
  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: anna });
  await page.getByLabel("Département", { exact: true }).selectOption({ label: "Lyon" });
  await page.getByLabel("Rôle dans le département").selectOption({ label: "Viewer" });
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "1 personne est invitée" })).toBeVisible();
  await invite(page, { addresses: `${bruno} ${zoe}` });
  await mailbox.next(anna);
  await mailbox.next(bruno);
  await page.goto("/users");
  await post(page, `${await detailsOf(page, zoe)}/revoke`, {});
  for (const address of [anna, zoe]) {
    await page.goto("/users");
    await page.goto(`${await detailsOf(page, address)}/services`);
    await page.getByRole("checkbox", { name: /^Campagnes/ }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByRole("status")).toContainText("Les services sont enregistrés");
  }
  // A mail that has come is marked as sent only then.
  await expect(async () => {
    await page.goto("/users?state=sent");
    await expect(rows(page)).toHaveCount(3, { timeout: 1_000 });
  }).toPass();

  await openUsers(page, javaScriptEnabled);
  const chips = activeFilters(page);
  const inOrder = (...addresses: string[]) => expectOrder(page, account.email, addresses);
  await find(page, "example.org", javaScriptEnabled);
  await inOrder(anna, bruno, zoe);
  await narrow(page, "Service affecté", "Campagnes");
  await expect(chips).toHaveText(["Recherche : example.org", "Service affecté : Campagnes"]);
  await inOrder(anna, zoe);
  await narrow(page, "État", "Inactif · invitation révoquée");
  await expect(chips).toHaveText([
    "Recherche : example.org",
    "État : Inactif · invitation révoquée",
    "Service affecté : Campagnes",
  ]);
  await inOrder(zoe);
  await expect(filter(page, /^Inactif/)).toHaveAttribute("aria-current", "true");
  await narrow(page, "État", "Invité · message envoyé");
  await inOrder(anna);
  await narrow(page, "Département", "Lyon");
  await expect(chips).toHaveText([
    "Recherche : example.org",
    "État : Invité · message envoyé",
    "Département : Lyon",
    "Service affecté : Campagnes",
  ]);
  await inOrder(anna);
  await axe(page);
  await openUsers(page, javaScriptEnabled, page.url());
  await find(page, "bruno-", javaScriptEnabled);
  await inOrder();
  await expect(page.getByRole("heading", { name: /Personne d.autre ici/ })).toBeVisible();

  const takeAway = (chip: string) => page.getByRole("link", { name: `Retirer le filtre « ${chip} »` }).click();
  await takeAway("Département : Lyon");
  await inOrder();
  await takeAway("Service affecté : Campagnes");
  await inOrder(bruno);
  await takeAway("Recherche : bruno-");
  await inOrder(anna, bruno);
  // Of a finer state the state itself is left.
  await takeAway("État : Invité · message envoyé");
  await expect(chips).toHaveText(["État : Invité"]);
  await inOrder(anna, bruno);
  await takeAway("État : Invité");
  await expect(chips).toHaveCount(0);
  await inOrder(anna, bruno, zoe);
  await narrow(page, "Département", "Lyon");
  await find(page, "example", javaScriptEnabled);
  await page.getByRole("link", { name: "Tout effacer" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await inOrder(anna, bruno, zoe);
});

test("[S1.4] nobody sees the users of another account", async ({ page, account, visitor, faults }) => {
  faults.expect(/status of 404/);
  const other = await visitor();
  const stranger = await signUp(other);
  await invite(other, { addresses: newAddress("ailleurs") });
  await other.goto("/users");
  const details = await other.getByRole("link", { name: /Détails de l.utilisateur ailleurs/ }).getAttribute("href");
  await page.goto("/users?q=ailleurs");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText(stranger.email)).toHaveCount(0);
  expect((await page.goto(details!))?.status()).toBe(404);
  expect(account.email).not.toBe(stranger.email);
});
