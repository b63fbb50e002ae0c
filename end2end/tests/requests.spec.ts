import { bringIn } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";

const refusal = { level: 1, name: /Vous n.avez pas accès à «\sHistorique\s»/ } as const;

test("[S2.8] [S2.9] who meets a closed page learns who can open it, asks, is allowed, and is in", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await expect(theirs.getByRole("link", { name: "Historique" })).toHaveCount(0);

  expect((await theirs.goto("/history"))?.status()).toBe(403);
  await expect(theirs.getByRole("heading", refusal)).toBeVisible();
  await expect(theirs.getByRole("main")).toContainText(`${account.firstName} ${account.lastName}`);
  await axe(theirs);
  await theirs.getByLabel(/^Pourquoi vous le faut-il/).fill("Pour l’audit de lundi");
  await theirs.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(theirs.getByRole("status")).toContainText("Votre demande est partie");
  await expect(theirs.getByRole("main")).toContainText(/Historique\s: Invité/);
  await axe(theirs);

  const link = linkIn(await mailbox.next(account.email), "/requests/");
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("Pour l’audit de lundi");
  await axe(page);
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: /Demandes d’accès.*1 demande en attente/ }).click();
  await axe(page);
  await page.getByRole("button", { name: /^Accorder à Noé Lambert/ }).click();
  await expect(page.getByRole("status")).toContainText("L’accès est accordé");
  await axe(page);

  const answer = await mailbox.next(person.email);
  expect(answer.subject).toContain("est élargi");
  await theirs.goto("/history");
  await expect(theirs.getByRole("heading", { level: 1, name: "Historique" })).toBeVisible();
});

test("[S2.9] a request is answered until a date, or refused with a word", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (403|422)/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/history");
  await theirs.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(theirs.getByRole("status")).toBeVisible();

  await page.goto("/requests");
  await page.getByRole("link", { name: /^Répondre à Noé Lambert/ }).click();
  // A dialog, or where no script has loaded yet the page behind it.
  await expect(page.getByRole("heading", { name: "Demande de Noé Lambert" })).toBeVisible();
  await axe(page);
  await page.getByLabel(/^Dernier jour de l’accès/).fill("2020-01-01");
  await page.getByRole("button", { name: "Accorder", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await axe(page);
  await page.getByLabel(/^Dernier jour de l’accès/).fill("");
  await page.getByLabel(/^Un mot à la personne/).fill("Voyez avec moi d’abord");
  await page.getByRole("button", { name: "Refuser", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("L’accès est refusé");
  expect((await mailbox.next(person.email)).text).toContain("Voyez avec moi d’abord");
  await theirs.goto("/history");
  await expect(theirs.getByRole("heading", refusal)).toBeVisible();
  expect(account.email).toBeTruthy();
});
