/** The list of users, as one reads it and types into it. */
import { expect, type Locator, type Page } from "@playwright/test";
import { newAddress } from "./accounts";

export const table = (page: Page) => page.getByRole("table", { name: /Utilisateurs du compte/ });
/** All but the header. */
export const rows = (page: Page) => table(page).getByRole("row").filter({ has: page.getByRole("cell") });
export const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Sélectionner ${name}` });
export const search = (page: Page) => page.getByRole("searchbox", { name: "Recherche par nom ou adresse" });
export const filter = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Filtrer par état" }).getByRole("link", { name });

/** What the list is narrowed by, each with a link that takes it away. */
export const activeFilters = (page: Page) => page.getByRole("list", { name: "Filtres actifs" }).getByRole("listitem");

/** Chooses in one field of the filters, and applies it. */
export async function narrow(page: Page, field: string, choice: string): Promise<void> {
  await page.locator("summary", { hasText: "Filtres" }).click();
  await page.getByLabel(field, { exact: true }).selectOption({ label: choice });
  await page.getByRole("button", { name: "Appliquer" }).click();
}

/** What can be done with those that are chosen. */
export const bulkBar = (page: Page) => page.getByRole("form", { name: "Action sur plusieurs utilisateurs" });

/** Where it is said beforehand what will happen to them: a dialog over the list, or where no script runs a page. */
export const bulkQuestion = (page: Page, script: boolean | undefined) => page.getByRole(script ? "dialog" : "main");

/** Chooses what to do with those that are chosen, up to being asked. */
export async function askForMany(page: Page, verb: string): Promise<void> {
  await bulkBar(page).getByLabel("Action", { exact: true }).selectOption({ label: verb });
  await bulkBar(page).getByRole("button", { name: "Continuer" }).click();
}

/** Sends the form that begins a job for many, beside the page; gives where its progress is shown. */
export async function begin(page: Page, asked: Locator, base = ""): Promise<string> {
  const form = await asked.locator("form").evaluate((form) => [...new FormData(form as HTMLFormElement)] as [string, string][]);
  const begun = await page.request.post(`${base}/users/bulk/run`, {
    data: new URLSearchParams(form).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  return begun.url();
}

/** Many people whom one paste invites: `Personne N01` and so on. */
export function manyPeople(count: number): { name: string; address: string }[] {
  return Array.from({ length: count }, (_, n) => {
    const number = String(n + 1).padStart(String(count).length, "0");
    return { name: `Personne N${number}`, address: newAddress(`n${number}`) };
  });
}

/** As one pastes them. */
export const asText = (people: { name: string; address: string }[]) =>
  people.map(({ name, address }) => `${name} <${address}>`).join("\n");

/** Ticks the box over the page, then the one that means all that match. */
export async function chooseWholeList(page: Page, users: string): Promise<void> {
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await bulkBar(page).getByRole("checkbox", { name: `Toute la liste (${users}), et pas seulement cette page` }).check();
}

/** The administrator's own row is the first, marked, and leads nowhere. */
export async function expectOwnFirst(page: Page, email: string): Promise<void> {
  const own = rows(page).first();
  await expect(own).toContainText(email);
  await expect(own).toContainText("Vous");
  await expect(own).toContainText("Administrateur");
  await expect(own.getByRole("link")).toHaveAttribute("aria-disabled", "true");
  await expect(own.getByRole("link")).not.toHaveAttribute("href");
}

/** Types into the search, until the list is the one that was asked for; without script, sends it. */
export async function find(page: Page, text: string, script: boolean): Promise<void> {
  await search(page).press("ControlOrMeta+a");
  await search(page).pressSequentially(text);
  if (script) await expect(table(page)).not.toHaveAttribute("aria-busy");
  else await search(page).press("Enter");
}
