/** The list of users, as one reads it and types into it. */
import { expect, type Page } from "@playwright/test";

export const table = (page: Page) => page.getByRole("table", { name: /Utilisateurs du compte/ });
/** All but the header. */
export const rows = (page: Page) => table(page).getByRole("row").filter({ has: page.getByRole("cell") });
export const box = (page: Page, name: string) => page.getByRole("checkbox", { name: `Sélectionner ${name}` });
export const search = (page: Page) => page.getByRole("searchbox", { name: "Recherche par nom ou adresse" });
export const filter = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Filtrer par état" }).getByRole("link", { name });

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
