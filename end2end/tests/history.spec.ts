import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { newAddress, signIn, signOut } from "../support/accounts";
import { bringIn, invite } from "../support/invitations";
import { expect, test } from "../support/test";

const entries = (page: Page) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("time") });

async function openHistory(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Historique" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Historique" })).toBeVisible();
}

test("[S3.10] the history says who did what to whom, when and from where, and leads to the person", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const member = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await page.goto("/");
  await openHistory(page);
  const invited = entries(page).filter({ hasText: "a invité Noé Lambert" });
  await expect(invited).toContainText(`${account.firstName} ${account.lastName}`);
  await expect(invited).toContainText("Membre");
  await expect(invited).toContainText(/depuis 10\.\d+\.\d+\.\d+/);
  await expect(entries(page).filter({ hasText: "Noé Lambert a accepté l’invitation" })).toHaveCount(1);
  await axe(page);
  await invited.getByRole("link", { name: "Noé Lambert" }).click();
  await expect(page.getByRole("main")).toContainText(member.email);
});

test("[S3.10] it is filtered by person, action, outcome and day, in the URL; each filter can be taken away", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  await bringIn(page, await visitor(), mailbox, { firstName: "Éloïse", lastName: "Petit" });
  await invite(page, { addresses: newAddress("autre") });
  await page.goto("/history");
  const all = await entries(page).count();
  await page.getByRole("searchbox", { name: "Une personne, ou ce qui a changé" }).fill("eloise");
  await page.getByLabel("Cette personne").selectOption({ label: "a agi" });
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(page).toHaveURL(/\/history\?q=eloise&part=actor/);
  await expect(entries(page)).toHaveCount(2);
  await page.getByText("Plus de filtres").click();
  await page.getByLabel("Action").selectOption({ label: "Invitation acceptée" });
  await page.getByRole("button", { name: "Filtrer" }).click();
  await expect(entries(page)).toHaveCount(1);
  await expect(page.getByLabel("Action")).toHaveValue("invitation-accepted");
  await axe(page);

  const chips = page.getByRole("list", { name: "Filtres en place" });
  await chips.getByRole("link", { name: /^Retirer le filtre Invitation acceptée$/ }).click();
  await expect(entries(page)).toHaveCount(2);
  await page.goBack();
  await expect(entries(page)).toHaveCount(1);
  await chips.getByRole("link", { name: "Tout effacer" }).click();
  await expect(page).toHaveURL(/\/history$/);
  await expect(entries(page)).toHaveCount(all);

  await page.goto("/history?until=2020-01-01");
  await expect(page.getByRole("heading", { name: "Rien à cet endroit" })).toBeVisible();
  await expect(page.getByLabel("Au", { exact: true })).toHaveValue("2020-01-01");
  await axe(page);
  expect(account.email).toBeTruthy();
});

test("[S3.10] a refused sign-in stands in it as refused", async ({ page, account, faults }) => {
  faults.expect(/status of 422/);
  await signOut(page, account);
  await page.getByLabel("Adresse e-mail").fill(account.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill("ce n'est pas le bon mot");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await signIn(page, account);
  await page.goto("/history?outcome=refused");
  await expect(entries(page)).toHaveCount(1);
  await expect(entries(page)).toContainText(/Ouverture de session refusée\s: Camille Durand/);
  await expect(entries(page)).toContainText("Refusé");
});

test("[S3.10] what is filtered can be had as CSV and as JSON", async ({ page, account }) => {
  await invite(page, { addresses: newAddress("a") });
  await page.goto("/history?what=invited");
  const get = async (name: string) => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    return readFile(await (await download).path(), "utf8");
  };
  const csv = await get("Exporter en CSV");
  expect(csv.trim().split("\r\n")).toHaveLength(2);
  expect(csv).toContain(`${account.firstName} ${account.lastName}`);
  const json = JSON.parse(await get("Exporter en JSON"));
  expect(json).toHaveLength(1);
  expect(json[0]).toMatchObject({ action: "invited", outcome: "done", actor: { email: account.email } });
});
