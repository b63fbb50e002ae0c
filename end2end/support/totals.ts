/** Closes a run with why each test failed, then one line a project and one for all: `N passed, N failed, N skipped`. */
import { stripVTControlCharacters } from "node:util";
import type { Reporter, Suite } from "@playwright/test/reporter";

/** Of an error's text: what a log's last lines have room for. */
const MOST = 1_500;

class Totals implements Reporter {
  #suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(): void {
    const projects = this.#suite?.suites ?? [];
    for (const project of projects) this.#explain(project);
    for (const project of projects) this.#print(project.title, [project]);
    this.#print("end2end", projects);
  }

  #explain(project: Suite): void {
    for (const test of project.allTests().filter((test) => !test.ok())) {
      const errors = test.results.flatMap(({ errors }) => errors).map(({ message }) => stripVTControlCharacters(message ?? "").slice(0, MOST));
      console.log(`✗ [${project.title}] ${test.title}\n${errors.join("\n")}\n`);
    }
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
