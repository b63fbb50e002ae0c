import { acceptPolicy, fillSetUp, newAccount, signUp } from "../support/accounts";
import { rowOf } from "../support/invitations";
import { expect, test } from "../support/test";

test("[S1.2] [S5.23] the console's link makes the first account: policy, home, administrator; then the link is dead", async ({
  page,
  visitor,
  freshServer,
  faults,
  axe,
}) => {
  faults.expect(/status of 404/);
  const server = await freshServer({ PARVIS_SIGNUP: undefined });
  const link = await server.setupLink();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "Créez le compte de votre organisation" })).toBeVisible();
  await expect(page.getByText(/Ce lien ne sert qu.une fois/)).toBeVisible();
  await axe(page);

  const account = newAccount();
  await fillSetUp(page, account);
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await acceptPolicy(page);
  await expect(page.getByRole("heading", { level: 1, name: "Bonjour Camille" })).toBeVisible();
  await axe(page);

  await page.getByRole("navigation", { name: "Principale" }).getByRole("link", { name: "Utilisateurs" }).click();
  const own = rowOf(page, account.email);
  await expect(own).toContainText("Camille Durand");
  await expect(own).toContainText("Administrateur");
  await expect(own).toContainText("Actif");

  for (const somebody of [page, await visitor()]) {
    const answer = await somebody.goto(link);
    expect(answer?.status()).toBe(404);
    await expect(somebody.getByRole("heading", { level: 1, name: /n.existe pas/ })).toBeVisible();
  }
});

test("[S1.2] a set-up link that two people open makes one account", async ({ page, visitor, freshServer, faults }) => {
  faults.expect(/status of 404/);
  const server = await freshServer();
  const link = await server.setupLink();
  const other = await visitor();
  const quick = newAccount();
  for (const [browser, account] of [[page, quick], [other, newAccount({ name: "Trop tard" })]] as const) {
    await browser.goto(link);
    await fillSetUp(browser, account);
  }
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await acceptPolicy(page);
  await other.getByRole("button", { name: "Créer le compte" }).click();
  await expect(other.getByRole("heading", { level: 1, name: /n.existe pas/ })).toBeVisible();
});

test("[S1.2] a command prints a new set-up link, which replaces the first, until there is an account", async ({
  page,
  freshServer,
  faults,
}) => {
  faults.expect(/status of 404/);
  const server = await freshServer();
  const first = await server.setupLink();
  const second = (await server.command("setup-link")).trim();
  expect(second).toMatch(new RegExp(`^${server.url}/setup/[\\w-]+$`));
  expect((await page.goto(first))?.status()).toBe(404);

  await page.goto(second);
  await fillSetUp(page, newAccount());
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await acceptPolicy(page);
  expect(await server.command("setup-link")).toContain(`${server.url}/sign-in`);
});

test("[S1.2] a refused form keeps what was typed, but for the password, and its summary leads to the fields", async ({
  page,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  await page.goto("/sign-up");
  await page.getByLabel("Langue").selectOption("en");
  await fillSetUp(page, newAccount({ name: "Ville d’Ys", email: "camille@exemple", password: "motdepasse1234" }));
  await page.getByRole("button", { name: "Créer le compte" }).click();

  const summary = page.getByRole("alert", { name: "Il y a un problème" });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s?: /);
  await expect(page.getByLabel(/^Nom de l.organisation$/)).toHaveValue("Ville d’Ys");
  await expect(page.getByLabel("Langue")).toHaveValue("en");
  await expect(page.getByLabel("Prénom")).toHaveValue("Camille");
  await expect(page.getByLabel("Nom", { exact: true })).toHaveValue("Durand");
  const email = page.getByLabel("Adresse e-mail");
  await expect(email).toHaveValue("camille@exemple");
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/il faut un nom complet, comme exemple\.fr/);
  const password = page.getByLabel("Mot de passe", { exact: true });
  await expect(password).toHaveValue("");
  await expect(password).toHaveAccessibleDescription(/se devine trop vite/);
  await axe(page);

  await summary.getByRole("link", { name: /il faut un nom complet/ }).click();
  await expect(email).toBeFocused();
  await summary.getByRole("link", { name: /se devine trop vite/ }).click();
  await expect(password).toBeFocused();
});

test("[S4.8] an address that has an account already can't make another", async ({ page, visitor, account, faults }) => {
  faults.expect(/status of 422/);
  const other = await visitor();
  await other.goto("/sign-up");
  await fillSetUp(other, newAccount({ email: account.email.toUpperCase() }));
  await other.getByRole("button", { name: "Créer le compte" }).click();
  await expect(other.getByRole("alert")).toContainText("Cette adresse est déjà celle d’un utilisateur");
  await page.goto("/users");
  await expect(rowOf(page, account.email)).toContainText("Camille Durand");
});

test("[S1.2] PARVIS_SIGNUP=open offers the form to the public, each its own account", async ({ page, visitor, axe }) => {
  await page.goto("/sign-up");
  await axe(page);
  const first = await signUp(page);
  const other = await visitor();
  const second = await signUp(other);
  await other.goto("/users");
  await expect(rowOf(other, second.email)).toBeVisible();
  await expect(rowOf(other, first.email)).toHaveCount(0);
});

test("[S1.2] without PARVIS_SIGNUP=open there is no public form", async ({ page, freshServer, faults }) => {
  faults.expect(/status of 404/);
  const server = await freshServer({ PARVIS_SIGNUP: undefined });
  expect((await page.goto(`${server.url}/sign-up`))?.status()).toBe(404);
  const posted = await page.request.post(`${server.url}/sign-up`, { form: { email: "a@example.org" } });
  expect(posted.status()).toBe(404);
});
