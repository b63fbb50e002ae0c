/** Closes a run with one line a project and one for all: `N passed, N failed, N skipped`. */
import type { Reporter, Suite } from "@playwright/test/reporter";

class Totals implements Reporter {
  #suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(): void {
    const projects = this.#suite?.suites ?? [];
    for (const project of projects) this.#print(project.title, [project]);
    this.#print("end2end", projects);
  }

  #print(name: string, suites: Suite[]): void {
    const outcomes = suites.flatMap((suite) => suite.allTests()).map((test) =>
      test.results.length === 0 ? "skipped" : test.outcome(),
    );
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    const passed = count("expected");
    const failed = count("unexpected") + count("flaky");
    console.log(`${name}: ${passed} passed, ${failed} failed, ${count("skipped")} skipped`);
  }
}

export default Totals;
