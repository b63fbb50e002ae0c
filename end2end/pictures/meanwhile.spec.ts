import { test } from "@playwright/test";
import { newAddress, signIn, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn } from "../support/invitations";
import { Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

test("what somebody else did meanwhile", async ({ page, browser }) => {
  const mailbox = await Mailbox.open();
  const server = await Server.start({ engine: "sqlite", smtp: mailbox.url });
  const visitor = async () => (await browser.newContext({ baseURL: server.url })).newPage();
  try {
    const at = (path: string) => server.url + path;
    const mine = await visitor();
    const account = await signUp(mine, { name: "Ville de Lyon" }, server.url);
    const zoe = newAddress("zoe");
    const member = await visitor();
    await bringIn(mine, member, mailbox, { role: "Membre", firstName: "Zoé", lastName: "Roux", email: zoe });

    await mine.goto("/users/invite");
    await mine.getByLabel("Adresse de courriel").fill(Array.from({ length: 230 }, (_, n) => `p${n}@exemple.fr`).join(", "));
    await mine.getByLabel("Adresse de courriel").press("Enter");
    await take(mine, "invite-more");

    await member.goto("/history");
    await member.getByRole("dialog").waitFor();
    await member.getByLabel(/Motif|Pourquoi/).fill("Pour l’audit de lundi");
    await member.getByRole("button", { name: "Demander l’accès" }).click();
    await member.getByText(/Votre demande est partie|Vous l’avez demandé le/).waitFor();
    await mine.goto("/requests");
    await mine.getByRole("link", { name: /Répondre avec une date ou un mot/ }).first().click();
    await mine.getByLabel(/Un mot à la personne/).fill("Voyez avec moi lundi");
    await mine.getByRole("button", { name: "Refuser", exact: true }).click();
    await mine.waitForURL(/done=deny/, { timeout: 15_000 });
    await member.goto("/me/rights");
    await take(member, "rights-answered");

    await mine.goto("/users");
    const details = await detailsOf(mine, zoe);
    await mine.goto(`${details}/edit`);
    await mine.getByLabel("Téléphone").fill("+33 6 12 34 56 78");
    await signIn(page, account, server.url);
    await page.goto(at(`${details}/delete`));
    await page.getByRole("textbox").fill(zoe);
    await page.getByRole("button", { name: /Supprimer/ }).click();
    await page.waitForURL(/done=delete/, { timeout: 15_000 });
    await mine.getByRole("button", { name: "Enregistrer" }).click();
    await take(mine, "refused-typed");

    await mine.goto("/users/invite");
    await mine.getByLabel("Adresse de courriel").fill(newAddress());
    await mine.getByLabel("Adresse de courriel").press("Enter");
    await mine.getByRole("radio", { name: /^Membre/ }).check();
    await page.goto(at("/me/sessions/end-others"));
    await page.getByRole("main").getByRole("button").click();
    await page.waitForURL(/\/me\/sessions/);
    await mine.getByRole("button", { name: "Inviter", exact: true }).click();
    await mine.getByRole("heading", { name: "Connexion" }).waitFor();
    await take(mine, "session-ended");
    await mine.getByLabel("Adresse e-mail").fill(account.email);
    await mine.getByLabel("Mot de passe", { exact: true }).fill(account.password);
    await mine.getByRole("button", { name: "Se connecter" }).click();
    await take(mine, "resume");

    await page.route("http://ailleurs.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<form method="post" action="${at("/sign-out")}"><button>Envoyer</button></form>` }),
    );
    await page.goto("http://ailleurs.example/");
    await page.getByRole("button", { name: "Envoyer" }).click();
    await take(page, "elsewhere");
    await page.goto("about:blank");
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
