import { bringIn, newColleague } from "../support/invitations";
import { expect, test } from "../support/test";

test("a page that doesn't exist says so, and leads home", async ({ page, account, faults, axe }) => {
  faults.expect(/status of 404/);
  expect((await page.goto("/n-existe-pas"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: /Cette page n.existe pas/ })).toBeVisible();
  await axe(page);
  await page.getByRole("link", { name: /Revenir à l.accueil/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Bonjour ${account.firstName}` })).toBeVisible();
});

test("[S1.22] a page beyond one's role says who can help, and leads home", async ({
  page,
  account,
  visitor,
  mailbox,
  faults,
  axe,
  javaScriptEnabled,
}) => {
  faults.expect(/status of 403/);
  const theirs = await visitor();
  const person = await bringIn(page, theirs, mailbox, { role: "Utilisateur", ...newColleague() });
  for (const path of ["/users", "/users/invite"]) {
    expect((await theirs.goto(path))?.status(), path).toBe(403);
    await expect(theirs.getByRole("heading", { level: 1, name: /Il vous faut plus de droits sur «\sUtilisateurs\s»/ })).toBeVisible();
    await expect(theirs.getByText(/un autre administrateur peut vous le donner/)).toBeVisible();
  }
  await axe(theirs);
  expect((await theirs.goto("/mailbox"))?.status()).toBe(403);
  await expect(theirs.getByRole("heading", { level: 1, name: /Votre rôle ne donne pas accès/ })).toBeVisible();
  await expect(theirs.getByText(`adressez-vous à ${account.firstName} ${account.lastName}, titulaire du compte`)).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Demander l’accès" })).toHaveCount(0);
  await axe(theirs);
  for (const [path, data] of [
    ["/api/list-users", { query: "" }],
    ["/api/check-addresses", { addresses: [account.email] }],
  ] as const) {
    const answer = await theirs.request.post(path, { data });
    expect(answer.ok(), path).toBe(false);
    expect(await answer.text()).not.toContain(account.email);
  }
  if (javaScriptEnabled) await theirs.getByRole("dialog").getByRole("link", { name: "Fermer" }).click();
  await theirs.getByRole("link", { name: /Revenir à l.accueil/ }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: `Bonjour ${person.firstName}` })).toBeVisible();
});

test("a form on another site can't act for who is signed in", async ({ page, account, server, faults, axe }) => {
  faults.expect(/status of 403/);
  await page.context().route("http://ailleurs.example/", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><title>Ailleurs</title><form method="post" action="${server.url}/sign-out"><button>Cliquez</button></form>`,
    }),
  );
  await page.goto("http://ailleurs.example/");
  const answer = page.waitForResponse(`${server.url}/sign-out`);
  await page.getByRole("button", { name: "Cliquez" }).click();
  expect((await answer).status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1, name: "Cette demande n’est pas partie de Parvis" })).toBeVisible();
  await axe(page);
  await page.getByRole("link", { name: /Revenir à l.accueil/ }).click();
  await expect(page).toHaveURL(`${server.url}/`);
  await page.goto("/");
  await expect(page.getByRole("button", { name: account.email })).toBeVisible();

  for (const path of ["/sign-in", "/users/invite", "/policy", "/api/list-users"]) {
    for (const headers of [{ origin: "https://ailleurs.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }]) {
      const refused = await page.request.post(path, { headers: headers as Record<string, string>, form: {}, maxRedirects: 0 });
      expect(refused.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
});

test("every page carries the headers that hold browsers back, and its request's id", async ({ page, request }) => {
  const answer = await page.goto("/sign-in");
  const headers = answer!.headers();
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*script-src 'self' 'nonce-[^']+'.*frame-ancestors 'none'/);
  expect(headers["content-security-policy"]).not.toContain("unsafe-inline");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f]{12}$/);
  const nonces = [1, 2].map(async () => (await request.get("/sign-in")).headers()["content-security-policy"]);
  expect(await nonces[0]).not.toBe(await nonces[1]);
});

test("a forged host changes no link and no redirect", async ({ request, server }) => {
  const headers = { host: "ailleurs.example", "x-forwarded-host": "ailleurs.example" };
  const answer = await request.get(`${server.url}/users`, { headers, maxRedirects: 0 });
  expect(answer.headers()["location"]).toBe("/sign-in?next=%2Fusers");
  expect(await (await request.get(`${server.url}/sign-in`, { headers })).text()).not.toContain("ailleurs.example");
});

test("a form that is too long, or no form at all, is refused in a page", async ({ request }) => {
  const headers = { "accept-language": "fr" };
  const long = await request.post("/forgot", { headers, form: { email: "a".repeat(100_000) } });
  expect(long.status()).toBe(413);
  expect(await long.text()).toContain("C’est trop long");
  const other = await request.post("/sign-in", { data: { email: "a@example.org" } });
  expect(other.status()).toBeGreaterThanOrEqual(400);
  expect(other.status()).toBeLessThan(500);
  expect(other.headers()["content-type"]).toContain("text/html");
});

test("the server says that it is ready", async ({ request }) => {
  const answer = await request.get("/health");
  expect(answer.status()).toBe(200);
});
