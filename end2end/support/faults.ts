/** What fails a test whatever it was about: see `watch`. */
import type { BrowserContext } from "@playwright/test";

export class Faults {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  /** For a test that provokes one: `faults.expect(/status of 403/)`. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** Those that nobody expected. */
  get unexpected(): string[] {
    return this.#seen.filter((fault) => !this.#expected.some((pattern) => pattern.test(fault)));
  }

  /**
   * Takes note of console errors, of warnings about hydration, of exceptions, of answers of 500 and more, and
   * of what the content security policy refused, on every page of a context.
   */
  async watch(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      const hydration = message.type() === "warning" && /hydrat/i.test(message.text());
      if (message.type() === "error" || hydration) {
        this.#add(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => this.#add(`exception: ${error.error().stack ?? error.error().message}`));
    context.on("response", (response) => {
      if (response.status() >= 500) {
        this.#add(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
    await context.exposeBinding("parvisRefused", (_source, what: string) => this.#add(`policy: ${what}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { parvisRefused(what: string): void }).parvisRefused;
        report(`${event.violatedDirective} refused ${event.blockedURI} (${event.documentURI})`);
      });
    });
  }

  #add(fault: string): void {
    this.#seen.push(fault);
  }
}
