import { newAddress, signUp } from "../support/accounts";
import { bringIn, invite, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { expectOwnFirst, filter, find, rows, search, table } from "../support/user-list";

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
  const people = Array.from({ length: 60 }, (_, n) => {
    const number = String(n + 1).padStart(2, "0");
    return { name: `Personne N${number}`, address: newAddress(`n${number}`) };
  });
  await invite(page, { addresses: people.map(({ name, address }) => `${name} <${address}>`).join("\n") });
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
  const chips = page.getByRole("list", { name: "Filtres actifs" }).getByRole("listitem");
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
  const inOrder = async (...addresses: string[]) => {
    await expectOwnFirst(page, account.email);
    await expect(rows(page)).toHaveCount(addresses.length + 1);
    for (const [number, address] of addresses.entries()) await expect(rows(page).nth(number + 1)).toContainText(address);
  };

  await header(/^Nom et adresse/).getByRole("link", { name: "adresse" }).click();
  await expect(page).toHaveURL(/sort=address$/);
  await expect(header(/^Nom et adresse/)).toHaveAttribute("aria-sort", "ascending");
  await inOrder(anna, bruno, chloe);
  await header(/^Nom et adresse/).getByRole("link", { name: "adresse" }).click();
  await expect(page).toHaveURL(/sort=-address$/);
  await expect(header(/^Nom et adresse/)).toHaveAttribute("aria-sort", "descending");
  await inOrder(chloe, bruno, anna);

  const narrow = async (field: string, choice: string) => {
    await page.locator("summary", { hasText: "Filtres" }).click();
    await page.getByLabel(field, { exact: true }).selectOption({ label: choice });
    await page.getByRole("button", { name: "Appliquer" }).click();
  };
  const chips = page.getByRole("list", { name: "Filtres actifs" }).getByRole("listitem");
  await narrow("Rôle", "Utilisateur");
  await expect(chips).toHaveText(["Rôle : Utilisateur"]);
  await inOrder(bruno, anna);
  await narrow("État", "Actif");
  await expect(chips).toHaveText(["État : Actif", "Rôle : Utilisateur"]);
  await inOrder();
  await page.goBack();
  await inOrder(bruno, anna);
  await page.getByRole("link", { name: "Retirer le filtre « Rôle : Utilisateur »" }).click();
  await expect(page).toHaveURL(/\/users\?sort=-address$/);
  await inOrder(chloe, bruno, anna);
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
