import { signUp } from "../support/accounts";
import { deadline, invite, join, newColleague } from "../support/invitations";
import { expect, test } from "../support/test";

const NOTICE = { name: "Envoi des messages" };

test("[S1.10] [S1.20] without a mail server, mails are read in the built-in mailbox, and every page says so", async ({
  page,
  visitor,
  freshServer,
  faults,
  axe,
}) => {
  // The init script that listens for policy reports can't run in the frame that shows a mail; nothing can.
  faults.expect(/Blocked script execution/);
  faults.expect(/status of 403/);
  const server = await freshServer({ PARVIS_SMTP_URL: undefined });
  const account = await signUp(page, {}, server.url);
  for (const path of ["/", "/users", "/users/invite", "/mailbox"]) {
    await page.goto(server.url + path);
    const notice = page.getByRole("complementary", NOTICE);
    await expect(notice).toContainText("Les messages ne sont pas envoyés");
    await expect(notice.getByRole("link", { name: /messagerie intégrée/ })).toBeVisible();
    await axe(page);
  }
  await expect(page.getByRole("heading", { level: 2, name: "Aucun message" })).toBeVisible();
  const stranger = await visitor();
  for (const path of ["/sign-in", "/forgot"]) {
    await stranger.goto(server.url + path);
    await expect(stranger.getByRole("complementary", NOTICE)).toContainText("Les messages ne sont pas envoyés");
    await axe(stranger);
  }
  await stranger.close();

  const person = newColleague();
  await invite(page, { addresses: person.email, message: "À lundi !" }, server.url);
  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Messagerie" }).click();
  const items = page.getByRole("navigation", { name: "Messages" }).getByRole("link");
  await expect(items).toHaveCount(1);
  await expect(items).toContainText(person.email);
  await expect(items).toContainText(`Camille Durand vous invite à rejoindre ${account.name}`);
  await axe(page);

  await items.click();
  const message = page.getByRole("article");
  await expect(message.getByRole("heading", { level: 2 })).toHaveText(/vous invite à rejoindre/);
  await expect(message).toContainText(person.email);
  const body = page.frameLocator(`iframe[title*="vous invite à rejoindre"]`);
  await expect(body.getByText("À lundi !")).toBeVisible();
  await expect(body.getByRole("link", { name: "Connexion" })).toHaveAttribute("href", /\/join\//);
  // In the frame no script runs, and axe is one: around it, and the mail as a page of its own.
  await axe(page, "iframe");
  const mail = await (await page.request.get(`${page.url().split("?")[0]}/html`)).text();
  const alone = await visitor();
  await alone.setContent(mail);
  await expect(alone.getByText("À lundi !")).toBeVisible();
  await axe(alone);
  await alone.close();
  const popup = page.context().waitForEvent("page");
  await body.getByRole("link", { name: "Connexion" }).click();
  const opened = await popup;
  await expect(opened.getByRole("main")).toContainText("La session de Camille Durand est ouverte sur ce navigateur");
  await opened.close();

  await message.getByRole("link", { name: "Texte" }).click();
  await expect(message).toContainText(deadline("fr-FR"));
  const link = (await message.innerText()).match(/https?:\S+\/join\/[\w-]+/)?.[0];
  expect(link).toBeTruthy();
  await axe(page);
  const theirs = await visitor();
  await join(theirs, link!, person);

  // Everybody is told that nothing is sent; links in the messages open accounts, so administrators alone read them.
  await theirs.goto(`${server.url}/`);
  await expect(theirs.getByRole("heading", { level: 1, name: `Bonjour ${person.firstName}` })).toBeVisible();
  const theirNotice = theirs.getByRole("complementary", NOTICE);
  await expect(theirNotice).toContainText("Les messages ne sont pas envoyés");
  await expect(theirNotice.getByRole("link")).toHaveCount(0);
  await expect(theirs.getByRole("link", { name: "Messagerie" })).toHaveCount(0);
  await axe(theirs);
  expect((await theirs.goto(`${server.url}/mailbox`))?.status()).toBe(403);
  expect((await theirs.request.get(page.url())).status()).toBe(403);
  expect((await theirs.request.get(`${page.url().split("?")[0]}/html`)).status()).toBe(403);
});

test("[S1.10] with a mail server there is no mailbox, and no notice", async ({ page, account, faults }) => {
  faults.expect(/status of 404/);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: `Bonjour ${account.firstName}` })).toBeVisible();
  await expect(page.getByRole("complementary", NOTICE)).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Messagerie" })).toHaveCount(0);
  expect((await page.goto("/mailbox"))?.status()).toBe(404);
});

test("[S1.10] a mail server that can't be reached is said on every page, and nothing is lost", async ({
  page,
  freshServer,
  axe,
}) => {
  const server = await freshServer({ PARVIS_SMTP_URL: "smtp://127.0.0.1:9" });
  await signUp(page, {}, server.url);
  const person = newColleague();
  await invite(page, { addresses: person.email }, server.url);
  const notice = page.getByRole("complementary", NOTICE);
  await expect(async () => {
    await page.goto(`${server.url}/users`);
    await expect(page.getByRole("row").filter({ hasText: person.email })).toContainText(/nouvel essai|attente/, {
      timeout: 1000,
    });
    await expect(notice).toContainText("Rien n’est perdu", { timeout: 1000 });
  }).toPass();
  await axe(page);
});
