/** `test` with a server, a mailbox and an account of one's own. Specs import it from here. */
import { randomBytes } from "node:crypto";
import { test as base, type Page } from "@playwright/test";
import { type Account, signUp } from "./accounts";
import { checkWithAxe } from "./axe";
import { Faults } from "./faults";
import { Mailbox } from "./mailbox";
import { type Engine, Server, type Settings } from "./server";

export { expect } from "@playwright/test";
export { linkIn } from "./mailbox";
export type { Engine };

/** What a project chooses. */
export interface Options {
  engine: Engine;
}

interface Worker extends Options {
  /** Shared by a worker's tests: each uses addresses of its own. */
  mailbox: Mailbox;
  /** Shared by a worker's tests: each uses an account of its own. */
  server: Server;
}

interface Fixtures {
  /** What must not happen in the test, on any page. */
  faults: Faults;
  /** A server that nobody has set up yet, for this test alone: first run, passing time, settings, restarts. */
  freshServer: (env?: Settings) => Promise<Server>;
  /** A page in a browser of its own, for the second person of a story. */
  visitor: () => Promise<Page>;
  /** A new account, whose holder is signed in on `page`. */
  account: Account;
  /** Fails on any accessibility violation of the page as it is now, but for what a selector leaves out. */
  axe: (page: Page, except?: string) => Promise<void>;
}

export const test = base.extend<Fixtures, Worker>({
  engine: ["sqlite", { option: true, scope: "worker" }],

  mailbox: [
    // The empty pattern is what Playwright asks for.
    async ({}, use) => {
      const mailbox = await Mailbox.open();
      await use(mailbox);
      await mailbox.close();
    },
    { scope: "worker" },
  ],

  server: [
    async ({ engine, mailbox }, use) => {
      const server = await Server.start({ engine, smtp: mailbox.url });
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  // As the proxy in front of Parvis would say where a test's browsers are.
  extraHTTPHeaders: async ({}, use) => {
    const [a, b, c] = randomBytes(3);
    await use({ "x-forwarded-for": `10.${a}.${b}.${c}` });
  },

  faults: [
    async ({ context, server }, use, info) => {
      const faults = new Faults();
      await faults.watch(context);
      const before = server.output.length;
      await use(faults);
      if (info.status !== info.expectedStatus) {
        await info.attach("server.log", { body: server.output.slice(before), contentType: "text/plain" });
      }
      base.expect([...faults.unexpected, ...server.faults(before)], "console, exceptions, answers, policy, server").toEqual([]);
    },
    { auto: true },
  ],

  freshServer: async ({ engine, mailbox, faults }, use, info) => {
    const servers: Server[] = [];
    await use(async (env = {}) => {
      const server = await Server.start({ engine, smtp: mailbox.url, env });
      servers.push(server);
      return server;
    });
    for (const [at, server] of servers.entries()) {
      if (info.status !== info.expectedStatus) {
        await info.attach(`fresh-server-${at}.log`, { body: server.output, contentType: "text/plain" });
      }
      // Pages that are still open miss the server once it stops.
      faults.expect(new RegExp(`net::ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_\\w+).*${server.url}/`));
      const panics = server.faults().filter((fault) => fault.includes("panicked"));
      await server.stop();
      base.expect(panics).toEqual([]);
    }
  },

  visitor: async ({ browser, faults }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async () => {
      const context = await browser.newContext(); // Playwright gives it the project's `use`
      contexts.push(context);
      await faults.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  account: async ({ page }, use) => use(await signUp(page)),

  axe: async ({ engine, javaScriptEnabled }, use) =>
    use((page, except) => checkWithAxe(page, engine, javaScriptEnabled, except)),
});
