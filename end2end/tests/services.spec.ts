import type { Page } from "@playwright/test";
import { signUp } from "../support/accounts";
import { bringIn, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { askForMany, bulkQuestion } from "../support/user-list";

const DAY = 86_400;
/** A picture of one dot. */
const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

/** Adds a service with its areas, by its form. */
async function addService(page: Page, name: string, areas: string[], base = ""): Promise<void> {
  await page.goto(`${base}/services/new`);
  await page.getByLabel("Nom", { exact: true }).fill(name);
  for (const [n, area] of areas.entries()) {
    if (n > 0) await page.getByRole("button", { name: "Ajouter une rubrique" }).click();
    await page.getByLabel(`Rubrique ${n + 1}`, { exact: true }).fill(area);
  }
  await page.getByRole("button", { name: "Enregistrer" }).last().click();
  await expect(page.getByRole("status")).toContainText("Le service est enregistré");
}

async function openDetails(page: Page, email: string, base = ""): Promise<void> {
  await page.goto(`${base}/users?q=${encodeURIComponent(email)}`);
  await rowOf(page, email).getByRole("link", { name: /Détails de l.utilisateur/ }).click();
}

/** Gives somebody a level in an area, whose page of rights is open. */
async function except(page: Page, area: RegExp, level: string): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: area }).click();
  await page.getByLabel("Niveau dans cette rubrique").selectOption({ label: level });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Les droits sont enregistrés");
}

test("[S3.23] [S4.5] [S5.6] [S5.9] a service is added with its areas and assigned: home shows what one has, and what one may do there", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Utilisateur" });
  await theirs.goto("/");
  await expect(theirs.getByRole("main")).toContainText(`Demandez à ${account.firstName} ${account.lastName}`);
  await axe(theirs);

  await page.goto("/services");
  await expect(page.getByRole("heading", { name: "Aucun service" })).toBeVisible();
  await axe(page);
  await page.goto("/services/new");
  await page.getByLabel("Nom", { exact: true }).fill("Campagnes");
  await page.getByLabel("Adresse web").fill("http://exemple.fr");
  await page.getByRole("button", { name: "Enregistrer" }).last().click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("Saisissez une adresse complète");
  await expect(page.getByLabel("Nom", { exact: true })).toHaveValue("Campagnes");
  await axe(page);
  await addService(page, "Campagnes", ["Contacts", "Emailings", "SMS"]);
  await axe(page);
  await addService(page, "Expéditions", ["Commandes"]);

  await openDetails(page, person.email);
  await page.getByRole("main").getByRole("link", { name: "Modifier les services" }).click();
  await expect(page.getByRole("checkbox", { name: /^Campagnes/ })).toBeVisible();
  await axe(page);
  await page.getByRole("checkbox", { name: /^Campagnes/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Les services sont enregistrés");

  await theirs.goto("/");
  const card = theirs.getByRole("main").getByRole("article").filter({ hasText: "Campagnes" });
  await expect(card).toContainText(/Emailings\s: Éditeur/);
  await expect(theirs.getByRole("main")).not.toContainText("Expéditions");
  await axe(theirs);
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Vos services" }).getByRole("article")).toHaveCount(2);
  await axe(page);
});

test("[S2.1] [S2.3] [S2.5–S2.8] a Membre has the tools of the daily work, and no settings, invoices, analytics or exports", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await addService(page, "Campagnes", ["Emailings"]);
  await openDetails(page, person.email);
  await page.getByRole("main").getByRole("link", { name: "Modifier les services" }).click();
  await page.getByRole("checkbox", { name: /^Campagnes/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await theirs.goto("/");
  await expect(theirs.getByRole("main")).toContainText(/Emailings\s: (Éditeur|Approbateur)/);
  await theirs.goto("/users");
  await expect(theirs.getByRole("table")).toContainText(person.email);
  await theirs.goto("/me/rights");
  for (const area of ["Paramètres", "Facturation", "Statistiques", "Exports"]) {
    await expect(theirs.getByRole("row").filter({ has: theirs.getByRole("rowheader", { name: area, exact: true }) })).toContainText("Aucun");
  }
  for (const path of ["/users/export.csv", "/history", "/roles", "/rights"]) {
    expect((await theirs.goto(path))?.status(), path).toBe(403);
  }
});

test("[S3.17–S3.20] [S3.21] whoever has nothing to do with invoices has Aucun there, whatever the role says", async ({
  page,
  account: _,
  visitor,
  mailbox,
  axe,
}) => {
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Membre" });
  await addService(page, "Bureautique", ["Factures"]);
  await openDetails(page, person.email);
  await page.getByRole("main").getByRole("link", { name: "Modifier les services" }).click();
  await page.getByRole("checkbox", { name: /^Bureautique/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await theirs.goto("/");
  await expect(theirs.getByRole("main")).toContainText(/Factures\s: /);

  await openDetails(page, person.email);
  await page.getByRole("main").getByRole("link", { name: "Voir les droits" }).click();
  await expect(page).toHaveURL(/\/rights$/);
  await axe(page);
  await except(page, /^Modifier\s: .*Factures/, "Aucun");
  await expect(page.getByRole("row").filter({ hasText: "Factures" })).toContainText(/Exception\s: Aucun/);
  await axe(page);
  await theirs.goto("/");
  await expect(theirs.getByRole("main")).toContainText("Bureautique");
  await expect(theirs.getByRole("main")).not.toContainText("Factures");
  await theirs.goto("/me/rights");
  await expect(theirs.getByRole("row").filter({ hasText: "Factures" })).toContainText("Aucun");
});

test("[S3.22] an intern is Éditeur in Emailings for a fixed period, and not a day longer", async ({
  page,
  visitor,
  freshServer,
  mailbox,
  faults,
}) => {
  test.slow();
  faults.expect(/status of 422/);
  const server = await freshServer();
  await signUp(page, {}, server.url);
  const theirs = await visitor();
  const intern = await bringIn(page, theirs, mailbox, { role: "Membre", base: server.url });
  await addService(page, "Campagnes", ["Contacts", "Emailings"], server.url);
  await openDetails(page, intern.email, server.url);
  await page.getByRole("main").getByRole("link", { name: "Modifier les services" }).click();
  await page.getByRole("checkbox", { name: /^Campagnes/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await openDetails(page, intern.email, server.url);
  await page.getByRole("main").getByRole("link", { name: "Voir les droits" }).click();
  await except(page, /^Modifier\s: .*Contacts/, "Aucun");
  await except(page, /^Modifier\s: .*Emailings/, "Éditeur");
  await openDetails(page, intern.email, server.url);
  await page.getByRole("main").getByRole("link", { name: /^Modifier la fin d.accès/ }).click();
  const last = new Date(Date.now() + 30 * DAY * 1000).toISOString().slice(0, 10);
  await page.getByLabel(/^Dernier jour/).fill(last);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await theirs.goto(server.url);
  await expect(theirs.getByRole("main")).toContainText(/Emailings\s: Éditeur/);
  await expect(theirs.getByRole("main")).not.toContainText("Contacts");

  await server.live(32 * DAY);
  await theirs.goto(`${server.url}/`);
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test("[S3.23] [S4.25] [S5.6] the sample catalogue is a way to begin: it is added, looked at and deleted", async ({ page, account: _, axe }) => {
  await page.goto("/");
  await expect(page.getByRole("main").getByRole("link", { name: "Ajouter un service" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Ajouter le catalogue d’exemple" }).click();
  await expect(page.getByRole("status")).toContainText("Le catalogue d’exemple est ajouté");
  await axe(page);
  await page.getByRole("main").getByRole("link", { name: "Campagnes" }).click();
  for (const area of ["Contacts", "Emailings", "SMS", "Formulaires et enquêtes", "Achats"]) {
    await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: area })).toBeVisible();
  }
  await page.getByRole("link", { name: "Modifier" }).click();
  await page.getByRole("checkbox", { name: /^Plafonner/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).last().click();
  await expect(page.getByRole("main")).toContainText("Plafonnés au niveau d’un Operator");
  await axe(page);
  await page.goto(page.url().replace(/\?.*/, "/delete"));
  await axe(page);
  await page.getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("status")).toContainText("Le service est supprimé");
  await page.goto("/");
  const services = page.getByRole("region", { name: "Vos services" });
  await expect(services.getByRole("article")).toHaveCount(2);
  await axe(page);
});

test("[S3.16] [S3.21] who has a level in an area, and why, is found the other way round", async ({ page, account, visitor, mailbox, axe }) => {
  const person = await bringIn(page, await visitor(), mailbox, { role: "Membre" });
  await page.goto("/roles");
  await page.getByRole("link", { name: /^Qui peut/ }).click();
  await page.getByLabel("Rubrique").selectOption({ label: "Historique" });
  await page.getByLabel("Au moins").selectOption({ label: "Approbateur" });
  await page.getByRole("button", { name: "Voir" }).click();
  await expect(page.getByRole("status")).toContainText("1 personne a ce niveau");
  await expect(page.getByRole("table")).toContainText(account.email);
  await axe(page);
  await page.getByLabel("Rubrique").selectOption({ label: "Utilisateurs" });
  await page.getByLabel("Au moins").selectOption({ label: "Invité (consultation)" });
  await page.getByRole("button", { name: "Voir" }).click();
  await expect(page.getByRole("row").filter({ hasText: person.email })).toContainText("Membre");
  await expect(page.getByRole("link", { name: "Exporter (CSV)" })).toHaveAttribute("href", /\/rights\/export\.csv\?area=users&level=guest/);
});

test("[S4.5] [S3.23] one service is given to several people at once, and taken away again", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
  javaScriptEnabled,
  axe,
}) => {
  faults.expect(/status of 422/);
  const [first, second] = [await visitor(), await visitor()];
  const anna = await bringIn(page, first, mailbox, { firstName: "Anna", lastName: "Martin" });
  const bruno = await bringIn(page, second, mailbox, { firstName: "Bruno", lastName: "Petit" });
  await addService(page, "Campagnes", ["Emailings"]);
  const asked = bulkQuestion(page, javaScriptEnabled);
  const ask = async (verb: string) => {
    await openUsers(page, javaScriptEnabled);
    for (const person of [anna, bruno]) {
      await page.getByRole("checkbox", { name: `Sélectionner ${person.firstName} ${person.lastName}` }).check();
    }
    await askForMany(page, verb);
    await expect(page.getByRole("heading", { level: 1, name: verb })).toBeVisible();
  };

  await ask("Affecter un service");
  await axe(page);
  await asked.getByRole("button", { name: "Continuer" }).click();
  await expect(asked.getByRole("alert", { name: "Il y a un problème" })).toContainText("Choisissez un service de la liste");
  await axe(page);
  await asked.getByLabel("Service", { exact: true }).selectOption({ label: "Campagnes" });
  await asked.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Affecter Campagnes à 2 utilisateurs/ })).toBeVisible();
  await axe(page);
  await asked.getByRole("button", { name: "Affecter un service" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé");
  await expect(page.getByText("2 sur 2")).toBeVisible();
  for (const theirs of [first, second]) {
    await theirs.goto("/");
    await expect(theirs.getByRole("region", { name: "Vos services" })).toContainText("Campagnes");
  }

  await ask("Retirer un service");
  await asked.getByLabel("Service", { exact: true }).selectOption({ label: "Campagnes" });
  await asked.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Retirer Campagnes à 2 utilisateurs/ })).toBeVisible();
  await axe(page);
  await asked.getByRole("button", { name: "Retirer un service" }).click();
  await expect(page.getByRole("status")).toHaveText("Terminé");
  await first.goto("/");
  await expect(first.getByRole("main")).not.toContainText("Campagnes");
});

test("[S5.9] a service's picture is sent, stands where its initials did, and is taken away", async ({ page, account: _, faults, axe }) => {
  faults.expect(/status of 422/);
  await addService(page, "Campagnes", ["Contacts"]);
  const service = new URL(page.url()).pathname;
  const figure = page.getByRole("main").locator("img");
  const send = async (content: Buffer) => {
    await page.getByLabel("Image du service").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: content });
    await page.getByRole("button", { name: "Enregistrer l’image" }).click();
  };
  await send(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"));
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("ni un PNG");
  await axe(page);
  await send(Buffer.from(DOT, "base64"));
  await expect(page.getByRole("status")).toContainText("Le service est enregistré");
  for (const path of [service, "/services", "/"]) {
    await page.goto(path);
    await expect(figure).toHaveJSProperty("naturalWidth", 1);
    await axe(page);
  }
  await page.goto(service);
  await page.getByRole("button", { name: "Retirer l’image" }).click();
  await expect(page.getByRole("status")).toContainText("Le service est enregistré");
  await expect(figure).toHaveCount(0);
});
