import { acceptPolicy, newAddress, sendSignIn, signIn, signOut, signUp } from "../support/accounts";
import { deadline, invite, join, newColleague, openUsers, rowOf, sendJoin } from "../support/invitations";
import { expect, linkIn, test } from "../support/test";

const DAY = 86_400;
const PASSWORD = "Définir un mot de passe";

test("[S1.20] [S1.21] [S1.22] [S5.18] [S5.20] [S5.21] [S5.22] [S5.25] a link scanned twenty times still lets its person in, once", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 410/);
  const person = newColleague();
  await invite(page, { addresses: person.email, role: "Membre", message: "À lundi !" });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  const theirs = await visitor();
  for (let scans = 0; scans < 10; scans += 1) {
    expect((await theirs.request.head(link)).status()).toBe(200);
    expect((await theirs.request.get(link)).status()).toBe(200);
  }
  await page.goto("/users");
  await expect(rowOf(page, person.email)).toContainText("Invité");

  await theirs.goto(link);
  const invitation = theirs.getByRole("main");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`Camille Durand vous invite à rejoindre\\s+${account.name}`),
  );
  await expect(invitation).toContainText("À lundi !");
  await expect(invitation).toContainText(person.email);
  await expect(invitation).toContainText("Membre");
  await expect(invitation).toContainText(deadline("fr-FR"));
  await axe(theirs);
  await sendJoin(theirs, person);
  await acceptPolicy(theirs);
  await expect(theirs.getByRole("heading", { level: 1, name: "Bonjour Noé" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: person.email })).toBeVisible();
  await axe(theirs);

  await page.goto("/users");
  await expect(rowOf(page, person.email)).toContainText("Noé Lambert");
  await expect(rowOf(page, person.email)).toContainText("Actif");
  await expect(rowOf(page, person.email)).toContainText("Membre");

  // The link again, by somebody who finds the mail.
  const finder = await visitor();
  expect((await finder.goto(link))?.status()).toBe(410);
  await expect(finder.getByRole("heading", { level: 1, name: "Cette invitation a déjà servi" })).toBeVisible();
  await axe(finder);
  const form = { first_name: "Mal", last_name: "Venu", password: "un autre mot de passe bien long" };
  expect((await finder.request.post(link, { form })).status()).toBe(410);
  await finder.getByRole("link", { name: "Se connecter" }).click();
  await sendSignIn(finder, person);
  await expect(finder.getByRole("heading", { level: 1, name: "Bonjour Noé" })).toBeVisible();
});

test("[S5.19] a button chooses a strong password, fills it in and copies it @script", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  const theirs = await visitor();
  await theirs.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await theirs.goto(link);
  const field = theirs.getByLabel(PASSWORD);
  await expect(theirs.getByRole("list", { name: "Règles du mot de passe" })).toContainText("12 caractères au moins");
  await expect(field).toHaveAccessibleDescription(/12 caractères au moins/);
  await theirs.getByRole("button", { name: "Générer un mot de passe sûr" }).click();
  await expect(field).toHaveValue(/^([a-z2-8]{5}-){3}[a-z2-8]{5}$/);
  const password = await field.inputValue();
  await expect(theirs.getByLabel("Mot de passe généré")).toHaveText(password);
  // For some seconds.
  await expect(theirs.getByRole("button", { name: "Copié" })).toBeVisible();
  await axe(theirs);
  expect(await theirs.evaluate(() => navigator.clipboard.readText())).toBe(password);

  await theirs.getByLabel("Prénom").fill(person.firstName);
  await theirs.getByLabel("Nom", { exact: true }).fill(person.lastName);
  await theirs.getByRole("button", { name: `Rejoindre ${account.name}` }).click();
  await acceptPolicy(theirs);
  await signOut(theirs, person);
  await signIn(theirs, { ...person, password });
});

test("[S5.19] without script a strong password stands there to be copied @no-script", async ({
  page,
  account: _,
  visitor,
  mailbox,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const theirs = await visitor();
  await theirs.goto(linkIn(await mailbox.next(person.email), "/join/"));
  await expect(theirs.getByRole("button", { name: "Générer un mot de passe sûr" })).toBeHidden();
  await expect(theirs.getByRole("button", { name: "Afficher le mot de passe" })).toBeHidden();
  const password = await theirs.getByText(/^Un mot de passe sûr/).getByRole("code").innerText();
  expect(password).toMatch(/^([a-z2-8]{5}-){3}[a-z2-8]{5}$/);
  await sendJoin(theirs, { ...person, password });
  await acceptPolicy(theirs);
});

test("[S5.18] a typed password can be shown and hidden @script", async ({ page, axe }) => {
  await page.goto("/sign-up");
  const field = page.getByLabel("Mot de passe", { exact: true });
  const button = page.getByRole("button", { name: "Afficher le mot de passe" });
  await field.fill("trois girafes nagent");
  await expect(field).toHaveAttribute("type", "password");
  await button.click();
  await expect(field).toHaveAttribute("type", "text");
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await axe(page);
  await button.click();
  await expect(field).toHaveAttribute("type", "password");
  await expect(button).toHaveAttribute("aria-pressed", "false");
});

test("[S1.21] [S5.18] a refused form says what is wrong with the password and keeps the names", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const person = newColleague();
  await invite(page, { addresses: `"Lambert, Noé" <${person.email}>` });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  const theirs = await visitor();
  await theirs.goto(link);
  await expect(theirs.getByLabel("Prénom")).toHaveValue("Noé");
  await expect(theirs.getByLabel("Nom", { exact: true })).toHaveValue("Lambert");
  const wrong = [
    ["123456789012", /se devine trop vite/],
    [`${account.name} Noé`, /reprend votre nom/],
  ] as const;
  for (const [password, sentence] of wrong) {
    await sendJoin(theirs, { ...person, firstName: "Noémie", password });
    const alert = theirs.getByRole("alert", { name: "Il y a un problème" });
    await expect(alert).toBeFocused();
    await expect(alert).toContainText(sentence);
    await expect(theirs).toHaveTitle(/^Erreur\s?: /);
    await expect(theirs.getByLabel("Prénom")).toHaveValue("Noémie");
    await expect(theirs.getByLabel("Nom", { exact: true })).toHaveValue("Lambert");
    await expect(theirs.getByLabel(PASSWORD)).toHaveValue("");
    await expect(theirs.getByLabel(PASSWORD)).toHaveAccessibleDescription(sentence);
  }
  await axe(theirs);
  await sendJoin(theirs, person);
  await acceptPolicy(theirs);
});

test("[S2.15] [S2.16] a link ends after seven days; its page sends a new one, and the older says so", async ({
  page,
  visitor,
  mailbox,
  freshServer,
  faults,
  axe,
}) => {
  faults.expect(/status of 410/);
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  const person = newColleague();
  await invite(page, { addresses: person.email }, server.url);
  const old = linkIn(await mailbox.next(person.email), "/join/");
  const theirs = await visitor();
  await server.advance(7 * DAY - 300);
  expect((await theirs.goto(old))?.status()).toBe(200);

  await server.advance(600);
  expect((await theirs.goto(old))?.status()).toBe(410);
  await expect(theirs.getByRole("heading", { level: 1, name: "Cette invitation a expiré" })).toBeVisible();
  await expect(theirs.getByRole("main")).toContainText(deadline("fr-FR"));
  const form = { first_name: "Noé", last_name: "Lambert", password: person.password };
  expect((await theirs.request.post(old, { form })).status()).toBe(410);
  await axe(theirs);
  await signIn(page, account, server.url);
  await page.goto(`${server.url}/users`);
  await expect(rowOf(page, person.email)).toContainText(/expirée aujourd.hui/);

  await theirs.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Un nouveau lien est en route" })).toBeVisible();
  await expect(theirs.getByRole("status")).toContainText(person.email);
  await axe(theirs);
  const fresh = linkIn(await mailbox.next(person.email), "/join/");
  expect(fresh).not.toBe(old);

  expect((await theirs.goto(old))?.status()).toBe(410);
  await expect(theirs.getByRole("heading", { level: 1, name: /message plus récent vous a été envoyé/ })).toBeVisible();
  await axe(theirs);
  await join(theirs, fresh, person);
  await page.goto(`${server.url}/users`);
  await expect(rowOf(page, person.email)).toContainText("Actif");
});

test("[S2.16] new links are limited: three in a day", async ({ page, visitor, mailbox, freshServer, faults, axe }) => {
  faults.expect(/status of (410|429)/);
  const server = await freshServer();
  await signUp(page, {}, server.url);
  const address = newAddress();
  await invite(page, { addresses: address }, server.url);
  const link = linkIn(await mailbox.next(address), "/join/");
  await server.advance(8 * DAY);
  const theirs = await visitor();
  for (let asked = 0; asked < 3; asked += 1) {
    await theirs.goto(link);
    await theirs.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
    await expect(theirs.getByRole("heading", { level: 1, name: "Un nouveau lien est en route" })).toBeVisible();
    await mailbox.next(address);
  }
  await theirs.goto(link);
  await theirs.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Trop de tentatives" })).toBeVisible();
  await axe(theirs);
  await server.advance(2 * DAY);
  await theirs.goto(link);
  await theirs.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
  await mailbox.next(address);
});

test("[S1.21] accepted on two devices at once, an invitation makes one user; the other is told", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of 410/);
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  const devices = [await visitor(), await visitor()];
  for (const device of devices) {
    await device.goto(link);
    await device.getByLabel("Prénom").fill(person.firstName);
    await device.getByLabel("Nom", { exact: true }).fill(person.lastName);
    await device.getByLabel(PASSWORD).fill(person.password);
  }
  await Promise.all(devices.map((device) => device.getByRole("button", { name: /^Rejoindre/ }).click()));
  const titles = [];
  for (const device of devices) {
    const title = device.getByRole("heading", { level: 1, name: /Politique de confidentialité|a déjà servi/ });
    await expect(title).toBeVisible();
    titles.push(await title.innerText());
  }
  expect(titles.sort()).toEqual(["Cette invitation a déjà servi", "Politique de confidentialité"]);
  await page.goto("/users");
  await expect(rowOf(page, person.email)).toHaveCount(1);
});

test("[S1.20] who is signed in as somebody else is told, and can stay or switch", async ({
  page,
  account: _,
  mailbox,
  axe,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("La session de Camille Durand est ouverte sur ce navigateur");
  await expect(page.getByRole("main")).toContainText(person.email);
  await expect(page.getByLabel(PASSWORD)).toHaveCount(0);
  await axe(page);
  await page.getByRole("link", { name: "Rester connecté" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bonjour Camille" })).toBeVisible();

  // Not even a request made by hand joins under another's session unseen: it opens the new person's own.
  await page.goto(link);
  await page.getByRole("button", { name: "Changer d’utilisateur" }).click();
  await expect(page).toHaveURL(link);
  await sendJoin(page, person);
  await acceptPolicy(page);
  await expect(page.getByRole("button", { name: person.email })).toBeVisible();
});

test("[S5.22] [S5.23] who stops after the password goes on at the policy, by signing in", async ({
  page,
  account: _,
  visitor,
  mailbox,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const first = await visitor();
  await first.goto(linkIn(await mailbox.next(person.email), "/join/"));
  await sendJoin(first, person);
  await expect(first).toHaveURL(/\/policy$/);
  await first.context().close();

  const later = await visitor();
  await later.goto("/sign-in");
  await sendSignIn(later, person);
  await acceptPolicy(later);
  await expect(later.getByRole("heading", { level: 1, name: "Bonjour Noé" })).toBeVisible();
});

test("[S2.13] the pages of a link and the interface are in the language chosen, whatever the browser's", async ({
  page,
  account,
  visitor,
  mailbox,
  axe,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email, language: "English" });
  const theirs = await visitor();
  await theirs.goto(linkIn(await mailbox.next(person.email), "/join/"));
  await expect(theirs.locator("html")).toHaveAttribute("lang", "en");
  await expect(theirs.getByRole("heading", { level: 1 })).toContainText("invites you to join");
  await expect(theirs.getByRole("main")).toContainText(deadline("en-GB"));
  await axe(theirs);
  await theirs.getByLabel("First name").fill(person.firstName);
  await theirs.getByLabel("Last name").fill(person.lastName);
  await theirs.getByLabel(/^Set a password/).fill(person.password);
  await theirs.getByRole("button", { name: `Join ${account.name}` }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Privacy policy" })).toBeVisible();
  await axe(theirs);
  await theirs.getByRole("checkbox").check();
  await theirs.getByRole("button", { name: /Accept/ }).click();
  await expect(theirs.getByRole("heading", { level: 1 })).toContainText("Noé");
  await expect(theirs.locator("html")).toHaveAttribute("lang", "en");
  await axe(theirs);
});

test("[S1.20] signing in, joining and the policy load no WebAssembly and no third party @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  server,
}) => {
  const person = newColleague();
  await invite(page, { addresses: person.email });
  const link = linkIn(await mailbox.next(person.email), "/join/");
  const theirs = await visitor();
  const loaded: string[] = [];
  theirs.on("request", (request) => loaded.push(request.url()));
  await theirs.goto("/sign-in", { waitUntil: "networkidle" });
  await theirs.goto(link, { waitUntil: "networkidle" });
  await sendJoin(theirs, person);
  await expect(theirs).toHaveURL(/\/policy$/);
  await theirs.reload({ waitUntil: "networkidle" });
  await acceptPolicy(theirs);
  expect(loaded.filter((url) => /\.wasm|\/pkg\/.*\.js/.test(url))).toEqual([]);
  expect(loaded.filter((url) => !url.startsWith(`${server.url}/`))).toEqual([]);
  expect(loaded.some((url) => url.endsWith("/assets/password.js"))).toBe(true);
  await openUsers(page, true);
});

test("[S1.20] a link that never was one is a page that says so", async ({ page, faults, axe }) => {
  faults.expect(/status of 404/);
  for (const token of ["A".repeat(43), "x", "..%2f..%2fetc"]) {
    expect((await page.goto(`/join/${token}`))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: /n.existe pas/ })).toBeVisible();
  }
  await axe(page);
});
