/** The keyboard alone. */
import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab until `target` has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, most = 30): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target, `reached with Tab within ${most} presses`).toBeFocused({ timeout: 1 });
}
