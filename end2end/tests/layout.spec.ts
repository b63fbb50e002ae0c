import type { Page } from "@playwright/test";
import { newAddress, signUp } from "../support/accounts";
import { invite } from "../support/invitations";
import { expect, test } from "../support/test";

/** Nothing reaches beyond the screen's width. */
async function expectNoSideways(page: Page): Promise<void> {
  await page.waitForLoadState(); // a page that was clicked to is there before its style
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond, `${page.url()} at ${page.viewportSize()?.width} px`).toBeLessThanOrEqual(0);
}

test("[S1.4] [S1.5] at 320 px no page scrolls sideways, and the navigation folds @script", async ({
  page,
  visitor,
  freshServer,
  faults,
  axe,
}) => {
  test.slow(); // a dozen pages, each looked at by axe twice
  faults.expect(/status of 404/);
  faults.expect(/Blocked script execution/);
  const server = await freshServer({ PARVIS_SMTP_URL: undefined });
  await page.setViewportSize({ width: 320, height: 640 });
  const visit = async (browser: Page, path: string) => {
    await browser.goto(new URL(path, server.url).href);
    await expectNoSideways(browser);
  };
  await visit(page, await server.setupLink());
  await signUp(page, { name: "Communauté de communes du Pays de Saint-Jean-de-Maurienne" }, server.url);
  const long = `anticonstitutionnellement.longue-adresse.${newAddress()}`;
  await invite(page, { addresses: `${long}, ${newAddress()}, anna.martin`, message: "À lundi !" }, server.url);
  await expectNoSideways(page);
  await axe(page);

  for (const path of ["/", "/users", "/users?q=introuvable", "/users/invite", "/mailbox", "/policy", "/n-existe-pas"]) {
    await visit(page, path);
    await axe(page);
  }
  await visit(page, "/users/invite");
  await page.getByLabel("Adresse de courriel").fill(`${long}, anna.martin`);
  await page.getByLabel("Adresse de courriel").press("Enter");
  await expect(page.getByRole("list", { name: "Adresses ajoutées" }).getByRole("listitem")).toHaveCount(2);
  await expectNoSideways(page);
  await axe(page);

  await visit(page, "/mailbox");
  await page.getByRole("navigation", { name: "Messages" }).getByRole("link").first().click();
  await expect(page.frameLocator("iframe").getByRole("link", { name: "Connexion" })).toBeVisible();
  await expectNoSideways(page);
  await page.getByRole("link", { name: "Texte" }).click();
  await expect(page.getByRole("article")).toContainText("/join/");
  await expectNoSideways(page);
  const link = (await page.getByRole("article").innerText()).match(/https?:\S+\/join\/[\w-]+/)![0];

  // A person's page, and one that asks before something is done: all of its buttons are within reach.
  await visit(page, `/users?q=${encodeURIComponent(long)}`);
  const details = await page.getByRole("table").getByRole("link", { name: /Détails de l.utilisateur/ }).first().getAttribute("href");
  for (const end of ["", "/edit", "/delete", "/rights", "/departments", "/services"]) {
    await visit(page, details! + end);
    for (const button of await page.getByRole("main").getByRole("button").all()) {
      const box = await button.boundingBox();
      if (box) expect(box.x + box.width, `${await button.innerText()} of ${page.url()}`).toBeLessThanOrEqual(320);
    }
  }

  const menu = page.getByRole("button", { name: "Menu" });
  await expect(page.getByRole("link", { name: "Accueil" })).toBeHidden();
  await menu.click();
  await expect(page.getByRole("link", { name: "Accueil" })).toBeVisible();
  await axe(page);
  await page.getByRole("link", { name: "Accueil" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();

  const stranger = await visitor();
  await stranger.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/sign-in", "/sign-up", link]) {
    await visit(stranger, path);
    await axe(stranger);
  }
});

test("[S1.4] the way on is by the skip link: it puts the focus into the content", async ({ page, account: _ }) => {
  await page.goto("/users");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
