import type { Page } from "@playwright/test";
import { newAddress, type Person } from "../support/accounts";
import { bringIn, invite, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";

/** Adds a department by its page; where it is then. */
async function addDepartment(page: Page, name: string): Promise<string> {
  await page.goto("/departments");
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Ajouter" }).click();
  await expect(page.getByRole("status")).toContainText("Le département est ajouté");
  return (await page.getByRole("main").getByRole("link", { name, exact: true }).getAttribute("href"))!;
}

/** Puts somebody into a department, by the person's page. */
async function place(page: Page, person: Pick<Person, "email">, department: string, role: string): Promise<void> {
  await page.goto(`/users?q=${encodeURIComponent(person.email)}`);
  await rowOf(page, person.email).getByRole("link", { name: /Détails de l.utilisateur/ }).click();
  await page.getByRole("main").getByRole("link", { name: "Modifier les départements" }).click();
  await page.getByLabel("Département", { exact: true }).selectOption({ label: department });
  await page.getByLabel("Rôle dans le département").selectOption({ label: role });
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("status")).toContainText("Le département est enregistré");
}

test("[S4.6] [S4.18] [S4.19] [S4.27] departments are made and renamed, people put in and taken out, and their people kept when one goes", async ({
  page,
  account: _,
  faults,
  axe,
}) => {
  faults.expect(/status of 422/);
  await page.goto("/departments");
  await expect(page.getByRole("heading", { name: "Aucun département" })).toBeVisible();
  await axe(page);
  const lyon = await addDepartment(page, "Lyon");
  await page.getByLabel("Nom", { exact: true }).fill("LYÔN");
  await page.getByRole("button", { name: "Ajouter" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("Ce nom est déjà pris");
  await axe(page);
  await addDepartment(page, "Paris");
  const email = newAddress("ines");
  await invite(page, { addresses: email });
  await place(page, { email }, "Lyon", "Operator");
  await expect(page.getByRole("listitem").filter({ hasText: "Lyon" })).toContainText("Operator");
  await axe(page);
  await place(page, { email }, "Lyon", "Département admin");
  await place(page, { email }, "Paris", "Viewer");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: /Lyon|Paris/ })).toHaveCount(2);

  await page.goto(lyon);
  await expect(page.getByRole("main")).toContainText(/Département admin\s*1 personne/);
  await page.getByLabel("Nom", { exact: true }).fill("Rhône");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rhône" })).toBeVisible();
  await axe(page);
  await page.goto(`${lyon}/delete`);
  await expect(page.getByRole("main")).toContainText("1 personne y est");
  await axe(page);
  await page.getByRole("radio", { name: /^Elles vont dans un autre département/ }).check();
  await page.getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("alert", { name: "Il y a un problème" })).toContainText("Choisissez le département d’accueil");
  await expect(page.getByRole("radio", { name: /^Elles vont dans un autre département/ })).toBeChecked();
  await page.getByLabel("Département d’accueil").selectOption({ label: "Paris" });
  await page.getByRole("button", { name: "Supprimer" }).click();
  await expect(page.getByRole("status")).toContainText("Le département est supprimé");

  await page.goto(`/users?q=${encodeURIComponent(email)}`);
  await expect(rowOf(page, email)).toContainText("Paris");
  await rowOf(page, email).getByRole("link", { name: /Détails de l.utilisateur/ }).click();
  await page.getByRole("main").getByRole("link", { name: "Modifier les départements" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Paris" })).toContainText("Département admin");
  await page.getByRole("button", { name: "Retirer de Paris" }).click();
  await expect(page.getByRole("status")).toContainText("n’est plus dans ce département");
  await expect(page.getByRole("main")).toContainText("Aucun département.");
});

test("[S4.6] [S4.18] a department is merged into another, and its people are in that one", async ({
  page,
  account: _,
  axe,
}) => {
  const lyon = await addDepartment(page, "Lyon");
  await addDepartment(page, "Rhône");
  const email = newAddress("ines");
  await invite(page, { addresses: email });
  await place(page, { email }, "Lyon", "Operator");
  await page.goto(lyon);
  await page.getByRole("main").getByRole("link", { name: "Fusionner" }).click();
  // A dialog, or where no script has loaded yet the page behind it.
  await expect(page.getByRole("heading", { name: /^Fusionner Lyon/ })).toBeVisible();
  await axe(page);
  await page.getByLabel("Département d’accueil").selectOption({ label: "Rhône" });
  await page.getByRole("button", { name: "Fusionner" }).click();
  await expect(page.getByRole("status")).toContainText("Les deux départements n’en font plus qu’un");
  await expect(page.getByRole("heading", { level: 1, name: "Rhône" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Operator\s*1 personne/);
  await axe(page);
});

test("[S4.20–S4.26] each role in a department sees and does what it should there, and nothing elsewhere", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
}) => {
  test.slow();
  faults.expect(/status of (403|404|422)/);
  await addDepartment(page, "Lyon");
  await addDepartment(page, "Paris");
  await page.goto("/services/new");
  await page.getByLabel("Nom", { exact: true }).fill("Campagnes");
  await page.getByLabel("Rubrique 1", { exact: true }).fill("Contacts");
  await page.getByRole("checkbox", { name: "Lyon" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).last().click();
  await expect(page.getByRole("status")).toContainText("Le service est enregistré");
  const roles = ["Département admin", "Viewer", "Operator"] as const;
  const desks = { "Département admin": await visitor(), Viewer: await visitor(), Operator: await visitor() };
  const people: Person[] = [];
  for (const [n, role] of roles.entries()) {
    const person = await bringIn(page, desks[role], mailbox, { firstName: ["Ada", "Véra", "Odile"][n]!, email: newAddress("lyon") });
    await place(page, person, "Lyon", role);
    people.push(person);
  }
  const outsider = newAddress("paris");
  await invite(page, { addresses: outsider });
  await place(page, { email: outsider }, "Paris", "Viewer");

  // The admin of Lyon has its people, and invites into it alone.
  const admin = desks["Département admin"];
  await admin.goto("/users");
  await expect(admin.getByRole("table")).toContainText(people[1]!.email);
  await expect(admin.getByRole("main")).not.toContainText(outsider);
  await expect(admin.getByRole("main")).not.toContainText(account.email);
  await axe(admin);
  await admin.goto(`/users?q=${encodeURIComponent(outsider)}`);
  await expect(admin.getByRole("heading", { name: /^Personne d.autre/ })).toBeVisible();
  await admin.goto("/users");
  await admin.getByRole("main").getByRole("link", { name: "Inviter", exact: true }).click();
  await expect(admin).toHaveURL(/\/users\/invite$/);
  const fresh = newAddress("recrue");
  await admin.getByLabel("Adresse de courriel").fill(fresh);
  await admin.getByRole("radio", { name: /^Utilisateur/ }).check();
  await expect(admin.getByRole("radio", { name: /^Administrateur/ })).toHaveCount(0);
  await admin.getByLabel("Rôle dans le département").selectOption({ label: "Operator" });
  await axe(admin);
  await admin.getByRole("button", { name: "Inviter", exact: true }).click();
  await expect(admin).toHaveURL(/\/users\/invite\/[\w-]+$/);
  await mailbox.next(fresh);
  await admin.goto("/users");
  await expect(rowOf(admin, fresh)).toContainText("Lyon");
  await admin.getByRole("navigation").getByRole("link", { name: "Historique" }).click();
  await expect(admin.getByRole("main")).not.toContainText(outsider);
  expect((await admin.goto("/roles"))?.status()).toBe(403);

  // A Viewer sees who is in Lyon, and changes nothing.
  const viewer = desks.Viewer;
  await viewer.goto("/users");
  await expect(viewer.getByRole("table")).toContainText(fresh);
  await expect(viewer.getByRole("main")).not.toContainText(outsider);
  await expect(viewer.getByRole("main").getByRole("link", { name: /^Inviter(?! \(accès restreint\))/ })).toHaveCount(0);
  await rowOf(viewer, fresh).getByRole("link", { name: /Détails de l.utilisateur/ }).click();
  await expect(viewer.getByRole("main").getByRole("link", { name: "Modifier" })).toHaveCount(0);
  await axe(viewer);
  expect((await viewer.goto("/users/invite"))?.status()).toBe(403);

  // An Operator has own things only.
  for (const path of ["/users", "/users/invite", "/history"]) {
    expect((await desks.Operator.goto(path))?.status(), path).toBe(403);
  }

  // The department's service is there for its people, as far as each goes; a cap makes its admin an Operator there.
  const home = async (role: (typeof roles)[number]) => {
    await desks[role].goto("/");
    return desks[role].getByRole("main").getByRole("article").filter({ hasText: "Campagnes" });
  };
  await expect(await home("Département admin")).toContainText(/Contacts\s: Approbateur/);
  await expect(await home("Operator")).toContainText(/Contacts\s: Éditeur/);
  await page.goto("/services");
  await page.getByRole("main").getByRole("link", { name: "Campagnes" }).first().click();
  await page.getByRole("main").getByRole("link", { name: "Modifier" }).first().click();
  await page.getByRole("checkbox", { name: /^Plafonner les Département admins/ }).check();
  await page.getByRole("button", { name: "Enregistrer" }).last().click();
  await expect(page.getByRole("status")).toContainText("Le service est enregistré");
  await expect(await home("Département admin")).toContainText(/Contacts\s: Éditeur/);

  // Whoever is administrator has all of them.
  await page.goto("/users?q=example.org");
  for (const email of [outsider, fresh]) await expect(rowOf(page, email)).toBeVisible();
});
