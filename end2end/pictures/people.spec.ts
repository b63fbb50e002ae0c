import { type Page, test } from "@playwright/test";
import { acceptPolicy } from "../support/accounts";
import { openUsers } from "../support/invitations";
import { Server } from "../support/server";
import { askForMany, bulkQuestion } from "../support/user-list";
import { take } from "./take";

/** Somebody of the list in that state; the address of the details. */
async function one(page: Page, url: string, query: string): Promise<string> {
  await page.goto(`${url}/users?${query}`);
  const href = await page.getByRole("link", { name: /^Détails de l.utilisateur/ }).first().getAttribute("href");
  return url + href;
}

test("a thousand people: the list, the details, and what is done with them", async ({ page }) => {
  const server = await Server.start({ engine: "sqlite" });
  try {
    const at = (path: string) => server.url + path;
    const printed = await server.command("demo");
    const [, email, password] = printed.match(/ as (\S+) with the password: (.+)/) ?? [];
    if (!email || !password) throw new Error(printed);
    await page.goto(at("/sign-in"));
    await page.getByLabel("Adresse e-mail").fill(email);
    await page.getByLabel("Mot de passe", { exact: true }).fill(password.trim());
    await page.getByRole("button", { name: "Se connecter" }).click();
    await acceptPolicy(page);
    await page.goto(at("/users"));
    await take(page, "people");
    await page.getByText("Filtres", { exact: false }).first().click();
    await take(page, "people-filters");
    await page.goto(at("/users?state=invited&q=a&sort=signed-in"));
    await take(page, "people-filtered");
    await page.goto(at("/users?state=deleted"));
    await take(page, "people-deleted");
    await openUsers(page, true, at("/users"));
    await page.getByRole("checkbox", { name: "Sélectionner toute la page" }).check();
    await take(page, "people-selected");
    await askForMany(page, "Désactiver");
    const asked = bulkQuestion(page, true);
    await asked.waitFor();
    await take(page, "bulk-preview");
    await asked.getByRole("button", { name: "Désactiver" }).click();
    await page.getByText("Terminé").waitFor();
    await take(page, "job");
    await page.goto(at("/jobs"));
    await take(page, "jobs");

    for (const state of ["active", "invited", "inactive"]) {
      const details = await one(page, server.url, `state=${state}`);
      await page.goto(details);
      await take(page, `details-${state}`);
      if (state === "active") {
        await page.goto(`${details}/edit`);
        await take(page, "edit");
        await page.goto(`${details}/delete`);
        await take(page, "delete");
        await page.goto(`${details}/change-role`);
        await take(page, "change-role");
        await page.goto(`${details}/access-end`);
        await take(page, "access-end");
        await page.goto(details);
        await page.getByRole("button", { name: /^Actions/ }).first().click();
        await take(page, "details-menu");
        await page.getByRole("link", { name: "Désactiver" }).first().click();
        await page.getByRole("dialog").waitFor();
        await take(page, "dialog");
      }
      if (state === "invited") {
        await page.goto(`${details}/link`);
        await page.getByRole("button", { name: /lien/ }).first().click();
        await take(page, "link");
      }
    }

    await page.goto(at("/users/new"));
    await take(page, "new-user");
    await page.getByLabel("Prénom").fill("Inès");
    await page.getByLabel("Nom (facultatif)", { exact: true }).fill("Benali");
    await page.getByLabel("Adresse de connexion").fill("ines.benali@exemple.fr");
    await page.getByRole("radio", { name: /^Membre/ }).check();
    await page.getByRole("checkbox", { name: /^Affecter les services aux nouveaux utilisateurs/ }).check();
    await page.getByRole("button", { name: "Suivant", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Affecter les services" }).waitFor();
    await take(page, "new-user-services");
    await page.getByRole("main").getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "Suivant", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Vérifier et terminer" }).waitFor();
    await take(page, "new-user-options");
    await page.goto(at("/users/import"));
    await take(page, "import");
    const content = "Courriel;Prénom;Nom\nanna@exemple.fr;Anna;Martin\nbruno@;;\n";
    await page.getByLabel("Fichier CSV").setInputFiles({ name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(content) });
    await page.getByRole("button", { name: "Continuer" }).click();
    await take(page, "import-columns");
    await page.getByLabel("Rôle", { exact: true }).selectOption({ label: "Membre" });
    await page.getByRole("radio", { name: /^Inviter/ }).check();
    await page.getByRole("button", { name: "Vérifier le fichier" }).click();
    await take(page, "import-report");
    for (const path of ["departments", "services"]) {
      await page.goto(at(`/${path}`));
      await take(page, path);
    }
    await page.goto(at("/history"));
    await take(page, "history-of-many");
    await page.goto("about:blank");
  } finally {
    await server.stop();
  }
});
