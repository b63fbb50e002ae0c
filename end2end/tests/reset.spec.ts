import type { Page } from "@playwright/test";
import { newAddress, sendSignIn, signIn, signOut, signUp } from "../support/accounts";
import { bringIn, deadline, rowOf } from "../support/invitations";
import { linkIn, type Mail } from "../support/mailbox";
import { expect, test } from "../support/test";

const NEW = "sept lanternes bleues dansent";
const DAY = 86_400;

/** Asks for a mail at the sign-in page, as who has forgotten does. */
async function forget(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: /^Mot de passe oublié/ }).click();
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByRole("button", { name: "Recevoir les instructions" }).click();
  await expect(page.getByRole("status")).toContainText("Si cette adresse permet de se connecter");
  await expect(page.getByRole("status")).toBeFocused();
}

/** The code that stands in a mail's text by itself. */
function codeIn(mail: Mail): string {
  const code = /^ {4}([0-9A-Z]{4}-[0-9A-Z]{4})\s*$/m.exec(mail.text ?? "");
  if (!code) throw new Error(`no code in "${mail.subject}":\n${mail.text}`);
  return code[1]!;
}

async function choose(page: Page, password: string): Promise<void> {
  await page.getByLabel("Définir un mot de passe").fill(password);
  await page.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
}

async function arriveAtSignIn(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/sign-in\?done=password$/);
  await expect(page.getByRole("status")).toContainText("Votre nouveau mot de passe est enregistré");
}

test("[S4.11] [S4.16] [S4.17] who has forgotten chooses a new password by the mail's button; every session is over", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const theirs = await visitor();
  await theirs.goto("/sign-in");
  await theirs.getByRole("link", { name: /^Mot de passe oublié/ }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: /^Mot de passe oublié/ })).toBeVisible();
  await axe(theirs);
  await forget(theirs, account.email);
  await axe(theirs);
  const mail = await mailbox.next(account.email);
  expect(mail.html).toContain(">Paramétrer à nouveau le mot de passe</a>");
  expect(mail.text).toMatch(deadline("fr-FR", 1));
  const link = linkIn(mail, "/reset/");
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { level: 1, name: "Nouveau mot de passe" })).toBeVisible();
  await expect(theirs.getByRole("main")).toContainText(account.email);
  await axe(theirs);
  await choose(theirs, NEW);
  await arriveAtSignIn(theirs);
  await axe(theirs);
  await sendSignIn(theirs, { ...account, password: NEW });
  await expect(theirs.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();

  await page.goto("/users");
  await expect(page, "the session of before").toHaveURL(/\/sign-in/);
  const told = await mailbox.next(account.email);
  expect(told.subject).toContain("Mot de passe modifié");
});

test("[S4.11] [S4.13] [S4.14] [S4.15] [S4.16] from a person's row an administrator sends the instructions; the person alone chooses", async ({
  page,
  account: _,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox);
  await page.goto("/users");
  await rowOf(page, person.email).getByRole("button", { name: /^Actions pour/ }).click();
  await page.locator(".menu:popover-open").getByRole("link", { name: "Réinitialiser le mot de passe" }).click();
  const asks = javaScriptEnabled ? page.getByRole("dialog") : page.getByRole("main");
  await expect(asks.getByRole("heading", { level: 1 })).toHaveText(/^Réinitialiser le mot de passe de Noé Lambert/);
  await expect(asks).toContainText(person.email);
  await axe(page);
  await asks.getByRole("button", { name: "Réinitialiser le mot de passe" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Les instructions" })).toContainText(person.email);
  await axe(page);

  const mail = await mailbox.next(person.email);
  expect(mail.html).toContain(">Paramétrer à nouveau le mot de passe</a>");
  expect(mail.text).toContain("Un administrateur vous invite");
  expect(codeIn(mail)).toBeTruthy();
  expect(await page.getByRole("main").innerText()).not.toContain(codeIn(mail));
  await theirs.goto(linkIn(mail, "/reset/"));
  await choose(theirs, NEW);
  await arriveAtSignIn(theirs);
  await sendSignIn(theirs, { email: person.email, password: NEW });
  await expect(theirs.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
});

test("[S4.16] the recovery code does what the button does, and either works once", async ({
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (410|422)/);
  const theirs = await visitor();
  await forget(theirs, account.email);
  await theirs.getByRole("link", { name: "Saisir le code de récupération" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Code de récupération" })).toBeVisible();
  await axe(theirs);
  const mail = await mailbox.next(account.email);
  const enter = async (code: string) => {
    await theirs.getByLabel("Adresse e-mail").fill(account.email);
    await theirs.getByLabel("Code de récupération").fill(code);
    await theirs.getByRole("button", { name: "Continuer" }).click();
  };
  await enter("0000-0000");
  await expect(theirs.getByRole("alert", { name: "Il y a un problème" })).toBeFocused();
  await expect(theirs.getByRole("alert")).toContainText("L’adresse ou le code ne convient pas");
  await expect(theirs.getByLabel("Adresse e-mail")).toHaveValue(account.email);
  await axe(theirs);
  await enter(codeIn(mail).toLowerCase().replace("-", " "));
  await expect(theirs.getByRole("heading", { level: 1, name: "Nouveau mot de passe" })).toBeVisible();
  await choose(theirs, NEW);
  await arriveAtSignIn(theirs);

  await theirs.goto(linkIn(mail, "/reset/"));
  await expect(theirs.getByRole("heading", { level: 1, name: "Ce lien a déjà servi" })).toBeVisible();
  await axe(theirs);
  await theirs.goto("/reset");
  await enter(codeIn(mail));
  await expect(theirs.getByRole("alert")).toContainText("ne convient pas");
});

test("[S4.11] an unknown address gets the same answer, and nothing", async ({ account, visitor, mailbox }) => {
  const unknown = newAddress("inconnue");
  const answers: string[] = [];
  const theirs = await visitor();
  for (const email of [unknown, account.email]) {
    await forget(theirs, email);
    answers.push(await theirs.getByRole("main").innerText());
  }
  expect(answers[0]).toBe(answers[1]);
  await mailbox.next(account.email);
  expect(mailbox.to(unknown)).toEqual([]);
});

test("[S4.10] a link says when it has expired or was replaced, and leads to a new one", async ({
  page,
  freshServer,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 410/);
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const theirs = await visitor();
  const links: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    await theirs.goto(`${server.url}/forgot`);
    await theirs.getByLabel("Adresse e-mail").fill(account.email);
    await theirs.getByRole("button", { name: "Recevoir les instructions" }).click();
    await expect(theirs.getByRole("status")).toBeVisible();
    links.push(linkIn(await mailbox.next(account.email), "/reset/"));
  }
  await theirs.goto(links[0]!);
  await expect(theirs.getByRole("heading", { level: 1, name: "Un message plus récent vous a été envoyé" })).toBeVisible();
  await axe(theirs);
  await server.advance(DAY + 60);
  await theirs.goto(links[1]!);
  await expect(theirs.getByRole("heading", { level: 1, name: "Ce lien a expiré" })).toBeVisible();
  await axe(theirs);
  await theirs.getByRole("link", { name: "Demander un nouveau lien" }).click();
  await expect(theirs).toHaveURL(/\/forgot$/);
});

test("[S4.16] opening a link fifty times changes nothing; a refused password keeps it", async ({
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const theirs = await visitor();
  await forget(theirs, account.email);
  const link = linkIn(await mailbox.next(account.email), "/reset/");
  for (let n = 0; n < 25; n += 1) {
    expect((await theirs.request.get(link)).status()).toBe(200);
    expect((await theirs.request.head(link)).status()).toBe(200);
  }
  await theirs.goto(link);
  await choose(theirs, "azertyuiop12");
  await expect(theirs.getByRole("alert", { name: "Il y a un problème" })).toBeFocused();
  await expect(theirs).toHaveTitle(/^Erreur\s?: /);
  await axe(theirs);
  await choose(theirs, NEW);
  await arriveAtSignIn(theirs);
});

test("[S4.17] somebody else who is signed in on the browser stays so", async ({ page, account, visitor, mailbox, axe }) => {
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox);
  await signOut(theirs, person);
  await forget(theirs, person.email);
  const link = linkIn(await mailbox.next(person.email), "/reset/");
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("La session de Camille Durand est ouverte sur ce navigateur");
  await axe(page);
  await choose(page, NEW);
  await arriveAtSignIn(page);
  await page.goto("/");
  await expect(page.getByRole("button", { name: account.email })).toBeVisible();
});

test("[S4.16] mails are free of violations too @script", async ({ account, visitor, mailbox, axe }) => {
  const theirs = await visitor();
  await forget(theirs, account.email);
  const reset = await mailbox.next(account.email);
  await theirs.goto(linkIn(reset, "/reset/"));
  await choose(theirs, NEW);
  await arriveAtSignIn(theirs);
  const changed = await mailbox.next(account.email);
  const reader = await visitor();
  await signIn(reader, { ...account, password: NEW });
  const device = await mailbox.next(account.email);
  for (const mail of [reset, changed, device]) {
    await theirs.goto("about:blank");
    await theirs.setContent(mail.html!);
    await axe(theirs);
  }
});

test("[S3.9] a sign-in from another browser is told by mail, one's own isn't", async ({ page, account, visitor, mailbox }) => {
  await signOut(page, account);
  await signIn(page, account);
  const theirs = await visitor();
  await theirs.goto("/sign-in");
  await sendSignIn(theirs, account);
  const mail = await mailbox.next(account.email);
  expect(mail.subject).toContain("Nouvelle connexion");
  expect(mail.text).toMatch(/Chrome sur Linux/);
  expect(mailbox.to(account.email)).toHaveLength(1);
});
