import type { Page } from "@playwright/test";
import { newAddress, post, signIn, signUp } from "../support/accounts";
import { bringIn, invite, newColleague, sendJoin } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";

/** A figure at the top of a page, by its name. */
const figure = (page: Page, name: string) =>
  page.locator("dl > div").filter({ has: page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) }) }).getByRole("definition");

/** The newest row of a table that is folded beneath its drawing. */
async function newest(page: Page, drawing: string) {
  await page.getByRole("group").filter({ hasText: `Les chiffres` }).filter({ hasText: drawing }).locator("summary").click();
  return page.getByRole("table", { name: new RegExp(`${drawing}$`) }).getByRole("row").nth(1);
}

test("[S2.8] [S2.9] who has neither figures nor seats is offered none, and meets the refusal at their addresses", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/");
  for (const [name, path] of [["Statistiques", "/analytics"], ["Facturation", "/billing"]] as const) {
    await expect(theirs.getByRole("navigation").getByRole("link", { name })).toHaveCount(0);
    expect((await theirs.goto(path))?.status()).toBe(403);
    await expect(theirs.getByRole("heading", { level: 1, name: new RegExp(`Il vous faut plus de droits sur «\\s${name}\\s»`) })).toBeVisible();
    await expect(theirs.getByText(`${account.firstName} ${account.lastName}, titulaire`)).toBeVisible();
    await expect(theirs.getByRole("button", { name: "Demander l’accès" })).toBeVisible();
    await axe(theirs);
  }
  expect((await theirs.request.get("/billing/export.csv")).status()).toBe(403);
});

test("[S2.8] figures of invitations follow what people do, not what programs read", async ({
  page,
  account: _,
  visitor,
  mailbox,
  axe,
  javaScriptEnabled,
}) => {
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Statistiques" }).click();
  await expect(page.getByRole("heading", { name: "Aucune invitation sur cette période" })).toBeVisible();
  await axe(page);

  const person = newColleague();
  await invite(page, { addresses: `${person.email} ${newAddress("absent")}` });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  const theirs = await visitor();
  for (let scans = 0; scans < 3; scans += 1) await theirs.request.get(link);
  await theirs.goto(link);
  await page.goto("/analytics");
  await expect(figure(page, "Envoyées")).toHaveText("2");
  await expect(figure(page, "Ouvertes")).toHaveText(/^0\s/);

  // Whoever types is there; without script, whoever sends the form.
  const told = javaScriptEnabled ? theirs.waitForResponse(/\/opened$/) : undefined;
  if (told) {
    await theirs.getByLabel("Prénom").pressSequentially("N");
    expect((await told).status()).toBe(204);
  } else {
    await theirs.request.post(link, { form: { first_name: "N" } });
  }
  await page.goto("/analytics");
  await expect(figure(page, "Ouvertes")).toHaveText(/^1\s+50\s%$/);
  await expect(figure(page, "Acceptées")).toHaveText(/^0\s/);
  await sendJoin(theirs, person);
  await expect(theirs).toHaveURL(/\/policy$/);

  await page.goto("/analytics");
  await expect(figure(page, "Acceptées")).toHaveText(/^1\s+50\s%$/);
  await expect(page.getByRole("img", { name: /envoyées\s: 2\s; acceptées\s: 1\.$/ })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("La moitié des personnes ont mis 1 minute ou moins");
  await expect((await newest(page, "Invitations envoyées")).getByRole("cell")).toHaveText(["2", "1", "1", "1"]);
  await expect(page.getByRole("img", { name: /^Barres par semaine\. La plus haute, semaine du .+\s: la moitié arrive en 1 minute/ })).toBeVisible();
  const byWeek = await newest(page, "Temps pour rejoindre le compte, par semaine");
  await expect(byWeek.getByRole("cell")).toHaveText(["1", "1 minute"]);
  await expect(page.getByRole("img", { name: /^Barres\. La plus longue, Utilisateur\s: 2 envoyées\.$/ })).toBeVisible();
  await expect((await newest(page, "Invitations par rôle")).getByRole("cell")).toHaveText(["2", "1", "1", "1", "0"]);
  await expect(page.getByRole("img", { name: /^Barres\. La plus longue, Utilisateur\s: la moitié arrive en 1 minute/ })).toBeVisible();
  const joining = await newest(page, "Temps pour rejoindre le compte, par rôle");
  await expect(joining.getByRole("cell")).toHaveText(["1", "1 minute"]);
  await axe(page);

  await page.getByRole("navigation", { name: "Période" }).getByRole("link", { name: "4 semaines" }).click();
  await expect(page).toHaveURL(/\/analytics\?weeks=4$/);
  await page.getByRole("combobox", { name: "Rôle" }).selectOption({ label: "Membre" });
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page).toHaveURL(/weeks=4&role=[\w-]+$/);
  await expect(page.getByRole("heading", { name: "Aucune invitation sur cette période" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Rôle" }).locator("option:checked")).toHaveText("Membre");
});

test("[S2.8] seats are counted now and day by day, and go out as a file", async ({ freshServer, page, visitor, mailbox, axe }) => {
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  await bringIn(page, await visitor(), mailbox, { base: server.url });
  await post(page, `${server.url}/departments`, { name: "Lyon" });
  await server.live(2 * 86_400);
  await signIn(page, account, server.url);
  await page.goto(`${server.url}/`);
  await page.getByRole("navigation").getByRole("link", { name: "Facturation" }).click();
  await expect(figure(page, "Actifs")).toHaveText("2");
  await expect(figure(page, "Invités")).toHaveText("0");
  await expect(figure(page, "Places libres")).toHaveText("Sans limite");
  await axe(page);
  await invite(page, { addresses: newAddress("recrue") }, server.url);
  await page.goto(`${server.url}/billing`);
  await expect(figure(page, "Invités")).toHaveText("1");
  await expect((await newest(page, "Places dans le temps")).getByRole("cell").first()).toHaveText("2");
  await expect(page.getByRole("table", { name: "Par département, aujourd’hui" }).getByRole("row", { name: /^Lyon/ })).toContainText("0");
  await axe(page);
  await page.getByRole("combobox", { name: "Département" }).selectOption({ label: "Lyon" });
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page).toHaveURL(/days=90&department=[\w-]+$/);
  await page.getByRole("navigation", { name: "Période" }).getByRole("link", { name: "30 jours" }).click();
  await expect(page).toHaveURL(/days=30&department=[\w-]+$/);
  await axe(page);
  const file = await page.request.get(`${server.url}/billing/export.csv?days=30`);
  expect(await file.text()).toMatch(/Tout le compte;2;1;3;;\r\n\d{4}-\d\d-\d\d;Lyon;0;0;0;;\r\n$/);
});
