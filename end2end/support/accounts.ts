/** People and accounts of a test's own, made as people make them. */
import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";

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

/** Creates an account at `/sign-up`; its holder is then signed in on `page`. `base` is another server than the shared. */
export async function signUp(page: Page, wishes: Partial<Account> = {}, base = ""): Promise<Account> {
  const account = newAccount(wishes);
  await page.goto(`${base}/sign-up`);
  await fillSetUp(page, account);
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await acceptPolicy(page);
  return account;
}

/** Fills the form of `/sign-in`, which opens on `page` already, and sends it. */
export async function sendSignIn(page: Page, { email, password }: Pick<Person, "email" | "password">): Promise<void> {
  await page.getByLabel("Adresse e-mail").fill(email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

/** Signs in somebody who has accepted the policy. */
export async function signIn(page: Page, person: Pick<Person, "email" | "password">, base = ""): Promise<void> {
  await page.goto(`${base}/sign-in`);
  await sendSignIn(page, person);
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
}

/** Signs out by the menu behind one's name. */
export async function signOut(page: Page, person: Pick<Person, "email">): Promise<void> {
  await page.getByRole("button", { name: person.email }).click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}
