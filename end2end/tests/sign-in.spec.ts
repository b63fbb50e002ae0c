import type { Page } from "@playwright/test";
import { newAddress, sendSignIn, signIn, signOut, signUp } from "../support/accounts";
import { bringIn, invite } from "../support/invitations";
import { tabTo } from "../support/keyboard";
import { expect, test } from "../support/test";

const HOUR = 3600;
const WRONG = "ce n’est pas le bon mot de passe";

test("[S5.22] the right address and password lead where one was going", async ({ account, visitor, axe }) => {
  const page = await visitor();
  await page.goto("/users?state=invited");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole("heading", { level: 1, name: "Connexion" })).toBeVisible();
  await axe(page);
  await sendSignIn(page, { ...account, email: ` ${account.email.toUpperCase()} `.trim() });
  await expect(page).toHaveURL(/\/users\?state=invited$/);
  await expect(page.getByRole("heading", { level: 1, name: "Utilisateurs" })).toBeVisible();
});

test("[S5.22] signing in goes to paths of ours alone", async ({ account, visitor, server }) => {
  for (const next of ["//example.org/", "/\\example.org", "https://example.org/", "javascript:alert(1)"]) {
    const page = await visitor();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await sendSignIn(page, account);
    await expect(page, next).toHaveURL(`${server.url}/`);
  }
});

test("[S5.22] unknown, wrong and invited get one answer, which keeps the address alone", async ({
  page,
  account,
  visitor,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const invited = newAddress("invitee");
  await invite(page, { addresses: invited });
  const stranger = await visitor();
  const answers: string[] = [];
  for (const email of [newAddress("inconnue"), account.email, invited]) {
    await stranger.goto("/sign-in");
    await sendSignIn(stranger, { email, password: WRONG });
    await expect(stranger.getByRole("alert", { name: "Il y a un problème" })).toBeFocused();
    await expect(stranger).toHaveTitle(/^Erreur\s?: /);
    await expect(stranger.getByLabel("Adresse e-mail")).toHaveValue(email);
    await expect(stranger.getByLabel("Mot de passe", { exact: true })).toHaveValue("");
    answers.push((await stranger.getByRole("main").innerText()).trim());
  }
  expect(answers[0]).toContain("L’adresse ou le mot de passe ne convient pas");
  expect(new Set(answers).size).toBe(1);
  await axe(stranger);
});

test("[S5.22] several wrong passwords are slowed down; one's own browser isn't, and nobody is locked out for good", async ({
  page,
  visitor,
  freshServer,
  faults,
  axe,
}) => {
  faults.expect(/status of (422|429)/);
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const stranger = await visitor();
  // Each delay is over before the next try, so that only its growing counts.
  for (let tries = 0; tries < 12; tries += 1) {
    const form = { email: account.email, password: WRONG, next: "/" };
    const answer = await stranger.request.post(`${server.url}/sign-in`, { form });
    expect(answer.status()).toBe(422);
    await server.advance(1000);
  }
  await stranger.goto(`${server.url}/sign-in`);
  await sendSignIn(stranger, { ...account, password: WRONG });
  await expect(stranger.getByRole("alert")).toContainText(/ne convient pas/);
  await sendSignIn(stranger, account);
  await expect(stranger.getByRole("alert")).toContainText(/Trop de tentatives\. Réessayez dans \d minutes/);
  await axe(stranger);

  await signOut(page, account, server.url);
  await sendSignIn(page, account);
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();

  await server.advance(HOUR);
  await sendSignIn(stranger, account);
  await expect(stranger.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
});

test("[S5.22] signing out by the menu ends the session, on the server too", async ({ page, account, axe }) => {
  const cookies = await page.context().cookies();
  await page.goto("/");
  await page.getByRole("button", { name: account.email }).click();
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  await page.context().addCookies(cookies);
  await page.goto("/users");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("[S5.22] a link can't sign anybody out", async ({ page, account, faults }) => {
  faults.expect(/status of 40[45]/);
  await page.goto("/sign-out");
  await page.goto("/");
  await expect(page.getByRole("button", { name: account.email })).toBeVisible();
});

test("[S5.22] a session is new at each sign-in, and out of reach of scripts and other sites", async ({
  account,
  visitor,
  server,
}) => {
  const page = await visitor();
  const planted = "A".repeat(43);
  await page.context().addCookies([{ name: "parvis", value: planted, url: server.url }]);
  await signIn(page, account);
  const session = (await page.context().cookies()).find(({ name }) => name === "parvis");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(session?.value).not.toBe(planted);
  await signOut(page, account);
  await signIn(page, account);
  const next = (await page.context().cookies()).find(({ name }) => name === "parvis");
  expect(next?.value).not.toBe(session?.value);
});

/** Whether `page` is still signed in, and with a request that counts as use. */
async function isIn(page: Page, base: string): Promise<boolean> {
  await page.goto(`${base}/`);
  return !page.url().includes("/sign-in");
}

test("[S5.22] a session ends after twelve hours without a request, and not while it is used", async ({
  page,
  freshServer,
}) => {
  const server = await freshServer();
  await signUp(page, {}, server.url);
  await server.advance(11 * HOUR);
  expect(await isIn(page, server.url)).toBe(true);
  await server.advance(11 * HOUR);
  expect(await isIn(page, server.url)).toBe(true);
  await server.advance(12 * HOUR + 60);
  expect(await isIn(page, server.url)).toBe(false);
});

test("[S5.22] a session ends at its absolute limit, however much it is used", async ({ page, freshServer }) => {
  const server = await freshServer({ PARVIS_SESSION_DAYS: "1" });
  await signUp(page, {}, server.url);
  for (const hours of [9, 9]) {
    await server.advance(hours * HOUR);
    expect(await isIn(page, server.url)).toBe(true);
  }
  await server.advance(6 * HOUR + 60);
  expect(await isIn(page, server.url)).toBe(false);
});

test("[S5.22] the keyboard alone signs in", async ({ account, visitor }) => {
  const page = await visitor();
  await page.goto("/sign-in");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeInViewport();
  await tabTo(page, page.getByLabel("Adresse e-mail"));
  await page.keyboard.type(account.email);
  await tabTo(page, page.getByLabel("Mot de passe", { exact: true }), 1);
  await page.keyboard.type(account.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
});

test("[S1.22] who has no right in users sees no way to them", async ({ page, account: _, visitor, mailbox }) => {
  const theirs = await visitor();
  await bringIn(page, theirs, mailbox, { role: "Utilisateur" });
  await Promise.all([page.goto("/"), theirs.goto("/")]);
  await expect(theirs.getByText("Aucun service pour l’instant")).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Utilisateurs" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Utilisateurs" }).first()).toBeVisible();
});

test("[S5.22] what one was filling in when the session ended is there after signing in, and can be sent then", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 401/);
  const guest = newAddress("tard");
  await page.goto("/users/invite");
  await page.getByLabel("Adresse de courriel").fill(guest);
  if (javaScriptEnabled) await page.getByLabel("Adresse de courriel").press("Enter");
  await page.getByRole("radio", { name: /^Membre/ }).check();
  await page.getByLabel(/^Votre message/).fill("À lundi !\nCamille");

  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await elsewhere.goto("/me/sessions/end-others");
  await elsewhere.getByRole("main").getByRole("button").click();
  await expect(elsewhere).toHaveURL(/\/me\/sessions/);

  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Connexion" })).toBeVisible();
  await expect(page.getByRole("status")).toContainText("Rien n’a été envoyé, et rien n’est perdu");
  await axe(page);
  await sendSignIn(page, account);
  await expect(page.getByRole("heading", { level: 1, name: "Votre saisie n’est pas encore envoyée" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Envoyer maintenant" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "1 personne est invitée" })).toBeVisible();
  expect((await mailbox.next(guest)).text).toContain("À lundi !");
});
