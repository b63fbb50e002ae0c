import { post, sendSignIn, signIn, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn, openUsers } from "../support/invitations";
import { expect, test } from "../support/test";
import { askForMany, box, bulkQuestion } from "../support/user-list";

test("[S5.2] the last administrator whose access has no end can't be taken away, neither alone nor among many", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of (401|409)/);
  const theirs = await visitor();
  const second = await bringIn(page, theirs, mailbox, { role: "Administrateur" });
  await page.goto("/users");
  const ofSecond = await detailsOf(page, second.email);
  await page.goto(`${ofSecond}/access-end`);
  await page.getByLabel(/^Dernier jour/).fill("2099-06-30");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page).toHaveURL(/\?done=access-end$/);

  await theirs.goto("/users");
  const details = await detailsOf(theirs, account.email);
  for (const [path, verb] of [["deactivate", "Désactiver"], ["delete", "Supprimer"], ["change-role", "Changer le rôle"]] as const) {
    await theirs.goto(`${details}/${path}`);
    if (path === "delete") await theirs.getByLabel(/^Pour confirmer/).fill(account.email);
    if (path === "change-role") await theirs.getByRole("radio", { name: /^Membre/ }).check();
    await theirs.getByRole("main").getByRole("button", { name: verb }).click();
    await expect(theirs.getByRole("heading", { level: 1, name: /Rien n.a été modifié/ })).toBeVisible();
    await expect(theirs.getByRole("main")).toContainText(
      /Camille Durand est le dernier administrateur actif dont l.accès n.a pas de fin/,
    );
  }
  await axe(theirs);

  await openUsers(theirs, javaScriptEnabled);
  await box(theirs, "Camille Durand").check();
  await askForMany(theirs, "Désactiver");
  const asked = bulkQuestion(theirs, javaScriptEnabled);
  await expect(asked).toContainText("1 administrateur doit rester");
  await expect(asked.getByRole("button", { name: "Désactiver" })).toHaveCount(0);
  await axe(theirs);

  // The one who stays is in, and may do to the other what the other could not.
  await page.goto(`${ofSecond}/deactivate`);
  await page.getByRole("button", { name: "Désactiver" }).click();
  await expect(page).toHaveURL(/\?done=deactivate$/);
});

test("[S5.2] of two administrators who deactivate each other at once, one stays", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of (401|403|409|422)/);
  const theirs = await visitor();
  const second = await bringIn(page, theirs, mailbox, { role: "Administrateur" });
  for (const [browser, other] of [[page, second], [theirs, account]] as const) {
    await browser.goto("/users");
    await browser.goto(`${await detailsOf(browser, other.email)}/deactivate`);
  }
  await Promise.all([page, theirs].map((browser) => browser.getByRole("button", { name: "Désactiver" }).click()));
  for (const browser of [page, theirs]) {
    await expect(browser.getByRole("heading", { level: 1, name: /^Désactiver/ })).toBeHidden();
  }
  // One is in still; the other is out, and stays so.
  const open = [];
  for (const [browser, person] of [[page, account], [theirs, second]] as const) {
    await browser.goto("/users");
    if (new URL(browser.url()).pathname === "/users") open.push(person.email);
    else {
      await sendSignIn(browser, person);
      await expect(browser.getByRole("alert", { name: "Il y a un problème" })).toBeVisible();
    }
  }
  expect(open).toHaveLength(1);
});

test("[S5.2] where nobody is left who could, a command makes somebody administrator, with the next request", async ({
  page,
  visitor,
  mailbox,
  freshServer,
  faults,
}) => {
  faults.expect(/status of (403|422)/);
  const server = await freshServer();
  await signUp(page, {}, server.url);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre", base: server.url });
  expect((await theirs.goto(`${server.url}/settings`))?.status()).toBe(403);

  expect(await server.command("make-administrator", person.email)).toContain(`${person.email} is an administrator now.`);
  expect((await theirs.goto(`${server.url}/settings`))?.status()).toBe(200);
  await expect(theirs.getByRole("heading", { level: 1, name: "Paramètres" })).toBeVisible();
  await theirs.goto(`${server.url}/users`);
  await expect(theirs.getByRole("main").getByRole("link", { name: "Inviter", exact: true })).toBeVisible();
  expect(await server.command("make-administrator", person.email)).toContain("is an administrator already");

  // Who was deactivated is let in again, with the password that there is.
  await page.goto(`${server.url}/users`);
  await post(page, `${server.url}${await detailsOf(page, person.email)}/deactivate`, {});
  await theirs.goto(`${server.url}/sign-in`);
  await sendSignIn(theirs, person);
  await expect(theirs.getByRole("alert", { name: "Il y a un problème" })).toBeVisible();
  await server.command("make-administrator", person.email);
  await signIn(theirs, person, server.url);
  expect((await theirs.goto(`${server.url}/settings`))?.status()).toBe(200);
});
