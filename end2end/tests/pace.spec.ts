import type { Page } from "@playwright/test";
import { invite, join, newColleague, openUsers, rowOf } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";
import { asText, find, manyPeople, rows, table } from "../support/user-list";

// How long people wait depends on the machine: it is printed here, and what is asserted is what they see.

/** In the page: notes how long after the last key the list was the one that was asked for. */
function noteAnswers(): void {
  const noted = window as unknown as { waited?: number };
  let typed = 0;
  document.addEventListener(
    "input",
    () => {
      typed = performance.now();
      delete noted.waited;
    },
    { capture: true },
  );
  // The list is busy from a key on until the answer to the last one stands in it.
  new MutationObserver(() => {
    if (!document.querySelector("table[aria-busy]")) noted.waited = performance.now() - typed;
  }).observe(document.querySelector("table")!, { attributeFilter: ["aria-busy"] });
}

async function waited(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => (window as unknown as { waited?: number }).waited);
  return (await handle.jsonValue())!;
}

test("[S1.15] the list answers while one types @script", async ({ page, account: _ }) => {
  const people = manyPeople(60);
  await invite(page, { addresses: asText(people) });
  await openUsers(page, true);
  await expect(table(page)).not.toHaveAttribute("aria-busy");
  await page.evaluate(noteAnswers);
  const waits: number[] = [];
  for (const text of ["n07", "n1", "N60", "personne n2", "n33", "nne n4", "n5", "n59", "n0", "PERSONNE N18", "n3", "n42"]) {
    await find(page, text, true);
    waits.push(await waited(page));
    const found = people.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
    await expect(rows(page), text).toHaveCount(found.length + 1);
    for (const [n, { address }] of found.entries()) await expect(rows(page).nth(n + 1), text).toContainText(address);
  }
  waits.sort((a, b) => a - b);
  const median = (waits[5]! + waits[6]!) / 2;
  console.log(`search: median ${median.toFixed(0)} ms after the last key, of ${waits.length}`);
});

test("[S1.4] [S1.11] somebody who joins is in another's open list soon after @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  await openUsers(page, true);
  await expect(rowOf(page, person.email)).toContainText("Invité");
  const seen = page.waitForFunction((email) => {
    const row = [...document.querySelectorAll("tbody tr")].find((row) => row.textContent.includes(email));
    return row?.textContent.includes("Actif") ? Date.now() : undefined;
  }, person.email);
  const theirs = await visitor();
  const began = Date.now();
  await join(theirs, link, person);
  const at = await (await seen).jsonValue();
  await expect(rowOf(page, person.email)).toContainText("Noé Lambert");
  console.log(`live: ${at! - began} ms from sending the form that joins until another's list shows it`);
});
