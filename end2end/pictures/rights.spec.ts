import { type Page, test } from "@playwright/test";
import { signUp } from "../support/accounts";
import { bringIn } from "../support/invitations";
import { Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

/** A form with a field of the same name more than once. */
async function send(page: Page, url: string, fields: [string, string][]): Promise<void> {
  const answer = await page.request.post(url, {
    data: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()}`);
}

const lines = (areas: string[]): [string, string][] => areas.flatMap((area) => [["known", ""], ["area", area]]);

test("roles, departments, services and rights: with few and with many, and what who lacks them meets", async ({ page, browser }) => {
  const mailbox = await Mailbox.open();
  const server = await Server.start({ engine: "sqlite", smtp: mailbox.url });
  try {
    const at = (path: string) => server.url + path;
    await signUp(page, { name: "Communauté de communes" }, server.url);
    const theirs = await (await browser.newContext()).newPage();
    const person = await bringIn(page, theirs, mailbox, { role: "Membre", base: server.url });
    await page.goto(at(`/users?q=${encodeURIComponent(person.email)}`));
    const link = page.getByRole("link", { name: /^Détails de l.utilisateur/ }).last();
    const details = server.url + (await link.getAttribute("href"));

    for (const path of ["/departments", "/services", "/requests", "/jobs"]) {
      await page.goto(at(path));
      await take(page, `empty${path.replace("/", "-")}`);
    }
    await theirs.goto(at("/"));
    await take(theirs, "home-empty");
    await theirs.goto(at("/history"));
    await take(theirs, "restricted");
    await theirs.getByLabel(/^Pourquoi/).fill("Pour l’audit de lundi, que prépare le service financier.");
    await theirs.getByRole("button", { name: "Demander l’accès" }).click();
    await take(theirs, "restricted-asked");
    await page.goto(at("/requests"));
    await take(page, "requests");
    await page.getByRole("main").getByRole("link").first().click();
    await take(page, "request");

    await page.goto(at("/roles"));
    await take(page, "roles");
    await page.goto(at("/roles/new"));
    await take(page, "role-new");
    for (const name of ["Lyon", "Paris", "Saint-Jean-de-Maurienne"]) await send(page, at("/departments"), [["name", name]]);
    await send(page, at("/services/new"), [["name", "Expéditions"], ["caps_admins", "yes"], ...lines(["Commandes", "Étiquettes", "Documents"])]);
    for (const [path, name] of [["/roles/new", "role"], ["/services", "services"]] as const) {
      await page.goto(at(path));
      await take(page, `${name}-three-areas`);
    }
    await page.goto(`${details}/services`);
    await page.getByRole("checkbox", { name: /^Expéditions/ }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.goto(`${details}/rights`);
    await take(page, "user-rights-three-areas");
    const campaign = ["Contacts", "Emailings", "SMS", "Formulaires et enquêtes", "Achats"];
    await send(page, at("/services/new"), [["name", "Campagnes"], ["url", "https://campagnes.example.org/"], ...lines(campaign)]);
    await send(page, at("/services/new"), [["name", "Bureautique"], ["for_all", "yes"]]);
    await page.goto(at("/departments"));
    await take(page, "departments");
    await page.goto(at("/services"));
    await take(page, "services");
    await page.getByRole("link", { name: "Campagnes" }).click();
    await take(page, "service");
    await page.getByRole("link", { name: "Modifier" }).click();
    await take(page, "service-edit");

    await page.goto(`${details}/departments`);
    await take(page, "user-departments-none");
    for (const [name, role] of [["Lyon", "Département admin"], ["Saint-Jean-de-Maurienne", "Viewer"]] as const) {
      await page.getByLabel("Département", { exact: true }).selectOption({ label: name });
      await page.getByLabel("Rôle dans le département").selectOption({ label: role });
      await page.getByRole("button", { name: "Enregistrer" }).click();
    }
    await take(page, "user-departments");
    await page.goto(`${details}/services`);
    await page.getByRole("checkbox", { name: /^Campagnes/ }).check();
    await take(page, "user-services");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.goto(`${details}/rights`);
    await take(page, "user-rights");
    await page.getByRole("link", { name: /^Modifier\s: .*Emailings/ }).click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await take(page, "exception");
    await page.goto(details);
    await take(page, "details-rights");
    await page.goto(at("/departments"));
    await page.getByRole("link", { name: "Lyon" }).click();
    await take(page, "department");
    const department = page.url();
    for (const way of ["merge", "delete"]) {
      await page.goto(`${department}/${way}`);
      await take(page, `department-${way}`);
    }
    await theirs.goto(at("/"));
    await take(theirs, "home");
    await theirs.goto(at("/users"));
    await take(theirs, "people-department");
    await theirs.goto(at("/me/rights"));
    await take(theirs, "my-rights");
    await page.goto(at("/"));
    await take(page, "home-admin");

    // Many.
    const many = Array.from({ length: 60 }, (_, n) => `Rubrique numéro ${n + 1}`);
    await send(page, at("/services/new"), [["name", "Grand service"], ...lines(many)]);
    await page.goto(at("/roles/new"));
    await take(page, "role-many-areas");
    await page.goto(at("/services"));
    await take(page, "services-many-areas");
    await page.getByRole("link", { name: "Grand service" }).click();
    await take(page, "service-many-areas");
    await page.getByRole("link", { name: "Modifier" }).click();
    await take(page, "service-edit-many-areas");
    await page.goto(`${details}/rights`);
    await take(page, "user-rights-many-areas");
    await page.goto(at("/rights?area=users&level=guest"));
    await take(page, "who-can");
    await page.goto(`${details}/services`);
    await page.getByRole("checkbox", { name: /^Grand service/ }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await theirs.goto(at("/"));
    await take(theirs, "home-many-areas");
    await theirs.goto(at("/me/rights"));
    await take(theirs, "my-rights-many-areas");
    const own = ["users", "roles", "departments", "services", "history", "settings", "billing", "analytics", "exports"];
    const levels = [...own, "services-all"].map((area): [string, string] => [`level-${area}`, "guest"]);
    for (const name of ["Accueil", "Comptabilité"]) {
      await send(page, at("/roles/new"), [["name", name], ["reach", "account"], ...levels]);
    }
    await page.goto(at("/roles"));
    await take(page, "roles-five");
    for (const [path, name] of [[`${details}/change-role`, "change-role"], [at("/users/invite"), "invite"]] as const) {
      await page.goto(path);
      await take(page, `${name}-five-roles`);
    }
    await page.goto(`${details}/change-role`);
    await page.getByRole("radio", { name: /^Accueil/ }).check();
    await page.getByRole("button", { name: "Changer le rôle" }).click();
    await page.goto(at("/roles"));
    await page.getByRole("main").getByRole("link", { name: "Accueil" }).click();
    const role = page.url();
    await page.goto(`${role}/edit`);
    await page.getByRole("group", { name: "Facturation", exact: true }).getByRole("radio", { name: "Aucun" }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await take(page, "role-difference");
    for (let n = 1; n <= 500; n += 1) {
      await send(page, at("/roles/new"), [["name", `Rôle ${n}`], ["reach", "account"], ...levels]);
    }
    await page.goto(at("/roles"));
    await take(page, "roles-many");
    await page.goto(`${details}/change-role`);
    await take(page, "change-role-many");
    await page.goto(`${role}/delete`);
    await take(page, "role-delete-many");
    await page.goto(at("/users/invite"));
    await take(page, "invite-many-roles");
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
