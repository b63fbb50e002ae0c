import type { Page } from "@playwright/test";
import { hidden, newAddress, type Person, post, signIn, signUp } from "../support/accounts";
import { detailsOf, giveRole } from "../support/details";
import { bringIn, invite, join, newColleague, openUsers, rowOf } from "../support/invitations";
import type { Mailbox } from "../support/mailbox";
import { expect, linkIn, test } from "../support/test";
import { box, expectOwnFirst, filter, find, rows, search, table } from "../support/user-list";

test("[S1.15] what happens elsewhere while one searches leaves nobody in the list who doesn't match @script", async ({
  page,
  account: _,
  javaScriptEnabled,
}) => {
  const celine = newAddress("celine");
  await invite(page, { addresses: `${celine}; ${newAddress("dubois")}; ${newAddress("martin")}` });
  await openUsers(page, javaScriptEnabled);
  await expect(rows(page)).toHaveCount(4);

  // The search's answer is held back until the news of an invitation is asked about, which overtakes it.
  let overtake = () => {};
  const overtaken = new Promise<void>((resolve) => (overtake = resolve));
  let asked = 0;
  await page.route(/\/api\/list-users/, async (route) => {
    // Before it, the list may still hear of the mails that went out.
    if (!route.request().postDataBuffer()?.includes("celine")) return route.continue();
    asked += 1;
    if (asked === 1) await overtaken;
    else overtake();
    await route.continue();
  });
  await search(page).fill("celine");
  await expect.poll(() => asked).toBeGreaterThan(0);
  const form = await (await page.request.get("/users/invite")).text();
  const role = form.match(/name="role"[^>]*value="([^"]*)"/);
  expect(role, "the form offers a role").not.toBeNull();
  await post(page, "/users/invite", { key: hidden(form, "key"), addresses: newAddress(), role: role![1]!, language: "fr" });
  await overtaken;
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, celine)).toBeVisible();
});

test("[S1.4] [S1.11] the list changes by itself when somebody is invited or joins elsewhere @script", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  await page.evaluate(() => ((window as unknown as { stayed: boolean }).stayed = true));
  await expect(rows(page)).toHaveCount(1);

  const person = newColleague();
  await invite(elsewhere, { addresses: person.email });
  await expect(rowOf(page, person.email)).toContainText("Invité");
  await expect(rowOf(page, person.email)).toContainText(/envoyé aujourd.hui/);
  await expect(filter(page, /^Invité\s+1$/)).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText("2 utilisateurs");
  await axe(page);

  await join(await visitor(), linkIn(await mailbox.next(person.email), "/join/"), person);
  await expect(rowOf(page, person.email)).toContainText("Noé Lambert");
  await expect(rowOf(page, person.email)).toContainText("Actif");
  await expect(filter(page, /^Invité\s+0$/)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
});

test("[S1.4] [S1.10] the list says by itself that a mail is put off, and then that it is refused @script", async ({
  page,
  visitor,
  mailbox,
  freshServer,
  axe,
}) => {
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const elsewhere = await visitor();
  await signIn(elsewhere, account, server.url);
  await openUsers(page, true, `${server.url}/users`);
  await page.evaluate(() => ((window as unknown as { stayed: boolean }).stayed = true));
  const [gone, there] = [newAddress("partie"), newAddress("presente")];
  mailbox.refuse(gone, { code: 450, text: "4.2.0 plus tard" });
  await invite(elsewhere, { addresses: `${gone}, ${there}` }, server.url);
  await expect(rowOf(page, gone)).toContainText(/nouvel essai prévu\s?: .*4\.2\.0 plus tard/);
  await expect(rowOf(page, there)).toContainText(/envoyé aujourd.hui/);
  await axe(page);

  mailbox.refuse(gone, { code: 550, text: "5.1.1 adresse inconnue ici" });
  await server.advance(3600);
  // Another mail wakes who sends them, which looks at the clock now and then otherwise.
  await post(await visitor(), `${server.url}/forgot`, { email: account.email });
  await expect(rowOf(page, gone)).toContainText(/refusé\s?: .*5\.1\.1 adresse inconnue ici/, { timeout: 60_000 });
  await expect(rowOf(page, there)).toContainText(/envoyé aujourd.hui/);
  expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
  await axe(page);
});

/** When, by the clock that is also this process's, somebody's row on `page` says `text`; asked before it does. */
function timeOf(page: Page, email: string, text: string): Promise<number> {
  return table(page).evaluate(
    (table, { email, text }) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const row = [...table.querySelectorAll("tr")].find((row) => row.textContent.includes(email));
          if (!row?.textContent.includes(text)) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(table, { childList: true, characterData: true, subtree: true });
        look();
      }),
    { email, text },
  );
}

test("[S1.4] an open list shows who is deactivated elsewhere within a second of the answer there @script", async ({
  page,
  account,
  visitor,
  mailbox,
}) => {
  const theirs = await visitor();
  const people: Person[] = [];
  for (const firstName of ["Anna", "Bruno", "Chloé"]) {
    people.push(await bringIn(page, theirs, mailbox, { role: "Membre", firstName }));
    await theirs.context().clearCookies(); // the next one joins in the same browser
  }
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  await elsewhere.goto("/users");
  // One after the other, and the best counts: a busy machine is no fault of the product.
  const delays: number[] = [];
  for (const { email } of people) {
    await expect(rowOf(page, email)).toContainText("Actif");
    const details = await detailsOf(elsewhere, email);
    const shown = timeOf(page, email, "Inactif");
    const answer = await elsewhere.request.post(`${details}/deactivate`, { form: {}, maxRedirects: 0 });
    const answered = Date.now();
    expect(answer.status()).toBe(303);
    delays.push((await shown) - answered);
    await expect(rowOf(page, email)).toContainText("Inactif");
  }
  expect(Math.min(...delays), `${delays.join(", ")} ms after the answer`).toBeLessThanOrEqual(1000);
});

test("[S1.4] news move nothing that one reads: who is new comes last, who has left says so, and the list is put in order on demand @script", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  const [beta, delta] = [newAddress("beta"), newAddress("delta")];
  await invite(elsewhere, { addresses: `Beta <${beta}>; Delta <${delta}>` });
  await mailbox.next(beta);
  await openUsers(page, true, "/users?state=invited");
  const order = page.getByRole("link", { name: "Remettre la liste en ordre" });
  await expect(rows(page)).toHaveCount(3);
  await expect(order).toBeHidden();
  await box(page, "Delta").check();

  const alpha = newAddress("alpha");
  await invite(elsewhere, { addresses: `Alpha <${alpha}>` });
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).nth(1)).toContainText(beta);
  await expect(rows(page).nth(3)).toContainText(alpha);
  await expect(rows(page).nth(3)).toHaveAttribute("data-changed");
  await expect(order).toBeVisible();

  await elsewhere.goto("/users");
  const details = await detailsOf(elsewhere, beta);
  await elsewhere.goto(`${details}/revoke`);
  await elsewhere.getByRole("button", { name: "Révoquer l’invitation" }).click();
  await expect(rowOf(page, beta)).toContainText("n’est plus dans cette liste");
  await expect(rows(page).nth(1)).toContainText(beta);
  await expect(page.getByRole("status").first()).toHaveText("2 utilisateurs");
  await expect(box(page, "Delta")).toBeChecked();
  await axe(page);

  await order.click();
  await expect(rows(page)).toHaveCount(3);
  await expect(order).toBeHidden();
  await expect(box(page, "Delta")).toBeChecked();
  await expect(rows(page).nth(1)).toContainText(alpha);
  await expect(rows(page).nth(2)).toContainText(delta);
  await expect(page).toHaveURL(/\/users\?state=invited$/);
});

test("[S1.15] what one is typing is left alone when the list changes by itself @script", async ({
  page,
  account,
  visitor,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  await find(page, "durand-", true);
  await expect(page).toHaveURL(/q=durand-$/);
  await invite(elsewhere, { addresses: `${newAddress("durand")}, ${newAddress("martin")}` });
  await expect(rows(page)).toHaveCount(2);
  await expect(search(page)).toBeFocused();
  await expect(search(page)).toHaveValue("durand-");
});

/** As the browser says it of a tab that goes behind another, or comes back. */
const show = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("[S1.4] a list that nobody sees listens to nothing, and is up to date when it is seen again @script", async ({
  page,
  account,
  visitor,
}) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  const ended = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/users/live"));
  await show(page, true);
  await ended;
  const address = newAddress();
  await invite(elsewhere, { addresses: address });
  await expect(rows(page)).toHaveCount(1);
  const opened = page.waitForResponse(/\/users\/live$/);
  await show(page, false);
  await opened;
  await expect(rowOf(page, address)).toBeVisible();
});

test("[S1.4] the list says that what was asked for is on its way, and can be read until it is there @script", async ({
  page,
  account,
  axe,
}) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await openUsers(page, true);
  await expect(table(page)).not.toHaveAttribute("aria-busy");
  await page.route("**/api/list-users", async (route) => {
    await held;
    await route.continue();
  });
  await search(page).pressSequentially("dur");
  await expect(table(page)).toHaveAttribute("aria-busy", "true");
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  await axe(page);
  answer();
  await expect(table(page)).not.toHaveAttribute("aria-busy");
  await expectOwnFirst(page, account.email);
});

/** Another administrator, whose list is open. */
async function listOfAnother(page: Page, visitor: () => Promise<Page>, mailbox: Mailbox): Promise<{ theirs: Page; person: Person }> {
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Administrateur" });
  await openUsers(theirs, true);
  return { theirs, person };
}

test("[S1.17] [S5.15] an open list of who is deactivated leads out by itself @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of 401/);
  const { theirs, person } = await listOfAnother(page, visitor, mailbox);
  await openUsers(page, true);
  const details = await detailsOf(page, person.email);
  await post(page, `${details}/deactivate`, {});
  await expect(theirs).toHaveURL(/\/sign-in\?next=%2Fusers/);
});

test("[S1.17] [S5.15] who was deactivated while the list was behind another tab is led out when it is seen again @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of 401|MIME type/);
  const { theirs, person } = await listOfAnother(page, visitor, mailbox);
  const ended = theirs.waitForEvent("requestfailed", (request) => request.url().endsWith("/users/live"));
  await show(theirs, true);
  await ended;
  await openUsers(page, true);
  await post(page, `${await detailsOf(page, person.email)}/deactivate`, {});
  await show(theirs, false);
  await expect(theirs).toHaveURL(/\/sign-in\?next=%2Fusers/);
});

test("[S2.9] an open list whose reader may see nobody any more says what is restricted @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of 403/);
  const { theirs, person } = await listOfAnother(page, visitor, mailbox);
  await giveRole(page, person.email, "Utilisateur");
  await expect(theirs.getByRole("dialog", { name: /Il vous faut plus de droits sur/ })).toBeVisible();
});

test("[S1.4] a list that was refused its stream asks for it again, and hears of who comes @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/503/);
  await page.clock.install();
  let answers = 0;
  await page.route("**/users/live", (route) => (answers++ === 0 ? route.fulfill({ status: 503 }) : route.continue()));
  let heard = false;
  page.on("response", (response) => {
    heard ||= response.url().endsWith("/users/live") && response.ok();
  });
  await page.goto("/users");
  await expect.poll(() => answers).toBe(1);
  await expect
    .poll(async () => {
      await page.clock.runFor(15_000);
      return heard;
    })
    .toBe(true);
  await page.clock.resume();
  const person = await bringIn(page, await visitor(), mailbox);
  await expect(rowOf(page, person.email)).toContainText("Actif");
});

test("[S1.15] where the server can't be asked, the list says so, and goes on once it can @script", async ({ page, account: _, axe, faults }) => {
  faults.expect(/net::ERR_FAILED/);
  const celine = newAddress("celine");
  await invite(page, { addresses: `${celine}; ${newAddress("dubois")}` });
  await openUsers(page, true);
  await expect(rows(page)).toHaveCount(3);
  await page.route(/\/api\/list-users/, (route) => route.abort());
  await search(page).fill("celine");
  const alert = page.getByRole("alert").filter({ hasText: "n’a pas pu être mise à jour" });
  await expect(alert).toBeVisible();
  await axe(page);

  await page.unroute(/\/api\/list-users/);
  await find(page, celine, true);
  await expect(rows(page)).toHaveCount(2);
  await expect(alert).toBeHidden();
});

test("[S1.4] news leave the keyboard where it is: on a filter, on a column @script", async ({ page, account, visitor }) => {
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await openUsers(page, true);
  for (const target of [filter(page, /^Invité/), page.getByRole("link", { name: "adresse", exact: true })]) {
    await target.focus();
    const guest = newAddress("clavier");
    await invite(elsewhere, { addresses: guest });
    await expect(rowOf(page, guest)).toBeVisible();
    await expect(target).toBeFocused();
  }
});
