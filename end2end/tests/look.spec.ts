import type { Page } from "@playwright/test";
import { signIn } from "../support/accounts";
import { expect, test } from "../support/test";

/** What has the focus, and whether anything there shows it: the thing itself, or what is drawn around or for it. */
function focused(page: Page): Promise<{ what: string; visible: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const drawn = [element, element.nextElementSibling ?? element];
    for (let around = element.parentElement, steps = 0; around && steps < 5; around = around.parentElement, steps += 1) drawn.push(around);
    const styles = drawn.map((part) => getComputedStyle(part));
    const visible = styles.some(
      ({ outlineStyle, outlineWidth, visibility, opacity }) =>
        outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && visibility === "visible" && opacity !== "0",
    );
    return { what: element.outerHTML.slice(0, 120), visible };
  });
}

for (const scheme of ["light", "dark"] as const) {
  test(`whatever the keyboard comes to shows that it has the focus, in the ${scheme} scheme @script`, async ({ page, account: _ }) => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const path of ["/", "/users", "/users/invite", "/me", "/roles"]) {
      await page.goto(path);
      const met = new Set<string>();
      for (let presses = 0; presses < 45; presses += 1) {
        await page.keyboard.press("Tab");
        const here = await focused(page);
        if (!here) break; // past the last
        expect(here.visible, `${path}: ${here.what}`).toBe(true);
        met.add(here.what);
      }
      expect(met.size, path).toBeGreaterThan(2);
    }
  });
}

/** How long the page's animations of each kind take, in milliseconds. */
async function motion(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const element = document.createElement("div");
    document.body.append(element);
    const lasts = ["--quick", "--calm"].map((token) => {
      element.style.transitionDuration = `var(${token})`;
      return 1_000 * parseFloat(getComputedStyle(element).transitionDuration);
    });
    element.remove();
    return lasts;
  });
}

test("nothing moves for who has asked for less motion @script", async ({ page, account: _ }) => {
  await page.goto("/users");
  expect(await motion(page)).toEqual([0, 0]);
  await page.getByRole("link", { name: "Tout le monde" }).or(page.getByRole("link", { name: /^Actif/ })).first().click();
  await page.waitForURL(/\/users/);
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration) > 0).length,
  );
  expect(moving).toBe(0);
});

test("for everybody else things move briefly, and every page is reached as well @script", async ({ browser, account, server }) => {
  // Without its faults: a transition that the next page cuts short is told as an exception without words.
  const context = await browser.newContext({ reducedMotion: "no-preference", baseURL: server.url });
  const page = await context.newPage();
  await signIn(page, account);
  await page.goto("/users");
  const lasts = await motion(page);
  expect(lasts.every((ms) => ms > 0 && ms <= 300), `${lasts}`).toBe(true);
  for (const [name, heading] of [["Rôles", "Rôles"], ["Utilisateurs", "Utilisateurs"]] as const) {
    await page.getByRole("navigation").first().getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  }
  await context.close();
});
