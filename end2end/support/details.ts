/** Somebody's details, reached as people reach them. */
import { expect, type Page } from "@playwright/test";
import { rowOf } from "./invitations";

const link = { name: /Détails de l.utilisateur/ } as const;

/** The path of somebody's details, by the list that `page` shows. */
export async function detailsOf(page: Page, text: string): Promise<string> {
  const href = await rowOf(page, text).getByRole("link", link).getAttribute("href");
  expect(href, `${text} has details`).not.toBeNull();
  return href!;
}

/** Changes somebody's role, on `page`. */
export async function giveRole(page: Page, email: string, role: string): Promise<void> {
  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  await page.goto(await detailsOf(page, email));
  await page.getByRole("main").getByRole("link", { name: "Changer le rôle" }).first().click();
  await page.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await page.getByRole("button", { name: /Changer le rôle/ }).last().click();
  await expect(page.getByRole("status")).toBeVisible();
}
