import { newAddress, signIn, signUp } from "../support/accounts";
import { bringIn, deadline, fillInvitation, invite, openUsers, rowOf } from "../support/invitations";
import { chips, field, paste, send, summary } from "../support/invite-form";
import { expect, linkIn, test } from "../support/test";

/** What people copy from spreadsheets, mails and address books: thirty people, one of them twice. */
function thirtyPeople(): { text: string; addresses: string[] } {
  const addresses = Array.from({ length: 30 }, (_, n) => newAddress(`personne${n + 1}`));
  const of = (n: number) => addresses[n]!;
  const sheet = addresses.slice(17).map((address, n) => `Anne\tMartin ${n + 1}\t${address}\tLyon`);
  const text = [
    "Prénom\tNom\tCourriel\tVille",
    ...sheet,
    "",
    `Jean Valjean <${of(0)}>, "Thénardier, Éponine" <${of(1)}>`,
    `Pontmercy, Marius <${of(2)}>`,
    `mailto:${of(3)}`,
    `<mailto:${of(4)}?subject=Bonjour>`,
    `${of(5)}; ${of(6)} ;${of(7)};`,
    `${of(8)} ${of(9)} ${of(10)}`,
    `\u00a0${of(11)}\u202f`,
    `Cosette\u00a0Fauchelevent\u202f<${of(12)}>`,
    `${of(13)},${of(14)},${of(15)}.`,
    `\u200b${of(16)}`,
    of(5).replace("example.org", "EXAMPLE.org"),
  ].join("\n");
  return { text, addresses };
}

test("[S1.5] [S1.6] [S1.8] [S1.9] [S1.10] [S1.11] [S2.12] [S2.13] [S2.14] [S2.15] thirty people pasted in several formats each get one mail in the language chosen", async ({
  page,
  account,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const { text, addresses } = thirtyPeople();
  await page.goto("/");
  const navigation = page.getByRole("navigation", { name: "Principale" });
  await navigation.getByRole("link", { name: "Utilisateurs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Utilisateurs" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Inviter", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Inviter" })).toBeVisible();
  await expect(page.getByText(/Les liens seront valables jusqu.au/)).toHaveText(deadline("fr-FR"));
  if (javaScriptEnabled) {
    await field(page).click();
    await paste(page, text);
    await expect(chips(page)).toHaveCount(30);
    await expect(summary(page)).toContainText("30 personnes seront invitées");
  } else {
    await field(page).fill(text);
    await page.getByRole("button", { name: "Vérifier les adresses" }).click();
    await expect(page.getByRole("main")).toContainText("30 personnes seront invitées");
  }
  await page.getByRole("radio", { name: /^Membre/ }).check();
  await page.getByLabel("Langue des messages").selectOption({ label: "English" });
  await axe(page);
  await send(page).click();

  await expect(page.getByRole("heading", { level: 1, name: "30 personnes sont invitées" })).toBeVisible();
  const results = page.getByRole("region", { name: "Invités (30)" }).getByRole("listitem");
  await expect(results).toHaveCount(30);
  for (const address of addresses) await expect(results.filter({ hasText: address })).toHaveCount(1);
  await axe(page);

  const links = new Set<string>();
  for (const address of addresses) {
    const mail = await mailbox.next(address);
    expect(mail.recipients).toEqual([address]);
    expect(mail.subject).toBe(`Camille Durand invites you to join ${account.name}`);
    expect(mail.text).toMatch(deadline("en-GB"));
    expect(mail.text).toContain("Member");
    const link = linkIn(mail, "/join/");
    expect(mail.html).toContain(link);
    links.add(link);
  }
  expect(links.size).toBe(30);
  expect(mailbox.to(addresses[0]!)[0]?.text).toContain("Hello Jean,");
  expect(mailbox.to(addresses[1]!)[0]?.text).toContain("Hello Éponine,");
  expect(mailbox.to(addresses[2]!)[0]?.text).toContain("Hello Marius,");
  expect(mailbox.to(addresses[17]!)[0]?.text).toContain("Hello Anne,");

  // Once every mail is marked as sent, none is left that could come twice.
  await expect(async () => {
    await page.goto("/users?state=invited");
    await expect(page.getByRole("row").filter({ hasText: /envoyé aujourd.hui, expire dans 7 jours/ })).toHaveCount(30);
  }).toPass();
  for (const address of addresses) {
    expect(mailbox.to(address)).toHaveLength(1);
    await expect(rowOf(page, address)).toContainText("Invité");
    await expect(rowOf(page, address)).toContainText("Membre");
  }
  await expect(rowOf(page, addresses[12]!)).toContainText("Cosette Fauchelevent");
  await axe(page);
});

test("[S1.10] a form that is on its way says so by its button, and no more when one comes back @script", async ({
  page,
  account: _,
}) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: newAddress() });
  await page.route("**/users/invite", async (route) => {
    await held;
    await route.continue();
  });
  const button = await send(page).elementHandle();
  const busy = page.evaluate(
    (button) =>
      new Promise((told) => {
        const look = () => told(button!.getAttribute("aria-busy"));
        new MutationObserver(look).observe(button!, { attributeFilter: ["aria-busy"] });
      }),
    button,
  );
  await send(page).click({ noWaitAfter: true });
  expect(await busy).toBe("true");
  answer();
  await expect(page).toHaveURL(/\/users\/invite\/[\w-]+$/);
  await page.goBack();
  await expect(send(page)).not.toHaveAttribute("aria-busy");
});

test("[S1.3] [S4.8] who has an account already, or is invited, or belongs elsewhere, is shown before sending and gets no mail", async ({
  page,
  account,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const other = await signUp(await visitor());
  const invited = newAddress("invitee");
  await invite(page, { addresses: invited });
  await mailbox.next(invited);
  const fresh = newAddress("nouvelle");

  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: [account.email, invited, other.email, fresh].join("\n") });
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Vérifier les adresses" }).click();
  const shown = page.getByRole("main").getByRole("listitem");
  await expect(shown.filter({ hasText: account.email })).toContainText("déjà utilisateur");
  await expect(shown.filter({ hasText: invited })).toContainText("déjà invité");
  await expect(shown.filter({ hasText: other.email })).toContainText("invitation impossible ici");
  await expect(shown.filter({ hasText: fresh })).toHaveText(fresh);
  await expect(page.getByRole("main")).toContainText("1 personne sera invitée");
  await expect(page.getByRole("radio", { name: /^Utilisateur/ })).toBeChecked();
  await axe(page);

  await send(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "1 personne est invitée" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Invités (1)" })).toContainText(fresh);
  await expect(page.getByRole("region", { name: "Déjà utilisateurs (1)" })).toContainText(account.email);
  await expect(page.getByRole("region", { name: /Déjà invités.*\(1\)/ })).toContainText(invited);
  await expect(page.getByRole("region", { name: "Invitation impossible ici (1)" })).toContainText(other.email);
  await axe(page);
  await mailbox.next(fresh);
  expect(mailbox.to(invited)).toHaveLength(1);
  expect(mailbox.to(account.email)).toHaveLength(0);
  expect(mailbox.to(other.email)).toHaveLength(0);
});

test("[S2.13] [S5.17] seven languages are on offer, the account's by default, and French mails are French", async ({
  page,
  account,
  mailbox,
}) => {
  const address = newAddress();
  await page.goto("/users/invite");
  const languages = page.getByLabel("Langue des messages");
  await expect(languages).toHaveValue("fr");
  await expect(languages.getByRole("option")).toHaveCount(7);
  await fillInvitation(page, { addresses: `Céline Martin <${address}>`, role: "Administrateur" });
  await send(page).click();
  const mail = await mailbox.next(address);
  expect(mail.subject).toBe(`Camille Durand vous invite à rejoindre ${account.name}`);
  expect(mail.text).toContain("Bonjour Céline");
  expect(mail.text).toContain("Administrateur");
  expect(mail.text).toMatch(deadline("fr-FR"));
  expect(mail.html).toMatch(/<a [^>]*>\s*Connexion\s*<\/a>/);
  expect(mail.html).toMatch(/<html[^>]* lang="?fr/);
  expect(mail.html).not.toMatch(/<img|<script|url\(/);
});

test("[S1.10] a message of the inviter's own stands in the mail, as text", async ({ page, account: _, mailbox }) => {
  const address = newAddress();
  const message = "Bienvenue !\n<b>Rendez-vous</b> lundi & mardi";
  await invite(page, { addresses: address, message });
  const mail = await mailbox.next(address);
  expect(mail.text).toMatch(/> Bienvenue !\s+> <b>Rendez-vous<\/b> lundi & mardi/);
  expect(mail.html).toContain("&lt;b&gt;Rendez-vous&lt;/b&gt; lundi &amp; mardi");
  await page.context().clearCookies();
  await page.goto(linkIn(mail, "/join/"));
  await expect(page.getByText("<b>Rendez-vous</b> lundi & mardi")).toBeVisible();
});

test("[S1.10] a mail that is refused shows the server's words at that person's row, and the others go", async ({
  page,
  account: _,
  mailbox,
  axe,
}) => {
  const [gone, there] = [newAddress("partie"), newAddress("presente")];
  mailbox.refuse(gone, { code: 550, text: "5.1.1 adresse inconnue ici" });
  await invite(page, { addresses: `${gone}, ${there}` });
  await mailbox.next(there);
  await expect(async () => {
    await page.goto("/users");
    await expect(rowOf(page, gone)).toContainText(/refusé\s?: .*5\.1\.1 adresse inconnue ici/, { timeout: 1000 });
  }).toPass();
  await expect(rowOf(page, there)).not.toContainText("refusé");
  await axe(page);
});

test("[S1.10] a mail that the server puts off is tried again", async ({ page, mailbox, freshServer }) => {
  const server = await freshServer();
  await signUp(page, {}, server.url);
  const address = newAddress();
  mailbox.refuse(address, { code: 450, text: "4.2.0 plus tard", times: 1 });
  await invite(page, { addresses: address }, server.url);
  await expect(async () => {
    await page.goto(`${server.url}/users`);
    await expect(rowOf(page, address)).toContainText(/nouvel essai prévu\s?: .*plus tard/, { timeout: 1000 });
  }).toPass();
  await server.advance(3600);
  await mailbox.next(address, 60_000);
});

test("[S1.10] a form sent twice invites once: two clicks, back and again, and the same request again", async ({
  page,
  account: _,
  mailbox,
  javaScriptEnabled,
}) => {
  const address = newAddress();
  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: address });
  const key = await page.locator("input[name=key]").inputValue();
  const role = await page.getByRole("radio", { name: /^Utilisateur/ }).inputValue();
  await send(page).dblclick();
  await expect(page.getByRole("region", { name: "Invités (1)" })).toContainText(address);

  const form = { key, role, addresses: address, language: "fr", message: "" };
  const again = await Promise.all([1, 2].map(() => page.request.post("/users/invite", { form })));
  for (const answer of again) expect(answer.url()).toMatch(new RegExp(`/users/invite/${key}$`));

  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Inviter" })).toBeVisible();
  await fillInvitation(page, { addresses: address });
  await send(page).click();
  await expect(page).toHaveURL(/\/users\/invite\/[\w-]+$/);
  await expect(page.getByRole("main")).toContainText(address);

  await mailbox.next(address);
  await openUsers(page, javaScriptEnabled);
  await expect(rowOf(page, address)).toHaveCount(1);
  await expect(rowOf(page, address)).toContainText(/envoyé aujourd.hui/);
  expect(mailbox.to(address)).toHaveLength(1);
});

test("[S1.10] two people who invite the same address at once invite it once", async ({
  page,
  account,
  visitor,
  mailbox,
}) => {
  const other = await visitor();
  await signIn(other, account);
  const address = newAddress();
  for (const browser of [page, other]) {
    await browser.goto("/users/invite");
    await fillInvitation(browser, { addresses: address });
  }
  await Promise.all([page, other].map((browser) => send(browser).click()));
  const titles = [];
  for (const browser of [page, other]) {
    await expect(browser).toHaveURL(/\/users\/invite\/[\w-]+$/);
    titles.push(await browser.getByRole("heading", { level: 1 }).innerText());
  }
  expect(titles.sort()).toEqual(["1 personne est invitée", "Personne n’a été invité"]);
  await mailbox.next(address);
  await expect(async () => {
    await page.goto("/users");
    await expect(rowOf(page, address)).toContainText("envoyé", { timeout: 1000 });
  }).toPass();
  expect(mailbox.to(address)).toHaveLength(1);
});

test("[S1.3] who may not invite is refused, whatever is asked", async ({ page, account: _, visitor, mailbox, faults, axe }) => {
  faults.expect(/status of (403|404)/);
  const theirs = await visitor();
  await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/users");
  await expect(theirs.getByRole("heading", { level: 1, name: "Utilisateurs" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Inviter", exact: true })).toHaveCount(0);
  expect((await theirs.goto("/users/invite"))?.status()).toBe(403);
  await expect(theirs.getByRole("heading", { level: 1, name: /Il vous faut plus de droits sur/ })).toBeVisible();
  await axe(theirs);

  await page.goto("/users/invite");
  const key = await page.locator("input[name=key]").inputValue();
  const role = await page.getByRole("radio").first().inputValue();
  const address = newAddress();
  const form = { key, role, addresses: address, language: "fr", message: "" };
  expect((await theirs.request.post("/users/invite", { form })).status()).toBe(403);
  await page.goto("/users");
  await expect(rowOf(page, address)).toHaveCount(0);
});
