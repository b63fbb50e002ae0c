import { mkdir, writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { acceptPolicy, fillSetUp, newAccount, sendSignIn, signUp } from "../support/accounts";
import { expect, test } from "../support/test";

const box = (page: Page) =>
  page.getByRole("checkbox", { name: /^J.ai bien lu et j.accepte la politique de confidentialité$/ });

/** Creates an account and stops at the policy. */
async function stopAtPolicy(page: Page, base = "") {
  const account = newAccount();
  await page.goto(`${base}/sign-up`);
  await fillSetUp(page, account);
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await expect(page).toHaveURL(/\/policy$/);
  return account;
}

test("[S5.23] [S5.24] the policy stands there in full, its box unticked, and unticked it is refused", async ({
  page,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  await stopAtPolicy(page);
  await expect(page.getByRole("heading", { level: 1, name: "Politique de confidentialité" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect(page.getByRole("article")).toContainText("adresse IP");
  await expect(box(page)).not.toBeChecked();
  await axe(page);

  // The browser itself stops a form whose box isn't ticked.
  await page.getByRole("button", { name: "Accepter et continuer" }).click();
  await expect(box(page)).toBeFocused();
  await expect(page).toHaveURL(/\/policy$/);

  // And where it doesn't, the server does.
  await box(page).evaluate((box) => box.removeAttribute("required"));
  await page.getByRole("button", { name: "Accepter et continuer" }).click();
  const alert = page.getByRole("alert", { name: "Il y a un problème" });
  await expect(alert).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s?: /);
  await axe(page);
  await alert.getByRole("link", { name: /Cochez la case/ }).click();
  await expect(box(page)).toBeFocused();
  await expect(box(page)).not.toBeChecked();
  await page.goto("/users");
  await expect(page).toHaveURL(/\/policy$/);
  await acceptPolicy(page);
});

test("[S5.23] [S5.25] before it is accepted no page and no server function answers", async ({ page }) => {
  await stopAtPolicy(page);
  for (const path of ["/", "/users", "/users?state=invited", "/users/invite", "/mailbox"]) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/policy$/);
  }
  const request = page.request;
  const refused = [
    await request.get("/users/live", { maxRedirects: 0 }),
    await request.post("/users/invite", { form: { addresses: "a@example.org" }, maxRedirects: 0 }),
    await request.post("/api/list-users", { data: { query: "" }, maxRedirects: 0 }),
    await request.post("/api/check-addresses", { data: { addresses: ["a@example.org"] }, maxRedirects: 0 }),
  ];
  for (const answer of refused) {
    expect(answer.ok(), answer.url()).toBe(false);
    expect(await answer.text()).not.toMatch(/camille|nouve|invitée/i);
  }
  await page.goto("/sign-in");
  await expect(page).toHaveURL(/\/policy$/);
});

test("[S5.23] who doesn't accept can leave, and finds the policy again", async ({ page }) => {
  const account = await stopAtPolicy(page);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await sendSignIn(page, account);
  await acceptPolicy(page);
  await page.goto("/policy");
  await expect(box(page)).toHaveCount(0);
});

test("[S5.23] anybody may read the policy, from the foot of the page where one signs in", async ({ page, axe }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Politique de confidentialité" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Politique de confidentialité" })).toBeVisible();
  await expect(box(page)).toHaveCount(0);
  await axe(page);
});

test("[S5.23] [S5.25] a changed text is a new version, and asks everybody again; Markdown is shown safely", async ({
  page,
  freshServer,
}, info) => {
  const folder = info.outputPath("policy");
  await mkdir(folder, { recursive: true });
  const write = (text: string) => writeFile(`${folder}/fr.md`, text);
  await write("# Notre politique\n\nPremière *version*.\n\n<script>document.title = 'percé'</script>\n");
  const server = await freshServer({ PARVIS_POLICY_DIR: folder });
  await stopAtPolicy(page, server.url);
  await expect(page.getByRole("heading", { level: 1, name: "Notre politique" })).toBeVisible();
  await expect(page.getByText("Première version.")).toBeVisible();
  await expect(page.locator("article script")).toHaveCount(0);
  await acceptPolicy(page);

  await server.restart();
  await page.goto(`${server.url}/users`);
  await expect(page.getByRole("heading", { level: 1, name: "Utilisateurs" })).toBeVisible();
  await page.goto("about:blank");

  await write("# Notre politique\n\nSeconde version.\n");
  await server.restart();
  await page.goto(`${server.url}/users`);
  await expect(page).toHaveURL(/\/policy$/);
  await expect(page.getByText("Seconde version.")).toBeVisible();
  await acceptPolicy(page);
});

test("[S5.25] a text that changed while it was being read has to be read again", async ({ page, freshServer, faults }, info) => {
  faults.expect(/status of 422/);
  const folder = info.outputPath("policy");
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/fr.md`, "# Politique\n\nAvant.\n");
  const server = await freshServer({ PARVIS_POLICY_DIR: folder });
  await stopAtPolicy(page, server.url);
  await writeFile(`${folder}/fr.md`, "# Politique\n\nAprès.\n");
  await server.restart();
  await box(page).check();
  await page.getByRole("button", { name: "Accepter et continuer" }).click();
  await expect(page.getByRole("alert")).toContainText("La politique a changé depuis son affichage");
  await expect(page.getByText("Après.")).toBeVisible();
  await expect(box(page)).not.toBeChecked();
  await acceptPolicy(page);
});

test("[S5.23] the policy has to be accepted once, not at each sign-in", async ({ page }) => {
  const account = await signUp(page);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await sendSignIn(page, account);
  await expect(page.getByRole("heading", { level: 1, name: /^Bonjour/ })).toBeVisible();
});
