/** Inviting and joining, as people do. */
import { expect, type Locator, type Page } from "@playwright/test";
import { hidden, newAddress, type Person, post, postAcceptance } from "./accounts";
import { linkIn, type Mailbox } from "./mailbox";

export interface Sending {
  /** As typed: one or many, in any format. */
  addresses: string;
  role?: "Administrateur" | "Utilisateur" | "Membre";
  /** As the language names itself. */
  language?: string;
  message?: string;
}

/** Fills the form of `/users/invite`, which opens on `page` already. */
export async function fillInvitation(page: Page, sending: Sending): Promise<void> {
  await page.getByLabel("Adresse de courriel").fill(sending.addresses);
  await page.getByRole("radio", { name: new RegExp(`^${sending.role ?? "Utilisateur"}`) }).check();
  if (sending.language) await page.getByLabel("Langue des messages").selectOption({ label: sending.language });
  if (sending.message) await page.getByLabel(/^Votre message/).fill(sending.message);
}

/** Invites, up to the page that says what became of each address. */
export async function invite(page: Page, sending: Sending, base = ""): Promise<void> {
  await page.goto(`${base}/users/invite`);
  await fillInvitation(page, sending);
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await expect(page).toHaveURL(/\/users\/invite\/[\w-]+$/);
}

export function newColleague(wishes: Partial<Person> = {}): Person {
  return {
    firstName: "Noé",
    lastName: "Lambert",
    email: newAddress("noe"),
    password: "trois girafes nagent la nuit",
    ...wishes,
  };
}

/** Fills the form of an invitation, which opens on `page` already, and sends it. */
export async function sendJoin(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Prénom").fill(person.firstName);
  await page.getByLabel("Nom", { exact: true }).fill(person.lastName);
  await page.getByLabel("Définir un mot de passe").fill(person.password);
  await page.getByRole("button", { name: /^Rejoindre/ }).click();
}

/** Follows the link of a mail, by the forms' own posts, up to being in. */
export async function join(page: Page, link: string, person: Person): Promise<void> {
  const { firstName: first_name, lastName: last_name, password } = person;
  await post(page, link, { first_name, last_name, password });
  await postAcceptance(page, new URL(link).origin);
}

/** Somebody whom the person signed in on `page` invites, and who joins on `theirs`; both by the forms' own posts. */
export async function bringIn(
  page: Page,
  theirs: Page,
  mailbox: Mailbox,
  { role = "Utilisateur", base = "", ...wishes }: Partial<Person> & Pick<Sending, "role"> & { base?: string } = {},
): Promise<Person> {
  const person = newColleague(wishes);
  const form = await (await page.request.get(`${base}/users/invite`)).text();
  const chosen = form.match(new RegExp(`<input type="radio" name="role"[^>]*value="([^"]*)"[^>]*>\\s*(?:<[^>]*>\\s*)*${role}`));
  expect(chosen, `the form offers the role ${role}`).not.toBeNull();
  const sending = { key: hidden(form, "key"), addresses: person.email, role: chosen![1]!, language: "fr" };
  await post(page, `${base}/users/invite`, sending);
  await join(theirs, linkIn(await mailbox.next(person.email), "/join/"), person);
  return person;
}

/** Somebody's row in the list of users. */
export function rowOf(page: Page, text: string): Locator {
  return page.getByRole("table").getByRole("row").filter({ hasText: text });
}

/** Opens the list of users; where scripts run, waits until it is told of changes. */
export async function openUsers(page: Page, script: boolean, url = "/users"): Promise<void> {
  const listening = script ? page.waitForResponse(/\/users\/live$/) : undefined;
  await page.goto(url);
  await listening;
}

/** The days on which an invitation sent just now may end, as the server words them, with the minute. */
export function deadline(locale: "fr-FR" | "en-GB", days = 7): RegExp {
  const word = (at: number) => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "Europe/Paris" });
    return format.format(at).replace(/,/g, "").split(/\s/).join(",?\\s");
  };
  const end = Date.now() + days * 86_400_000;
  // A test may run over midnight.
  const choices = [...new Set([word(end), word(end - 300_000)])];
  return new RegExp(`(${choices.join("|")})\\s(à|at)\\s\\d\\d:\\d\\d`);
}
