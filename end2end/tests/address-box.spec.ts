import { newAddress } from "../support/accounts";
import { fillInvitation } from "../support/invitations";
import { chips, field, paste, send, summary } from "../support/invite-form";
import { tabTo } from "../support/keyboard";
import { expect, test } from "../support/test";

test("[S1.7] Enter adds the next address, Backspace takes it back, a button removes it, and the summary follows @script", async ({
  page,
  account: _,
  axe,
}) => {
  const [first, second, third] = [newAddress("a"), newAddress("b"), newAddress("c")];
  await page.goto("/users/invite");
  await field(page).focus();
  await page.keyboard.type(first);
  await page.keyboard.press("Enter");
  await expect(chips(page)).toContainText([first]);
  await expect(summary(page)).toContainText("1 personne sera invitée");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`${second},`);
  await expect(chips(page)).toContainText([first, second]);
  await page.keyboard.type(`${third};`);
  await expect(chips(page)).toContainText([first, second, third]);
  await expect(summary(page)).toContainText("3 personnes seront invitées");
  await expect(field(page)).toHaveValue("");
  await axe(page);

  await page.keyboard.press("Backspace");
  await expect(field(page)).toHaveValue(third);
  await expect(chips(page)).toContainText([first, second]);
  await expect(summary(page)).toContainText("2 personnes seront invitées");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");

  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", { name: `Retirer ${second}` })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText(first)).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  await expect(summary(page)).toContainText("1 personne sera invitée");

  await page.keyboard.type(second.toUpperCase());
  await page.keyboard.press("Enter");
  await expect(field(page)).toHaveValue("");
  await expect(summary(page)).toContainText("1 personne sera invitée");
});

test("[S1.7] who types before the box is ready goes on typing: nothing is cut in two @script", async ({ page, account: _ }) => {
  let ready = () => {};
  const held = new Promise<void>((resolve) => (ready = resolve));
  await page.route(/\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  const [first, second] = [newAddress("a"), newAddress("b")];
  await page.goto("/users/invite", { waitUntil: "domcontentloaded" });
  await field(page).focus();
  await page.keyboard.type(`${first}, ${second.slice(0, 6)}`);
  ready();
  await expect(chips(page)).toContainText([first]);
  await expect(chips(page)).toHaveCount(1);
  await page.keyboard.type(second.slice(6));
  await page.keyboard.press("Enter");
  await expect(chips(page)).toContainText([first, second]);
  await expect(chips(page)).toHaveCount(2);
});

test("[S1.6] what isn't an address stays in the box, marked, with its reason, and comes back to be corrected @script", async ({
  page,
  account: _,
  mailbox,
  axe,
}) => {
  const good = newAddress();
  await page.goto("/users/invite");
  await field(page).focus();
  await page.keyboard.type("anna.martin");
  await page.keyboard.press("Enter");
  await expect(chips(page)).toContainText(["anna.martin"]);
  await expect(chips(page).first()).toContainText(/Il manque le signe @, comme dans prenom@exemple\.fr/);
  await expect(summary(page)).toContainText("1 à corriger");
  await page.keyboard.type(`quel.qu@un, ${good}`);
  await page.keyboard.press("Enter");
  await expect(chips(page).filter({ hasText: "quel.qu@un" })).toContainText(/il faut un nom complet/);
  await expect(summary(page)).toContainText("2 à corriger");
  await expect(summary(page)).toContainText("1 personne sera invitée");
  await axe(page);

  await page.getByRole("radio", { name: /^Utilisateur/ }).check();
  await page.getByLabel("Langue des messages").selectOption({ label: "English" });
  await page.getByLabel(/^Votre message/).fill("À lundi\nCamille");
  await send(page).click();
  await expect(page.getByRole("region", { name: "À corriger (2)" }).getByRole("listitem")).toHaveText([
    /^anna\.martin.*Il manque le signe @/,
    /^quel\.qu@un.*il faut un nom complet/,
  ]);
  await expect(page.getByRole("region", { name: "Invités (1)" })).toContainText(good);
  await mailbox.next(good);
  await axe(page);
  await page.getByRole("button", { name: "Corriger les adresses" }).click();
  await expect(chips(page)).toHaveCount(2);
  await expect(summary(page)).toContainText("2 à corriger");
  await expect(page.getByText("2 à corriger").filter({ visible: true })).toHaveCount(1);
  // All else is as it was chosen.
  await expect(page.getByRole("radio", { name: /^Utilisateur/ })).toBeChecked();
  await expect(page.getByLabel("Langue des messages")).toHaveValue("en");
  await expect(page.getByLabel(/^Votre message/)).toHaveValue("À lundi\nCamille");
});

test("[S1.6] with ten thousand addresses in the box, one more asks the server about one more @script", async ({
  page,
  account: _,
}) => {
  const sizes: number[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/check-addresses")) sizes.push(request.postDataBuffer()?.length ?? 0);
  });
  await page.goto("/users/invite");
  await field(page).click();
  const began = Date.now();
  await paste(page, Array.from({ length: 10_000 }, (_, n) => `Personne N${n} <personne${n}@example.org>`).join("\n"));
  await expect(summary(page)).toContainText(/10.000 personnes seront invitées/);
  const pasted = Date.now();
  await page.keyboard.type(newAddress());
  await page.keyboard.press("Enter");
  await expect(summary(page)).toContainText(/10.001 personnes seront invitées/);
  const added = Date.now();
  await page.keyboard.press("Backspace");
  await expect(summary(page)).toContainText(/10.000 personnes seront invitées/);
  // The first question names all, the others only what is new and how many there are.
  expect(sizes).toHaveLength(3);
  expect(sizes[0]).toBeGreaterThan(200_000);
  for (const size of sizes.slice(1)) expect(size).toBeLessThan(300);
  console.log(`10,000 pasted and checked in ${pasted - began} ms, one more typed in ${added - pasted} ms`);
});

test("[S1.6] a form without a good address is refused: it keeps the text and says what is wrong with it", async ({
  page,
  account: _,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: "anna.martin", message: "À bientôt", language: "Deutsch (en anglais pour l’instant)" });
  await send(page).click();
  const alert = page.getByRole("alert", { name: "Il y a un problème" });
  await expect(alert).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s?: /);
  await expect(page.getByLabel(/^Votre message/)).toHaveValue("À bientôt");
  await expect(page.getByLabel("Langue des messages")).toHaveValue("de");
  await expect(page.getByRole("radio", { name: /^Utilisateur/ })).toBeChecked();
  if (javaScriptEnabled) await expect(chips(page)).toContainText(["anna.martin"]);
  else await expect(field(page)).toHaveValue("anna.martin");
  await axe(page);
  await alert.getByRole("link", { name: /Il manque le signe @/ }).click();
  await expect(field(page)).toBeFocused();
});

test("[S1.8] a role has to be chosen, and what was typed stays", async ({ page, account: _, faults, axe }) => {
  faults.expect(/status of 422/);
  const address = newAddress();
  await page.goto("/users/invite");
  for (const role of ["Administrateur", "Utilisateur", "Membre"]) {
    await expect(page.getByRole("radio", { name: new RegExp(`^${role}`) })).not.toBeChecked();
  }
  await field(page).fill(address);
  await page.locator("form[action='/users/invite']").evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await send(page).click();
  const alert = page.getByRole("alert", { name: "Il y a un problème" });
  await alert.getByRole("link", { name: "Choisissez un rôle" }).click();
  await expect(page.getByRole("radio").first()).toBeFocused();
  await axe(page);
  await page.getByRole("radio", { name: /^Utilisateur/ }).check();
  await send(page).click();
  await expect(page.getByRole("region", { name: "Invités (1)" })).toContainText(address);
});

test("[S1.7] without script, a button checks the addresses of the multi-line field and keeps the form @no-script", async ({
  page,
  account: _,
}) => {
  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: `${newAddress()}\nanna.martin`, role: "Membre", message: "Bienvenue" });
  await page.getByRole("button", { name: "Vérifier les adresses" }).click();
  const shown = page.getByRole("main").getByRole("listitem");
  await expect(shown.filter({ hasText: "anna.martin" })).toContainText(/Il manque le signe @/);
  await expect(page.getByRole("main")).toContainText("1 personne sera invitée");
  await expect(page.getByRole("main")).toContainText("1 à corriger");
  await expect(field(page)).toHaveValue(/anna.martin/);
  await expect(page.getByRole("radio", { name: /^Membre/ })).toBeChecked();
  await expect(page.getByLabel(/^Votre message/)).toHaveValue("Bienvenue");
});

test("[S1.6] what looks like markup stays text, everywhere", async ({ page, account: _, mailbox }) => {
  const nasty = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>';
  const address = newAddress();
  await page.goto("/users/invite");
  await fillInvitation(page, { addresses: `${nasty}\n${address}`, message: nasty });
  await send(page).click();
  await expect(page.getByRole("main")).toContainText("<script>");
  await expect(page.locator("main img, main script")).toHaveCount(0);
  expect((await mailbox.next(address)).text).toContain(nasty);
  await page.getByRole("button", { name: "Corriger les adresses" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Inviter" })).toBeVisible();
  await expect(page.locator("main img")).toHaveCount(0);
});

test("[S1.7] the keyboard alone invites", async ({ page, account: _, mailbox }) => {
  const address = newAddress();
  await page.goto("/users");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Inviter", exact: true }));
  await page.keyboard.press("Enter");
  await tabTo(page, field(page));
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
  const role = page.getByRole("radio", { name: /^Administrateur/ });
  await tabTo(page, role);
  await page.keyboard.press("Space");
  await expect(role).toBeChecked();
  await page.keyboard.press("ArrowDown");
  await expect(role).not.toBeChecked();
  await tabTo(page, send(page));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Invités (1)" })).toContainText(address);
  await mailbox.next(address);
});

test("[S1.7] where the server can't be asked, the box says so, keeps everything, and sending checks it all the same @script", async ({
  page,
  account: _,
  axe,
  faults,
}) => {
  faults.expect(/net::ERR_FAILED/);
  await page.route(/\/api\/check-addresses/, (route) => route.abort());
  const address = newAddress("sans-reseau");
  await page.goto("/users/invite");
  await field(page).fill(`${address}, anna.martin`);
  await field(page).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "n’ont pas pu être vérifiées" })).toBeVisible();
  await expect(chips(page)).toHaveCount(2);
  await axe(page);

  await page.getByRole("radio", { name: /^Membre/ }).check();
  await send(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "1 personne est invitée" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(address);
  await expect(page.getByRole("main")).toContainText("anna.martin");
});
