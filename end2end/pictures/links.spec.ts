import { test } from "@playwright/test";
import { post, signIn, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { invite, newColleague } from "../support/invitations";
import { linkIn, Mailbox } from "../support/mailbox";
import { Server } from "../support/server";
import { take } from "./take";

const EIGHT_DAYS = 8 * 86_400;

test("links of invitations that are worth nothing any more", async ({ page, browser }) => {
  const mailbox = await Mailbox.open();
  const server = await Server.start({ engine: "sqlite", smtp: mailbox.url });
  try {
    const account = await signUp(page, { name: "Communauté de communes" }, server.url);
    const person = newColleague();
    await invite(page, { addresses: `${person.firstName} ${person.lastName} <${person.email}>` }, server.url);
    const old = linkIn(await mailbox.next(person.email), "/join/");
    await server.advance(EIGHT_DAYS);
    const theirs = await (await browser.newContext()).newPage();
    await theirs.goto(old);
    await theirs.getByRole("button", { name: "Recevoir un nouveau lien" }).click();
    await theirs.getByRole("heading", { level: 1, name: "Un nouveau lien est en route" }).waitFor();
    await take(theirs, "join-asked");
    const fresh = linkIn(await mailbox.next(person.email), "/join/");
    await theirs.goto(old);
    await take(theirs, "join-replaced");
    await signIn(page, account, server.url);
    await page.goto(`${server.url}/users`);
    await post(page, `${server.url}${await detailsOf(page, person.email)}/revoke`, {});
    await theirs.goto(fresh);
    await take(theirs, "join-revoked");
    await theirs.goto(`${server.url}/join/${"A".repeat(43)}`);
    await take(theirs, "join-unknown");
  } finally {
    await server.stop();
    await mailbox.close();
  }
});
