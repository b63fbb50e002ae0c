import { post, signUp } from "../support/accounts";
import { detailsOf } from "../support/details";
import { bringIn, invite, openUsers, rowOf } from "../support/invitations";
import { expect, test } from "../support/test";
import { asText, askForMany, begin, bulkQuestion, chooseWholeList, manyPeople } from "../support/user-list";

test("[S4.12] what was begun for many goes on after a server that was killed is back, and ends with all done @script", async ({
  page,
  freshServer,
  javaScriptEnabled,
  faults,
}) => {
  test.slow(); // a thousand people twice, and what a dead server was at is another's after half a minute
  faults.expect(/net::ERR_/);
  const server = await freshServer({ PARVIS_SMTP_URL: undefined }); // mails that are kept are enough
  await signUp(page, {}, server.url);
  const people = manyPeople(1_000);
  await invite(page, { addresses: asText(people) }, server.url);
  await openUsers(page, javaScriptEnabled, `${server.url}/users?state=invited`);
  await chooseWholeList(page, "1 000 utilisateurs");
  await askForMany(page, "Retransmettre l’invitation");
  const asked = bulkQuestion(page, javaScriptEnabled);
  await expect(asked.getByRole("button", { name: "Retransmettre l’invitation" })).toBeVisible();
  // The form is sent beside the page, which would lose its server while it loads; in the midst of the job, as soon as
  // some are done, there is none.
  const job = await begin(page, asked, server.url);
  expect(job).toMatch(/\/jobs\/[\w-]+$/);
  const some = async () => /[1-9][\d\s]* sur 1\s000/.test(await (await page.request.get(job)).text());
  await expect.poll(some, { intervals: [1] }).toBe(true);
  await server.kill();
  await server.restart();

  await page.goto(job);
  const count = page.getByText(/^[\d\s]+ sur 1\s000$/);
  await expect(page.getByRole("status")).toHaveText("En cours");
  await expect(count).toHaveText(/^[1-9]/);
  await expect(count).not.toHaveText(/^1\s000 sur/);
  await server.advance(60);
  await expect(page.getByRole("status")).toHaveText("Terminé", { timeout: 60_000 });
  await expect(count).toHaveText(/^1\s000 sur 1\s000$/);
  await expect(page.getByRole("navigation", { name: "Résultats" }).getByRole("link")).toHaveText([/^Faits\s+1\s000$/]);
  await page.goto(`${server.url}/users?q=${people[999]!.address}`);
  await expect(rowOf(page, people[999]!.address)).toContainText("Invité");
});

test("[S4.12] [S5.15] an open page of a job leads out who is deactivated meanwhile @script", async ({
  page,
  account: _,
  visitor,
  mailbox,
  faults,
}) => {
  faults.expect(/status of 401/);
  await invite(page, { addresses: asText(manyPeople(1_000)) });
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Administrateur" });
  await page.goto("/users?state=active");
  const details = await detailsOf(page, person.email);
  await openUsers(theirs, true, "/users?state=invited");
  await chooseWholeList(theirs, "1 000 utilisateurs");
  await askForMany(theirs, "Retransmettre l’invitation");
  const asked = bulkQuestion(theirs, true);
  await expect(asked.getByRole("button", { name: "Retransmettre l’invitation" })).toBeVisible();
  await theirs.goto(await begin(theirs, asked));
  await expect(theirs.getByRole("status")).toHaveText("En cours");
  await post(page, `${details}/deactivate`, {});
  await expect(theirs).toHaveURL(/\/sign-in\?next=%2Fjobs/);
});
