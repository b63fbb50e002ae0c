import type { Page } from "@playwright/test";
import { hidden, newAddress, post, signIn, signUp } from "../support/accounts";
import { bringIn, invite, join, newColleague, openUsers, rowOf } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";

const table = (page: Page) => page.getByRole("table", { name: /Utilisateurs du compte/ });
/** All but the header. */
const rows = (page: Page) => table(page).getByRole("row").filter({ has: page.getByRole("cell") });
const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Sélectionner ${name}` });
const search = (page: Page) => page.getByRole("searchbox", { name: "Recherche par nom ou adresse" });
const filter = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Filtrer par état" }).getByRole("link", { name });

/** The administrator's own row is the first, marked, and leads nowhere. */
async function expectOwnFirst(page: Page, email: string): Promise<void> {
  const own = rows(page).first();
  await expect(own).toContainText(email);
  await expect(own).toContainText("Vous");
  await expect(own).toContainText("Administrateur");
  await expect(own.getByRole("link")).toHaveAttribute("aria-disabled", "true");
  await expect(own.getByRole("link")).not.toHaveAttribute("href");
}

/** Types into the search, until the list is the one that was asked for; without script, sends it. */
async function find(page: Page, text: string, script: boolean): Promise<void> {
  await search(page).press("ControlOrMeta+a");
  await search(page).pressSequentially(text);
  if (script) await expect(table(page)).not.toHaveAttribute("aria-busy");
  else await search(page).press("Enter");
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
  await expect(table(page).getByRole("columnheader")).toHaveCount(await rows(page).nth(1).getByRole("cell").count());
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

test("[S1.15] what happens elsewhere while one searches leaves nobody in the list who doesn't match @script", async ({
  page,
  account: _,
  javaScriptEnabled,
}) => {
  const celine = newAddress("celine");
  await invite(page, { addresses: `${celine}; ${newAddress("dubois")}; ${newAddress("martin")}` });
  await openUsers(page, javaScriptEnabled);
  await expect(rows(page)).toHaveCount(4);

  // The search's answer is held back until the news of an invitation is asked about, which overtakes it.
  let overtake = () => {};
  const overtaken = new Promise<void>((resolve) => (overtake = resolve));
  let asked = 0;
  await page.route(/\/api\/list-users/, async (route) => {
    // Before it, the list may still hear of the mails that went out.
    if (!route.request().postDataBuffer()?.includes("celine")) return route.continue();
    asked += 1;
    if (asked === 1) await overtaken;
    else overtake();
    await route.continue();
  });
  await search(page).fill("celine");
  await expect.poll(() => asked).toBeGreaterThan(0);
  const form = await (await page.request.get("/users/invite")).text();
  const role = form.match(/name="role"[^>]*value="([^"]*)"/);
  expect(role, "the form offers a role").not.toBeNull();
  await post(page, "/users/invite", { key: hidden(form, "key"), addresses: newAddress(), role: role![1]!, language: "fr" });
  await overtaken;
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, celine)).toBeVisible();
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

test("[S1.4] [S1.11] the list changes by itself when somebody is invited or joins elsewhere @script", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  await page.evaluate(() => ((window as unknown as { stayed: boolean }).stayed = true));
  await expect(rows(page)).toHaveCount(1);

  const person = newColleague();
  await invite(elsewhere, { addresses: person.email });
  await expect(rowOf(page, person.email)).toContainText("Invité");
  await expect(rowOf(page, person.email)).toContainText(/envoyé aujourd.hui/);
  await expect(filter(page, /^Invité\s+1$/)).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText("2 utilisateurs");
  await axe(page);

  await join(await visitor(), linkIn(await mailbox.next(person.email), "/join/"), person);
  await expect(rowOf(page, person.email)).toContainText("Noé Lambert");
  await expect(rowOf(page, person.email)).toContainText("Actif");
  await expect(filter(page, /^Invité\s+0$/)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
});

test("[S1.4] news move nothing that one reads: who is new comes last, who has left says so, and the list is put in order on demand @script", async ({
  page,
  account,
  visitor,
  mailbox,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  const [beta, delta] = [newAddress("beta"), newAddress("delta")];
  await invite(elsewhere, { addresses: `Beta <${beta}>; Delta <${delta}>` });
  await mailbox.next(beta);
  await openUsers(page, true, "/users?state=invited");
  const order = page.getByRole("link", { name: "Remettre la liste en ordre" });
  await expect(rows(page)).toHaveCount(3);
  await expect(order).toBeHidden();
  await box(page, "Delta").check();

  const alpha = newAddress("alpha");
  await invite(elsewhere, { addresses: `Alpha <${alpha}>` });
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).nth(1)).toContainText(beta);
  await expect(rows(page).nth(3)).toContainText(alpha);
  await expect(rows(page).nth(3)).toHaveAttribute("data-changed");
  await expect(order).toBeVisible();

  await elsewhere.goto("/users");
  const details = await rowOf(elsewhere, beta).getByRole("link", { name: /Détails/ }).getAttribute("href");
  await elsewhere.goto(`${details}/revoke`);
  await elsewhere.getByRole("button", { name: "Révoquer l’invitation" }).click();
  await expect(rowOf(page, beta)).toContainText("n’est plus dans cette liste");
  await expect(rows(page).nth(1)).toContainText(beta);
  await expect(page.getByRole("status").first()).toHaveText("2 utilisateurs");
  await expect(box(page, "Delta")).toBeChecked();

  await order.click();
  await expect(rows(page)).toHaveCount(3);
  await expect(order).toBeHidden();
  await expect(box(page, "Delta")).toBeChecked();
  await expect(rows(page).nth(1)).toContainText(alpha);
  await expect(rows(page).nth(2)).toContainText(delta);
  await expect(page).toHaveURL(/\/users\?state=invited$/);
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

test("[S1.15] what one is typing is left alone when the list changes by itself @script", async ({
  page,
  account,
  visitor,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  await find(page, "durand-", true);
  await expect(page).toHaveURL(/q=durand-$/);
  await invite(elsewhere, { addresses: `${newAddress("durand")}, ${newAddress("martin")}` });
  await expect(rows(page)).toHaveCount(2);
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue("durand-");
});

test("[S1.4] a list that nobody sees listens to nothing, and is up to date when it is seen again @script", async ({
  page,
  account,
  visitor,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  const show = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  const ended = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/users/live"));
  await show(true);
  await ended;
  const address = newAddress();
  await invite(elsewhere, { addresses: address });
  await expect(rows(page)).toHaveCount(1);
  const opened = page.waitForResponse(/\/users\/live$/);
  await show(false);
  await opened;
  await expect(rowOf(page, address)).toBeVisible();
});

test("[S1.4] the list says that it is being renewed @script", async ({ page, account }) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await openUsers(page, true);
  await expect(table(page)).not.toHaveAttribute("aria-busy");
  await page.route("**/api/list-users", async (route) => {
    await held;
    await route.continue();
  });
  await search(page).pressSequentially("dur");
  await expect(table(page)).toHaveAttribute("aria-busy", "true");
  answer();
  await expect(table(page)).not.toHaveAttribute("aria-busy");
  await expectOwnFirst(page, account.email);
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

test("[S1.4] a list that was refused its stream asks for it again, and hears of who comes @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/503/);
  await page.clock.install();
  let answers = 0;
  await page.route("**/users/live", (route) => (answers++ === 0 ? route.fulfill({ status: 503 }) : route.continue()));
  let heard = false;
  page.on("response", (response) => {
    heard ||= response.url().endsWith("/users/live") && response.ok();
  });
  await page.goto("/users");
  await expect.poll(() => answers).toBe(1);
  await expect
    .poll(async () => {
      await page.clock.runFor(15_000);
      return heard;
    })
    .toBe(true);
  await page.clock.resume();
  const person = await bringIn(page, await visitor(), mailbox);
  await expect(rowOf(page, person.email)).toContainText("Actif");
});
