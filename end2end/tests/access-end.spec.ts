import type { Page } from "@playwright/test";
import { newAddress, sendSignIn, signIn, signUp } from "../support/accounts";
import { bringIn, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Seconds from now to the end of the day in Paris. */
function restOfDay(): number {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", timeStyle: "medium" }).format(new Date());
  const [hours, minutes, seconds] = clock.split(":").map(Number);
  return DAY - (hours! * HOUR + minutes! * 60 + seconds!);
}

/** A day in Paris, so many days from now, as a date field takes it. */
function dayIn(days: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(Date.now() + days * DAY * 1000);
}

async function openEnd(page: Page, base: string, email: string): Promise<void> {
  await page.goto(`${base}/users`);
  await rowOf(page, email).getByRole("link", { name: /Détails de l.utilisateur/ }).click();
  await expect(page).toHaveURL(/\/users\/[\w-]+$/);
  await page.goto(`${page.url()}/access-end`);
}

test("[S3.22] an intern's access lasts a fixed period: both are told beforehand, then the user is inactive", async ({
  page,
  visitor,
  freshServer,
  mailbox,
  axe,
  faults,
}) => {
  faults.expect(/status of (409|422)/);
  test.slow();
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const theirs = await visitor();
  const intern = await bringIn(page, theirs, mailbox, { role: "Membre", base: server.url });
  await openEnd(page, server.url, intern.email);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Noé Lambert");
  await axe(page);
  await page.getByLabel(/^Dernier jour/).fill("2020-01-01");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("Ce jour est passé");
  await axe(page);
  // Ten days from now, until the last second.
  const end = restOfDay() + 10 * DAY;
  await page.getByLabel(/^Dernier jour/).fill(dayIn(10));
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page).toHaveURL(/\?done=access-end$/);

  await server.live(end - 6.5 * DAY);
  for (const [reader, words] of [[intern, "Votre accès"], [account, "L’accès de Noé Lambert"]] as const) {
    const mail = await mailbox.next(reader.email);
    expect(mail.subject).toContain(words);
  }
  await server.live(6 * DAY);
  await mailbox.next(account.email);
  await mailbox.next(intern.email);
  await signIn(theirs, intern, server.url);
  await theirs.goto(server.url);

  await server.live(DAY);
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await sendSignIn(theirs, intern);
  await expect(theirs.getByRole("alert", { name: "Il y a un problème" })).toBeVisible();
  await signIn(page, account, server.url);
  // The door is shut at once; the state follows by a chore, and a page without script has to be asked again.
  await expect(async () => {
    await page.goto(`${server.url}/users`);
    await expect(rowOf(page, intern.email)).toContainText("Inactif", { timeout: 1_000 });
  }).toPass();
  await expect(rowOf(page, intern.email)).toContainText("accès terminé");
});

test("[S2.15] the inviter is told of what has expired, and the guest reminded before", async ({
  page,
  freshServer,
  mailbox,
}) => {
  test.slow();
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const guest = newAddress("silence");
  await page.goto(`${server.url}/users/invite`);
  await page.getByLabel("Adresse de courriel").fill(guest);
  await page.getByRole("radio", { name: /^Utilisateur/ }).check();
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await mailbox.next(guest);
  await server.live(5 * DAY + 2 * HOUR);
  expect((await mailbox.next(guest)).subject).toMatch(/expire bientôt/);
  await server.live(2 * DAY);
  expect((await mailbox.next(account.email)).subject).toMatch(/a expiré sans réponse/);
});
