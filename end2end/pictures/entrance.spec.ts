import { type Page, test } from "@playwright/test";
import { acceptPolicy, fillSetUp, newAccount, type Person, signUp } from "../support/accounts";
import { fillInvitation, invite, newColleague, sendJoin } from "../support/invitations";
import { Server } from "../support/server";
import { take } from "./take";

const EIGHT_DAYS = 8 * 86_400;

/** The link of the newest mail to somebody, read in the built-in mailbox. */
async function linkTo(page: Page, base: string, email: string): Promise<string> {
  await page.goto(`${base}/mailbox`);
  await page.getByRole("navigation", { name: "Messages" }).getByRole("link").filter({ hasText: email }).first().click();
  await page.getByRole("link", { name: "Texte" }).click();
  const link = (await page.getByRole("article").innerText()).match(/https?:\S+\/join\/[\w-]+/);
  if (!link) throw new Error(`no link to ${email}`);
  return link[0];
}

const NAMES = [
  ["Céline", "Martin"],
  ["Éric", "Dubois"],
  ["Inès", "Benali"],
  ["Thibault", "de La Tour-Maubourg"],
  ["Aïcha", "Ndiaye"],
  ["Jean-Baptiste", "Lefèvre"],
  ["Chloé", "Moreau"],
  ["Øyvind", "Håkonsen"],
  ["Łucja", "Wiśniewska"],
  ["Marie-Antoinette", "Charpentier"],
] as const;

function people(): Person[] {
  return NAMES.map(([firstName, lastName]) => {
    const plain = (text: string) => text.normalize("NFD").replace(/[^A-Za-z]/g, "").toLowerCase();
    return newColleague({ firstName, lastName, email: `${plain(firstName)}.${plain(lastName)}@exemple.fr` });
  });
}

test("the way in, inviting, the list and the mailbox", async ({ page, browser }) => {
  const server = await Server.start({ engine: "sqlite" });
  try {
    const at = (path: string) => server.url + path;
    const other = async () => (await browser.newContext()).newPage();
    const stranger = await other();

    await stranger.goto(await server.setupLink());
    await take(stranger, "setup");
    await stranger.goto(at("/sign-up"));
    await take(stranger, "sign-up");
    await fillSetUp(stranger, newAccount({ name: "Ville de Lyon", email: "camille@exemple", password: "motdepasse1234" }));
    await stranger.getByRole("button", { name: "Créer le compte" }).click();
    await stranger.getByRole("alert").waitFor();
    await take(stranger, "sign-up-error");
    await stranger.goto(at("/sign-in"));
    await take(stranger, "sign-in");

    const account = await signUp(page, { name: "Ville de Lyon", email: "camille.durand@exemple.fr" }, server.url);
    await page.goto(at("/mailbox"));
    await take(page, "mailbox-empty");
    await page.goto(at("/users"));
    await take(page, "users-alone");

    // Invited long ago and never come, invited today, joined with each role.
    const [expired, first, second, member, ...rest] = people() as [Person, Person, Person, Person, ...Person[]];
    await invite(page, { addresses: `${expired.firstName} ${expired.lastName} <${expired.email}>` }, server.url);
    const dead = await linkTo(page, server.url, expired.email);
    await server.advance(EIGHT_DAYS);
    await page.goto(at("/sign-in"));
    await page.getByLabel("Adresse e-mail").fill(account.email);
    await page.getByLabel("Mot de passe", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await page.getByRole("heading", { level: 1, name: /^Bonjour/ }).waitFor();
    await take(page, "home-administrator");
    await stranger.goto(dead);
    await take(stranger, "join-expired");
    await stranger.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
    await stranger.getByRole("heading", { level: 1, name: "Un nouveau lien est prêt" }).waitFor();
    await take(stranger, "join-kept");

    for (const [person, role] of [[first, "Administrateur"], [second, "Utilisateur"], [member, "Membre"]] as const) {
      await invite(page, { addresses: person.email, role, message: "Bienvenue dans l’équipe !\nÀ lundi." }, server.url);
      const link = await linkTo(page, server.url, person.email);
      const theirs = await other();
      await theirs.goto(link);
      if (person === first) await take(theirs, "join");
      await sendJoin(theirs, { ...person, password: person === first ? "123456789012" : person.password });
      if (person === first) {
        await theirs.getByRole("alert").waitFor();
        await take(theirs, "join-error");
        await sendJoin(theirs, person);
        await theirs.waitForURL(/\/policy$/);
        await take(theirs, "policy");
      }
      await acceptPolicy(theirs);
      if (person === second) {
        await take(theirs, "home-user");
        await theirs.goto(at("/users"));
        await take(theirs, "403");
        await theirs.goto(at("/mailbox"));
        await take(theirs, "403-nothing-to-ask");
      }
      await stranger.goto(link);
      if (person === first) await take(stranger, "join-used");
    }

    await page.goto(at("/users/invite"));
    await take(page, "invite-empty");
    await fillInvitation(page, {
      addresses: `anna.martin, quel.qu@un; ${first.email} ${expired.email}\nZoé Petit <zoe.petit@exemple.fr>`,
      message: "Bienvenue !",
    });
    await page.getByRole("listitem").filter({ hasText: first.email }).filter({ hasText: "déjà utilisateur" }).waitFor();
    await take(page, "invite-chips");
    await page.goto(at("/users/invite"));
    await fillInvitation(page, { addresses: "anna.martin" });
    await page.getByRole("button", { name: "Inviter", exact: true }).click();
    await page.getByRole("alert", { name: "Il y a un problème" }).waitFor();
    await take(page, "invite-error");

    const invited = rest.map(({ firstName, lastName, email }) => `${firstName} ${lastName} <${email}>`);
    const strays = `anna.martin\n${first.email}\n${expired.email}\nsans.nom@exemple.fr`;
    await invite(page, { addresses: [...invited, strays].join("\n"), role: "Membre" }, server.url);
    await take(page, "results");
    await page.getByRole("link", { name: "Voir les utilisateurs" }).click();
    await page.getByRole("heading", { level: 1, name: "Utilisateurs" }).waitFor();
    await take(page, "users");
    await page.goto(at("/users?q=ma"));
    await take(page, "users-search");
    await page.goto(at("/users?state=inactive&q=introuvable"));
    await take(page, "users-empty");
    await page.goto(at("/users?q=charpentier"));
    await page.getByRole("link", { name: /^Détails de l.utilisateur/ }).click();
    await page.getByRole("heading", { level: 1, name: /Charpentier/ }).waitFor();
    await take(page, "user");

    await page.goto(at("/mailbox"));
    await take(page, "mailbox");
    await page.getByRole("navigation", { name: "Messages" }).getByRole("link").filter({ hasText: first.email }).click();
    await page.frameLocator("iframe").getByRole("link", { name: "Connexion" }).waitFor();
    await take(page, "mailbox-message");
    await page.getByRole("link", { name: "Texte" }).click();
    await take(page, "mailbox-text");
    await page.goto(await linkTo(page, server.url, rest[0]!.email));
    await take(page, "join-other-user");
    for (const [browser, name] of [[page, "404"], [stranger, "404-signed-out"]] as const) {
      await browser.goto(at("/n-existe-pas"));
      await take(browser, name);
    }
    await page.goto("about:blank");
  } finally {
    await server.stop();
  }
});
