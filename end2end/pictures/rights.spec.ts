import { type Page, test } from "@playwright/test";
import { signUp } from "../support/accounts";
import { bringIn } from "../support/invitations";
import { Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

/** A form with a field of the same name more than once; gives where it leads. */
async function send(page: Page, url: string, fields: [string, string][]): Promise<string> {
  const answer = await page.request.post(url, {
    data: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()}`);
  const { origin, pathname } = new URL(answer.url());
  return origin + pathname;
}

/** Takes what `viewer` sees at each address, by the picture's name. */
async function tour(viewer: Page, addresses: Record<string, string>): Promise<void> {
  for (const [name, address] of Object.entries(addresses)) {
    await viewer.goto(address);
    await take(viewer, name);
  }
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
    await page.goto(at("/services"));
    await take(page, "services-three-areas");
    await page.goto(`${details}/services`);
    await page.getByRole("checkbox", { name: /^Expéditions/ }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.goto(`${details}/rights`);
    await take(page, "user-rights-three-areas");
    const own = ["users", "roles", "departments", "services", "history", "settings", "billing", "analytics", "exports"];
    const levels = [...own, "services-all"].map((area): [string, string] => [`level-${area}`, "guest"]);
    const addRole = (name: string, further: [string, string][] = []) =>
      send(page, at("/roles/new"), [["name", name], ["reach", "account"], ...levels, ...further]);
    const role = await addRole("Accueil");
    await addRole("Comptabilité");
    const whoCan = async (area: string) => {
      await page.goto(at("/rights"));
      await page.getByLabel("Rubrique").selectOption(area);
      await page.getByRole("button", { name: "Voir" }).click();
      await page.waitForURL(/area=/);
    };
    await tour(page, {
      "roles-five": at("/roles"),
      "role-page-three-areas": role,
      "role-edit-three-areas": `${role}/edit`,
      "role-new-three-areas": at("/roles/new"),
      "my-rights-admin-three-areas": at("/me/rights"),
    });
    await tour(theirs, { "home-three-areas": at("/"), "my-rights-three-areas": at("/me/rights") });
    await whoCan("Étiquettes (Expéditions)");
    await take(page, "who-can-three-areas");
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
    await whoCan("Rubrique numéro 60 (Grand service)");
    await take(page, "who-can-many-areas");
    await page.goto(`${details}/services`);
    await page.getByRole("checkbox", { name: /^Grand service/ }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await tour(theirs, { "home-many-areas": at("/"), "my-rights-many-areas": at("/me/rights") });
    await tour(page, { "home-admin-many-areas": at("/"), "my-rights-admin-many-areas": at("/me/rights") });
    for (const [path, name] of [[`${details}/change-role`, "change-role"], [at("/users/invite"), "invite"]] as const) {
      await page.goto(path);
      await take(page, `${name}-five-roles`);
    }
    await page.goto(`${details}/change-role`);
    await page.getByRole("radio", { name: /^Accueil/ }).check();
    await page.getByRole("button", { name: "Changer le rôle" }).click();
    await page.goto(`${role}/edit`);
    await page.getByRole("group", { name: "Facturation", exact: true }).getByRole("radio", { name: "Aucun" }).check();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await take(page, "role-difference");
    const form = await (await page.request.get(at("/roles/new"))).text();
    const ofServices = form.matchAll(/name="(level-[^"]+)" value=""/g);
    const wide = await addRole("Toutes les rubriques", Array.from(ofServices, ([, name]) => [name!, "editor"]));
    for (let n = 1; n <= 500; n += 1) await addRole(`Rôle ${n}`);
    await tour(page, {
      "roles-many": at("/roles"),
      "role-page-many": wide,
      "role-edit-many": `${wide}/edit`,
      "role-new-many": at("/roles/new"),
      "change-role-many": `${details}/change-role`,
      "role-delete-many": `${role}/delete`,
      "invite-many-roles": at("/users/invite"),
    });
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
