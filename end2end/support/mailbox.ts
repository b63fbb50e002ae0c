/** A real SMTP server that keeps what it is given, and refuses what a test tells it to refuse. */
import { EventEmitter, once } from "node:events";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

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

export class Mailbox {
  /** Everything received, in order. */
  readonly mails: Mail[] = [];
  readonly #arrivals = new EventEmitter().setMaxListeners(0);
  readonly #taken = new Set<Mail>();
  readonly #refusals = new Map<string, Required<Refusal>>();
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, answer) => answer(this.#refused(address)),
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const raw = Buffer.concat(chunks);
          const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
          this.mails.push({ ...(await PostalMime.parse(raw)), recipients, raw: raw.toString("utf8") });
          this.#arrivals.emit("mail");
          answer();
        });
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    // Clients that vanish (a killed server) are the tests' doing.
    mailbox.#server.on("error", () => {});
    const listener = mailbox.#server.listen(0, "127.0.0.1");
    if (!listener.listening) await once(listener, "listening");
    return mailbox;
  }

  get url(): string {
    const { port } = this.#server.server.address() as { port: number };
    return `smtp://127.0.0.1:${port}`;
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
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }

  #refused(address: string): Error | null {
    const refusal = this.#refusals.get(address.toLowerCase());
    if (!refusal || refusal.times <= 0) return null;
    refusal.times -= 1;
    return Object.assign(new Error(refusal.text), { responseCode: refusal.code });
  }
}

/** The first link of a mail's text whose path begins with `path`. */
export function linkIn(mail: Mail, path: string): string {
  const links = mail.text?.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((link) => new URL(link).pathname.startsWith(path));
  if (!link) throw new Error(`no link to ${path}… in "${mail.subject}":\n${mail.text}`);
  return link;
}
