import { bringIn, openUsers, rowOf } from "../support/invitations";
import { tabTo } from "../support/keyboard";
import { expect, linkIn, test } from "../support/test";

const refusal = { level: 1, name: /Il vous faut plus de droits sur «\sHistorique\s»/ } as const;

test("[S2.8] [S2.9] who meets a closed page learns who can open it, asks, is allowed, and is in", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await expect(theirs.getByRole("link", { name: "Historique" })).toHaveCount(0);

  expect((await theirs.goto("/history"))?.status()).toBe(403);
  await expect(theirs.getByRole("heading", refusal)).toBeVisible();
  await expect(theirs.getByText(`${account.firstName} ${account.lastName}, titulaire`)).toBeVisible();
  await axe(theirs);
  await theirs.getByLabel(/^Pourquoi vous le faut-il/).fill("Pour l’audit de lundi");
  await theirs.getByRole("button", { name: "Demander l’accès" }).click();
  // Said where one asked, or where no script has loaded yet by the page that lists one's wishes.
  await expect(theirs.getByText(/Votre demande est partie|Vous l’avez demandé le/)).toBeVisible();
  await axe(theirs);
  await theirs.goto("/me/rights");
  await expect(theirs.getByRole("main")).toContainText(/Historique\s: Invité \(consultation\)/);

  const link = linkIn(await mailbox.next(account.email), "/requests/");
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText("Pour l’audit de lundi");
  await axe(page);
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: /Demandes d’accès.*1 demande en attente/ }).click();
  await expect(page).toHaveURL(/\/requests$/);
  await axe(page);
  await page.getByRole("button", { name: /^Accorder à Noé Lambert/ }).click();
  await expect(page.getByRole("status")).toContainText("L’accès est accordé");
  await axe(page);

  const answer = await mailbox.next(person.email);
  expect(answer.subject).toContain("est élargi");
  await theirs.goto("/history");
  await expect(theirs.getByRole("heading", { level: 1, name: "Historique" })).toBeVisible();
});

test("[S2.9] a request is answered until a date, or refused with a word", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (403|422)/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/history");
  await theirs.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(theirs.getByText(/Votre demande est partie|Vous l’avez demandé le/)).toBeVisible();

  await page.goto("/requests");
  await page.getByRole("link", { name: /^Répondre avec une date ou un mot à Noé Lambert/ }).click();
  // A dialog, or where no script has loaded yet the page behind it.
  await expect(page.getByRole("heading", { name: "Demande de Noé Lambert" })).toBeVisible();
  await axe(page);
  await page.getByLabel(/^Dernier jour de l’accès/).fill("2020-01-01");
  await page.getByRole("button", { name: "Accorder", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await axe(page);
  await page.getByLabel(/^Dernier jour de l’accès/).fill("");
  await page.getByLabel(/^Un mot à la personne/).fill("Voyez avec moi d’abord");
  await page.getByRole("button", { name: "Refuser", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("L’accès est refusé");
  expect((await mailbox.next(person.email)).text).toContain("Voyez avec moi d’abord");
  await theirs.goto("/history");
  await expect(theirs.getByRole("heading", refusal)).toBeVisible();
  expect(account.email).toBeTruthy();
});

const shut = { level: 1, name: /Il vous faut plus de droits sur «\sUtilisateurs\s»/ } as const;

test("[S2.9] what is shut says so, and opens what one needs and whom to ask", async ({ page, account, visitor, mailbox, faults, axe }) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  await bringIn(page, theirs, mailbox, { role: "Membre" });
  await theirs.goto("/users");
  await axe(theirs);
  await theirs.getByRole("link", { name: "Inviter (accès restreint)" }).click();
  // A dialog, or where no script has loaded yet the page behind it.
  await expect(theirs.getByRole("heading", shut)).toBeVisible();
  await expect(theirs.getByText(`${account.firstName} ${account.lastName}, titulaire`)).toBeVisible();
  await axe(theirs);
  await theirs.getByLabel(/^Pourquoi vous le faut-il/).fill("Pour accueillir les stagiaires");
  await theirs.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(theirs.getByText(/Votre demande est partie|Vous l’avez demandé le/)).toBeVisible();
  expect((await mailbox.next(account.email)).text).toContain("Pour accueillir les stagiaires");
  await theirs.goto("/services");
  await expect(theirs.getByRole("link", { name: "Ajouter un service (accès restreint)" })).toBeVisible();
});

test("[S2.9] the refusal is a dialog over the page: asked, answered and closed there, by the keyboard alone @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of (403|422)/);
  const theirs = await visitor();
  await bringIn(page, theirs, mailbox, { role: "Membre" });
  await openUsers(theirs, true);
  const link = theirs.getByRole("link", { name: "Inviter (accès restreint)" });
  const dialog = theirs.getByRole("dialog", { name: /Il vous faut plus de droits sur/ });
  await link.focus();
  await theirs.keyboard.press("Enter");
  const reason = dialog.getByLabel(/^Pourquoi vous le faut-il/);
  await expect(reason).toBeFocused();
  await axe(theirs);
  await theirs.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();

  await theirs.keyboard.press("Enter");
  await expect(reason).toBeFocused();
  await expect(dialog.getByRole("link", { name: "Fermer" })).toBeVisible();
  // More than the field takes by itself, as a page of before might send it.
  await reason.evaluate((field: HTMLTextAreaElement) => {
    field.removeAttribute("maxlength");
    field.value = "a".repeat(501);
  });
  await tabTo(theirs, dialog.getByRole("button", { name: "Demander l’accès" }));
  await theirs.keyboard.press("Enter");
  await expect(dialog).toContainText("500 caractères au plus");
  await expect(reason).toBeFocused();
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await axe(theirs);
  await reason.fill("Pour accueillir les stagiaires");
  await dialog.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(dialog).toContainText("Vous recevrez la réponse par e-mail");
  await expect(dialog.getByRole("button", { name: "Demander l’accès" })).toHaveCount(0);
  await axe(theirs);
  await dialog.getByRole("link", { name: "Fermer" }).click();
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();
  await expect(theirs).toHaveURL(/\/users$/);
  await page.goto("/requests");
  await expect(page.getByRole("main")).toContainText("Pour accueillir les stagiaires");
});

test("[S2.9] a typed address that is refused, or a form, opens the dialog, and is a page once that is closed @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Administrateur" });
  await theirs.goto("/departments");
  await theirs.getByLabel("Nom").fill("Lyon");
  // Meanwhile the rights are gone.
  await page.goto(`/users?q=${encodeURIComponent(person.email)}`);
  await rowOf(page, person.email).getByRole("link", { name: /^Détails/ }).click();
  await page.getByRole("link", { name: "Changer le rôle" }).click();
  await page.getByRole("radio", { name: /^Membre/ }).check();
  await page.getByRole("button", { name: "Changer le rôle" }).click();
  await expect(page.getByRole("status")).toBeVisible();

  await theirs.getByRole("button", { name: "Ajouter" }).click();
  const dialog = theirs.getByRole("dialog", { name: /Il vous faut plus de droits sur «\sDépartements\s»/ });
  await expect(dialog).toBeVisible();

  await theirs.goto("/history");
  const shut = theirs.getByRole("dialog", { name: refusal.name });
  const reason = theirs.getByLabel(/^Pourquoi vous le faut-il/);
  await expect(shut).toBeVisible();
  await expect(reason).toBeFocused();
  await axe(theirs);
  await reason.fill("Pour l’audit de lundi");
  await theirs.keyboard.press("Escape");
  await expect(shut).toBeHidden();
  await expect(theirs.getByRole("main").getByRole("heading", refusal)).toBeVisible();
  await expect(reason, "what was typed is kept").toHaveValue("Pour l’audit de lundi");
  await axe(theirs);
  await theirs.reload();
  await reason.fill("Pour l’audit de lundi");
  await shut.getByRole("button", { name: "Demander l’accès" }).click();
  await expect(shut).toContainText("Vous l’avez demandé le");
  await axe(theirs);
});
