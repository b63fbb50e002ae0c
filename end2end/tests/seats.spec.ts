import { newAddress, post, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { chips, field, paste, send } from "../support/invite-form";
import { expect, test } from "../support/test";

test("[S1.3] who would have no seat is shown before sending, named afterwards, and gets no mail", async ({
  page,
  freshServer,
  mailbox,
  javaScriptEnabled,
  axe,
}) => {
  const server = await freshServer();
  const account = await signUp(page, {}, server.url);
  // The holder has one of them.
  expect(await server.command("seats", account.email, "4")).toContain(`The account of ${account.email} has 4 seats.`);
  const addresses = ["a", "b", "c", "d"].map((name) => newAddress(name));

  await page.goto(`${server.url}/users/invite`);
  const main = page.getByRole("main");
  await expect(main).toContainText("3 places restent libres");
  await field(page).click();
  if (javaScriptEnabled) {
    await paste(page, addresses.join("\n"));
    await expect(chips(page)).toHaveCount(4);
  } else {
    await field(page).fill(addresses.join("\n"));
    await page.getByRole("button", { name: "Vérifier les adresses" }).click();
  }
  const without = main.getByRole("listitem").filter({ hasText: "aucune place libre" });
  await expect(without).toHaveCount(1);
  await expect(without).toContainText(addresses[3]!);
  await expect(main).toContainText("3 personnes seront invitées");
  await expect(main).toContainText("1 sans place libre");
  await axe(page);

  if (javaScriptEnabled) {
    // Who is taken out leaves a place to who comes next; added again, it is the last one.
    await page.getByRole("button", { name: `Retirer ${addresses[0]}` }).click();
    await expect(without).toHaveCount(0);
    await expect(main).toContainText("3 personnes seront invitées");
    await paste(page, `${addresses[0]}\n`);
    await expect(without).toContainText(addresses[0]!);
    addresses.push(addresses.shift()!);
  }
  await page.getByRole("radio", { name: /^Utilisateur/ }).check();
  await send(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "3 personnes sont invitées" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Invités (3)" }).getByRole("listitem")).toHaveCount(3);
  const left = page.getByRole("region", { name: "Sans place libre (1)" });
  await expect(left.getByRole("listitem")).toHaveCount(1);
  await expect(left).toContainText(addresses[3]!);
  await axe(page);
  for (const address of addresses.slice(0, 3)) await mailbox.next(address);
  expect(mailbox.to(addresses[3]!)).toHaveLength(0);

  await page.goto(`${server.url}/users/invite`);
  await expect(main).toContainText("Aucune place ne reste libre");
  await axe(page);
  // An invitation that is revoked frees its seat; without a number there is no limit.
  await page.goto(`${server.url}/users`);
  await post(page, `${server.url}${await detailsOf(page, addresses[0]!)}/revoke`, {});
  await page.goto(`${server.url}/users/invite`);
  await expect(main).toContainText("1 place reste libre");
  expect(await server.command("seats", account.email)).toContain("has no limit of seats");
  await page.reload();
  await expect(main).not.toContainText(/places? reste/);
});
