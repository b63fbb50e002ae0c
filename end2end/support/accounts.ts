/** People and accounts of a test's own, made as people make them. */
import { randomBytes } from "node:crypto";
import { type APIResponse, expect, type Page } from "@playwright/test";

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  password: string;
}

export interface Account extends Person {
  name: string;
}

/** An address that no other test uses. */
export function newAddress(name = "personne"): string {
  return `${name}-${randomBytes(5).toString("hex")}@example.org`;
}

export function newAccount(wishes: Partial<Account> = {}): Account {
  return {
    name: `Atelier ${randomBytes(3).toString("hex")}`,
    firstName: "Camille",
    lastName: "Durand",
    email: newAddress("camille"),
    password: "quatre chevaux verts galopent",
    ...wishes,
  };
}

/** Fills the form that creates an account; it opens on `page` already. */
export async function fillSetUp(page: Page, account: Account): Promise<void> {
  await page.getByLabel(/^Nom de l.organisation$/).fill(account.name);
  await page.getByLabel("Prénom").fill(account.firstName);
  await page.getByLabel("Nom", { exact: true }).fill(account.lastName);
  await page.getByLabel("Adresse e-mail").fill(account.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(account.password);
}

/** Reads and accepts the policy that opens on `page`, and arrives at home. */
export async function acceptPolicy(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/policy$/);
  await page.getByRole("checkbox", { name: /^J.ai bien lu et j.accepte la politique de confidentialité$/ }).check();
  await page.getByRole("button", { name: "Accepter et continuer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
}

/**
 * Creates an account at `/sign-up`; its holder is then signed in in `page`'s browser, and no page is open. What is set
 * up isn't what is tested: it goes by the forms' own posts. `base` is another server than the shared one.
 */
export async function signUp(page: Page, wishes: Partial<Account> = {}, base = ""): Promise<Account> {
  const account = newAccount(wishes);
  await post(page, `${base}/sign-up`, {
    account_name: account.name,
    language: "fr",
    first_name: account.firstName,
    last_name: account.lastName,
    email: account.email,
    password: account.password,
  });
  await postAcceptance(page, base);
  return account;
}

/** Fills the form of `/sign-in`, which opens on `page` already, and sends it. */
export async function sendSignIn(page: Page, { email, password }: Pick<Person, "email" | "password">): Promise<void> {
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

/** Signs in somebody who has accepted the policy, by the form's own post. */
export async function signIn(page: Page, { email, password }: Pick<Person, "email" | "password">, base = ""): Promise<void> {
  const answer = await post(page, `${base}/sign-in`, { email, password });
  expect(new URL(answer.url()).pathname, `${email} is signed in`).toBe("/");
}

/** Signs out at home, by the menu behind one's name. */
export async function signOut(page: Page, person: Pick<Person, "email">, base = ""): Promise<void> {
  await page.goto(`${base}/`);
  await page.getByRole("button", { name: person.email }).click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

/** Sends a form as the browser of `page` would without script: with its cookies, and on to where the answer leads. */
export async function post(page: Page, url: string, form: Record<string, string>): Promise<APIResponse> {
  const answer = await page.request.post(url, { form, headers: { "accept-language": "fr-FR" } });
  expect(answer.status(), `the answer to POST ${url}: ${await answer.text()}`).toBe(200);
  return answer;
}

/** What a hidden field of a page holds. */
export function hidden(html: string, name: string): string {
  const field = html.match(new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`));
  expect(field, `the page has a hidden ${name}`).not.toBeNull();
  return field![1]!;
}

/** Accepts the policy in force, by the form's own post. */
export async function postAcceptance(page: Page, base = ""): Promise<void> {
  const policy = await (await page.request.get(`${base}/policy`)).text();
  const answer = await post(page, `${base}/policy`, { digest: hidden(policy, "digest"), accepted: "yes" });
  expect(new URL(answer.url()).pathname, "the policy is accepted").toBe("/");
}
