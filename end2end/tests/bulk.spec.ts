import { newAddress, post, signIn } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn, invite, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { asText, askForMany, box, bulkBar, bulkQuestion, chooseWholeList, filter, manyPeople } from "../support/user-list";

// Its holder is signed in on every page of these.
test.beforeEach(({ account: _account }) => {});

test("[S4.12] [S2.16] several people are chosen, what happens is said beforehand, and the result stands by each", async ({
  page,
  visitor,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const member = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  const [first, second, third] = [newAddress("a"), newAddress("b"), newAddress("c")];
  await invite(page, { addresses: `${first} ${second} ${third}` });
  await openUsers(page, javaScriptEnabled);
  await expect(bulkBar(page)).toBeHidden();
  await box(page, first).check();
  await box(page, second).check();
  await box(page, `${member.firstName} ${member.lastName}`).check();
  await expect(bulkBar(page)).toBeVisible();
  await axe(page);
  await askForMany(page, "Retransmettre l’invitation");

  await expect(page.getByRole("heading", { level: 1, name: /^Retransmettre l’invitation à 2 personnes/ })).toBeVisible();
  const left = bulkQuestion(page, javaScriptEnabled).getByRole("listitem").filter({ hasText: "1 utilisateur est à l’état Actif" });
  await expect(left).toContainText(`${member.firstName} ${member.lastName}`);
  await axe(page);
  await bulkQuestion(page, javaScriptEnabled).getByRole("button", { name: "Retransmettre l’invitation" }).click();

  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/);
  // It renews itself, with and without script.
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 15_000 });
  await expect(page.getByText("3 sur 3")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Est à l’état Actif");
  await axe(page);
  await page.getByRole("navigation", { name: "Résultats" }).getByRole("link", { name: /^Faits/ }).click();
  await expect(page.getByRole("link", { name: first })).toBeVisible();
  await axe(page);
  for (const address of [first, second]) {
    await mailbox.next(address);
    await mailbox.next(address);
  }
});

test("[S1.15] [S4.12] what was chosen of one list is not chosen of another that one searches for @script", async ({
  page,
}) => {
  const [first, second] = [newAddress("alpha"), newAddress("beta")];
  await invite(page, { addresses: `${first} ${second}` });
  await openUsers(page, true);
  const whole = page.getByRole("checkbox", { name: "Sélectionner toute la page" });
  await whole.check();
  await expect(box(page, second)).toBeChecked();
  await page.getByRole("searchbox").pressSequentially("alpha-");
  await expect(rowOf(page, second)).toHaveCount(0);
  await expect(whole).not.toBeChecked();
  await expect(box(page, first)).toBeChecked();
  await page.getByRole("searchbox").press("ControlOrMeta+a");
  await page.getByRole("searchbox").pressSequentially("beta-");
  await expect(rowOf(page, second)).toBeVisible();
  await expect(whole).not.toBeChecked();
  await expect(box(page, second)).not.toBeChecked();
  await expect(bulkBar(page)).toBeHidden();
});

test("[S1.4] [S4.12] what is chosen stays chosen, and focused, when its row changes meanwhile @script", async ({
  page,
  account,
  visitor,
  mailbox,
}) => {
  const member = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await openUsers(page, true);
  const chosen = box(page, `${member.firstName} ${member.lastName}`);
  await chosen.check();
  const details = await detailsOf(page, member.email);
  const elsewhere = await visitor();
  await signIn(elsewhere, account);
  await post(elsewhere, `${details}/deactivate`, {});
  await expect(rowOf(page, member.email)).toContainText("Inactif");
  await expect(chosen).toBeChecked();
  await expect(chosen).toBeFocused();
});

test("[S4.12] a whole page is chosen by one box, and deleting active people asks for their number", async ({
  page,
  visitor,
  mailbox,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const member = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  const address = newAddress("a");
  await invite(page, { addresses: address });
  await openUsers(page, javaScriptEnabled);
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  if (javaScriptEnabled) await expect(box(page, address)).toBeChecked();
  await askForMany(page, "Supprimer");
  await expect(page.getByRole("heading", { level: 1, name: /^Supprimer 2 utilisateurs/ })).toBeVisible();
  await bulkQuestion(page, javaScriptEnabled).getByLabel("Pour confirmer, saisissez 2").fill("3");
  await bulkQuestion(page, javaScriptEnabled).getByRole("button", { name: "Supprimer" }).click();
  await expect(bulkQuestion(page, javaScriptEnabled).getByRole("alert")).toContainText("Saisissez le nombre indiqué");
  await axe(page);
  await bulkQuestion(page, javaScriptEnabled).getByLabel("Pour confirmer, saisissez 2").fill("2");
  await bulkQuestion(page, javaScriptEnabled).getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 15_000 });
  await page.goto("/users");
  await expect(rowOf(page, member.email)).toHaveCount(0);
  await expect(rowOf(page, address)).toHaveCount(0);
});

test("[S4.12] [S1.12] [S4.27] a role and a department are chosen first, and who is left out is said before anything happens", async ({
  page,
  javaScriptEnabled,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const asked = bulkQuestion(page, javaScriptEnabled);
  const [first, second] = [newAddress("a"), newAddress("b")];
  await invite(page, { addresses: first });
  await invite(page, { addresses: second, role: "Membre" });
  await post(page, "/departments", { name: "Lyon" });
  await openUsers(page, javaScriptEnabled);
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await askForMany(page, "Changer le rôle");
  await expect(page.getByText(/^Choisissez le nouveau rôle/)).toBeVisible();
  await axe(page);
  await asked.getByRole("button", { name: "Continuer" }).click();
  await expect(asked.getByRole("alert", { name: "Il y a un problème" })).toContainText("Choisissez un rôle");
  await asked.getByLabel("Nouveau rôle").selectOption({ label: "Membre" });
  await asked.getByRole("button", { name: "Continuer" }).click();
  const what = page.getByRole("heading", { level: 1, name: /^Donner le rôle Membre à 1 utilisateur/ });
  await expect(what).toBeVisible();
  if (javaScriptEnabled) await expect(what).toBeFocused();
  await expect(page.getByText("C’est déjà le cas pour 1 utilisateur")).toBeVisible();
  await axe(page);
  await asked.getByRole("button", { name: "Changer le rôle" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 15_000 });

  await openUsers(page, javaScriptEnabled);
  await expect(rowOf(page, first)).toContainText("Membre");
  await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
  await askForMany(page, "Ajouter à un département");
  await asked.getByLabel("Département", { exact: true }).selectOption({ label: "Lyon" });
  await asked.getByLabel("Rôle dans le département").selectOption({ label: "Viewer" });
  await asked.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Ajouter 2 utilisateurs à Lyon, en tant que Viewer/ })).toBeVisible();
  await asked.getByRole("button", { name: "Ajouter à un département" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 15_000 });
});

test("[S4.12] the question stands over the list: closed, all is as it was, and what was chosen stays chosen @script", async ({ page, axe }) => {
  const [first, second] = [newAddress("a"), newAddress("b")];
  await invite(page, { addresses: `${first} ${second}` });
  await openUsers(page, true);
  await box(page, first).check();
  await askForMany(page, "Révoquer l’invitation");
  const dialog = page.getByRole("dialog", { name: /^Révoquer l’invitation de 1 personne/ });
  await expect(dialog).toBeVisible();
  await axe(page);
  await dialog.getByRole("link", { name: "Annuler" }).click();
  await expect(dialog).toBeHidden();
  await expect(bulkBar(page).getByRole("button", { name: "Continuer" })).toBeFocused();
  await expect(box(page, first)).toBeChecked();
  await box(page, second).check();
  await askForMany(page, "Révoquer l’invitation");
  await expect(page.getByRole("dialog", { name: /^Révoquer l’invitation de 2 personnes/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(rowOf(page, first)).toContainText("Invité");
});

test("[S1.10] [S4.12] all that match are chosen, beyond the page: sixty invitations are revoked at once, and sixty people activated", async ({
  page,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  test.slow(); // a hundred and twenty mails
  const people = manyPeople(60);
  const other = newAddress("autre");
  await invite(page, { addresses: `${asText(people)}\n${other}` });
  // A mail that is still to be sent would be withdrawn.
  for (const { address } of people) await mailbox.next(address);

  const asked = bulkQuestion(page, javaScriptEnabled);
  await openUsers(page, javaScriptEnabled, "/users?state=invited&q=personne+n");
  await chooseWholeList(page, "60 utilisateurs");
  await axe(page);
  await askForMany(page, "Révoquer l’invitation");
  await expect(page.getByRole("heading", { level: 1, name: /^Révoquer l’invitation de 60 personnes\s\?/ })).toBeVisible();
  await axe(page);
  await asked.getByRole("button", { name: "Révoquer l’invitation" }).click();

  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/);
  await expect(page.getByRole("heading", { level: 1, name: "Révocation de 60 invitations" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Terminé");
  await expect(page.getByText("60 sur 60")).toBeVisible();
  await page.getByRole("navigation", { name: "Résultats" }).getByRole("link", { name: /^Faits\s+60$/ }).click();
  await expect(page.getByRole("link", { name: "Personne N01" })).toBeVisible();
  await axe(page);

  await openUsers(page, javaScriptEnabled);
  await expect(filter(page, /^Invité\s+1$/)).toBeVisible();
  await filter(page, /^Inactif\s+60$/).click();
  await expect(page).toHaveURL(/\/users\?state=inactive$/);
  await expect(rowOf(page, "Personne N01")).toContainText("invitation révoquée");
  await chooseWholeList(page, "60 utilisateurs");
  await askForMany(page, "Activer");
  await expect(page.getByRole("heading", { level: 1, name: /^Activer 60 utilisateurs\s\?/ })).toBeVisible();
  await expect(asked).toContainText("60 e-mails partiront");
  await asked.getByRole("button", { name: "Activer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activation de 60 utilisateurs" })).toBeVisible();
  await expect(page.getByRole("status")).toHaveText("Terminé");
  await expect(page.getByText("60 sur 60")).toBeVisible();
  await page.goto("/users");
  await expect(filter(page, /^Invité\s+61$/)).toBeVisible();
  await expect(filter(page, /^Inactif\s+0$/)).toBeVisible();
  for (const { address } of people) await mailbox.next(address);
});

test("[S1.17] [S4.12] [S5.15] two active people are deactivated at once, and both are out by their next request", async ({
  page,
  visitor,
  mailbox,
  javaScriptEnabled,
}) => {
  const theirs = [await visitor(), await visitor()] as const;
  const people = [
    await bringIn(page, theirs[0], mailbox, { role: "Membre", firstName: "Anna", lastName: "Martin" }),
    await bringIn(page, theirs[1], mailbox, { role: "Utilisateur", firstName: "Bruno", lastName: "Noir" }),
  ];
  await openUsers(page, javaScriptEnabled, "/users?state=active");
  for (const { firstName, lastName } of people) await box(page, `${firstName} ${lastName}`).check();
  await askForMany(page, "Désactiver");
  await expect(page.getByRole("heading", { level: 1, name: /^Désactiver 2 utilisateurs\s\?/ })).toBeVisible();
  const asked = bulkQuestion(page, javaScriptEnabled);
  await expect(asked).toContainText("Leurs sessions se ferment aussitôt");
  await asked.getByRole("button", { name: "Désactiver" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé");
  await expect(page.getByText("2 sur 2")).toBeVisible();
  for (const browser of theirs) {
    await browser.goto("/");
    await expect(browser).toHaveURL(/\/sign-in/);
  }
  await page.goto("/users?state=inactive");
  for (const { email } of people) await expect(rowOf(page, email)).toContainText("désactivé");
});
