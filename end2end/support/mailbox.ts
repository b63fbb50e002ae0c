/** What a real SMTP server, in a process of its own, was given; it refuses what a test tells it to refuse. */
import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";

export interface Mail extends Email {
  /** The envelope's recipients, which are who gets it. */
  recipients: string[];
  /** The message as it travelled. */
  raw: string;
}

export interface Refusal {
  /** 550 unless said otherwise; 4xx asks the sender to try again. */
  code?: number;
  text?: string;
  /** How many times; for good unless said otherwise. */
  times?: number;
}

/** What the server asks, each time by another number. */
interface Recipient {
  number: number;
  recipient: string;
}

interface Received {
  number: number;
  recipients: string[];
  raw: Uint8Array;
}

export class Mailbox {
  /** Everything received, in order. */
  readonly mails: Mail[] = [];
  readonly #arrivals = new EventEmitter().setMaxListeners(0);
  readonly #taken = new Set<Mail>();
  readonly #refusals = new Map<string, Required<Refusal>>();
  readonly #server: ChildProcess;
  readonly #port: number;

  private constructor(server: ChildProcess, port: number) {
    this.#server = server;
    this.#port = port;
    server.on("message", async (asked: Recipient | Received) => {
      const refusal = "recipient" in asked ? this.#refused(asked.recipient) : await this.#keep(asked);
      server.send({ number: asked.number, refusal });
    });
  }

  static async open(): Promise<Mailbox> {
    const server = fork(join(import.meta.dirname, "smtp-server.mjs"), { serialization: "advanced" });
    const [{ port }] = (await once(server, "message")) as [{ port: number }];
    return new Mailbox(server, port);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** The next mail to `address` that no earlier call returned, as soon as it is there. */
  async next(address: string, within = 15_000): Promise<Mail> {
    const signal = AbortSignal.timeout(within);
    for (;;) {
      const mail = this.to(address).find((mail) => !this.#taken.has(mail));
      if (mail) {
        this.#taken.add(mail);
        return mail;
      }
      await once(this.#arrivals, "mail", { signal }).catch(() => {
        throw new Error(`no further mail to ${address} within ${within} ms (${this.mails.length} to anybody)`);
      });
    }
  }

  /** Everything received for `address`. */
  to(address: string): Mail[] {
    return this.mails.filter((mail) => mail.recipients.includes(address.toLowerCase()));
  }

  /** Refuses mails to `address`, as its own server would. */
  refuse(address: string, { code = 550, text = "no such user", times = Infinity }: Refusal = {}): void {
    this.#refusals.set(address.toLowerCase(), { code, text, times });
  }

  accept(address: string): void {
    this.#refusals.delete(address.toLowerCase());
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "exit");
    this.#server.disconnect();
    await closed;
  }

  async #keep({ recipients, raw }: Received): Promise<null> {
    this.mails.push({ ...(await PostalMime.parse(raw)), recipients, raw: Buffer.from(raw).toString("utf8") });
    this.#arrivals.emit("mail");
    return null;
  }

  #refused(address: string): Required<Refusal> | null {
    const refusal = this.#refusals.get(address.toLowerCase());
    if (!refusal || refusal.times <= 0) return null;
    refusal.times -= 1;
    return refusal;
  }
}

/** The first link of a mail's text whose path begins with `path`. */
export function linkIn(mail: Mail, path: string): string {
  const links = mail.text?.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((link) => new URL(link).pathname.startsWith(path));
  if (!link) throw new Error(`no link to ${path}… in "${mail.subject}":\n${mail.text}`);
  return link;
}
