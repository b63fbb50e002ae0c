/** The form of `/users/invite`, as people meet it. */
import type { Page } from "@playwright/test";

export const field = (page: Page) => page.getByLabel("Adresse de courriel");
export const chips = (page: Page) => page.getByRole("list", { name: "Adresses ajoutées" }).getByRole("listitem");
export const summary = (page: Page) => page.getByRole("status");
export const send = (page: Page) => page.getByRole("button", { name: "Inviter", exact: true });

/** Puts text into the clipboard and pastes it where the focus is, as a person does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("ControlOrMeta+V");
}
