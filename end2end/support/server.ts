/** A real Parvis server of one's own: its process, its data, its port. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Database } from "./database";

export type Engine = "sqlite" | "postgres";

/** Settings of the server; one that is `undefined` isn't set, whatever the harness would set. */
export type Settings = Record<string, string | undefined>;

export interface ServerOptions {
  engine: Engine;
  /** Where the server sends its mails, `smtp://127.0.0.1:PORT`; the built-in mailbox without it. */
  smtp?: string;
  /** Further settings, which win over those given here. */
  env?: Settings;
}

const root = resolve(import.meta.dirname, "../..");
const binary = resolve(root, process.env.PARVIS_BINARY ?? "target/test/parvis");
const READY_WITHIN = 20_000;
const STOPPED_WITHIN = 10_000;

export class Server {
  /** Everything printed so far, both streams, by every process that there was. */
  output = "";
  readonly #printed = new EventEmitter();
  #process: ChildProcess;
  #offset = 0;
  #killed = false;

  private constructor(
    /** The public URL, without a slash at the end. */
    readonly url: string,
    private settings: Settings,
    private readonly folder: string,
    private readonly database: Database | undefined,
  ) {
    this.#process = this.#spawn();
    process.once("exit", this.#kill);
  }

  static async start({ engine, smtp, env }: ServerOptions): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "parvis-end2end-"));
    const database = engine === "postgres" ? await Database.create() : undefined;
    const listen = `127.0.0.1:${await freePort()}`;
    const url = `http://${listen}`;
    await writeFile(join(folder, "clock"), "0");
    const settings = {
      ...withoutSettings(process.env),
      LEPTOS_OUTPUT_NAME: "parvis",
      LEPTOS_SITE_ROOT: join(root, "target/site"),
      LEPTOS_SITE_PKG_DIR: "pkg",
      LEPTOS_ENV: "PROD",
      PARVIS_LISTEN: listen,
      PARVIS_PUBLIC_URL: url,
      PARVIS_DATA: join(folder, "data"),
      PARVIS_SIGNUP: "open",
      PARVIS_DAILY_INVITATIONS: "1000000",
      PARVIS_TIME_ZONE: "Europe/Paris",
      // Each test comes from an address of its own (see test.ts): limits by address are never another test's.
      PARVIS_TRUSTED_PROXIES: "127.0.0.1/32",
      PARVIS_CLOCK_OFFSET_FILE: join(folder, "clock"),
      PARVIS_DATABASE_URL: database?.url,
      PARVIS_SMTP_URL: smtp,
      ...env,
    };
    const server = new Server(url, settings, folder, database);
    try {
      await server.#ready();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The one-time link of the first run, as the console shows it. */
  async setupLink(): Promise<string> {
    const link = /https?:\/\/[^\s/]+\/setup\/[\w-]+/;
    await this.#until(() => link.test(this.output), "no set-up link was printed");
    return link.exec(this.output)![0];
  }

  /** What another command prints, run beside the server with the same settings. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(binary, words, { cwd: this.folder, env: this.settings });
    return stdout;
  }

  /** Lets time pass for this server: sessions, invitations and limits expire as they would. */
  async advance(seconds: number): Promise<void> {
    this.#offset += seconds;
    const file = join(this.folder, "clock");
    await writeFile(`${file}.next`, String(this.#offset));
    await rename(`${file}.next`, file); // never half written
  }

  /**
   * Lets so much time pass that the housekeeping has its turn: after a jump it wants to see the clock go steadily for
   * an hour.
   */
  async live(seconds: number): Promise<void> {
    const jumps = () => this.output.split("the clock has jumped").length;
    const before = jumps();
    await this.advance(seconds - 3_660);
    await this.#until(() => jumps() > before, "the housekeeping hasn't looked at the clock");
    await this.advance(3_660);
  }

  /** What must never happen to a server, whatever a test does; `since` is an earlier length of the output. */
  faults(since = 0): string[] {
    const panics = this.output.slice(since).split("\n").filter((line) => line.includes("panicked at"));
    return this.#ended ? [...panics, `the server ended (${this.#ended})`] : panics;
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    const exit = once(this.#process, "exit");
    this.#killed = true;
    this.#kill();
    await exit;
  }

  /** Stops it and starts it again on its data, with further settings. */
  async restart(env: Settings = {}): Promise<void> {
    await this.#terminate();
    this.settings = { ...this.settings, ...env };
    this.#killed = false;
    this.#process = this.#spawn();
    await this.#ready();
  }

  async stop(): Promise<void> {
    await this.#terminate();
    process.off("exit", this.#kill);
    await this.database?.drop();
    await rm(this.folder, { recursive: true, force: true });
    if (this.#process.signalCode === "SIGKILL" && !this.#killed) {
      throw new Error(`the server didn't stop within ${STOPPED_WITHIN} ms of SIGTERM\n${this.output}`);
    }
  }

  async #terminate(): Promise<void> {
    if (this.#ended) return;
    const exit = once(this.#process, "exit");
    const late = setTimeout(this.#kill, STOPPED_WITHIN);
    this.#process.kill("SIGTERM");
    await exit;
    clearTimeout(late);
  }

  #spawn(): ChildProcess {
    const child = spawn(binary, ["serve"], { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"], env: this.settings });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
        this.#printed.emit("text");
      });
    }
    return child;
  }

  #kill = () => void this.#process.kill("SIGKILL");

  get #ended(): string | undefined {
    const { exitCode, signalCode } = this.#process;
    return signalCode ?? (exitCode === null ? undefined : `exit ${exitCode}`);
  }

  async #ready(): Promise<void> {
    let failed: Error | undefined;
    this.#process.once("error", (error) => (failed = error)); // most often: not built
    const until = Date.now() + READY_WITHIN;
    for (;;) {
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.status === 200) return;
      if (failed) throw failed;
      if (this.#ended || Date.now() > until) {
        throw new Error(`the server isn't ready (${this.#ended ?? `after ${READY_WITHIN} ms`})\n${this.output}`);
      }
      await new Promise((next) => setTimeout(next, 25));
    }
  }

  /** Waits for the output to change until `condition` holds. */
  async #until(condition: () => boolean, otherwise: string): Promise<void> {
    const signal = AbortSignal.timeout(READY_WITHIN);
    while (!condition()) {
      await once(this.#printed, "text", { signal }).catch(() => {
        throw new Error(`${otherwise}\n${this.output}`);
      });
    }
  }
}

/** The environment of whoever runs the tests must not set up the server under test. */
function withoutSettings(env: NodeJS.ProcessEnv): Settings {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(PARVIS|LEPTOS)_/.test(name)));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
