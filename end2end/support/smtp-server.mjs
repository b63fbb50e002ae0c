/**
 * A real SMTP server in a process of its own. It tells its parent which port it has, and asks it whether to take each
 * recipient and each message.
 */
import process from "node:process";
import { SMTPServer } from "smtp-server";

/** Who waits for an answer, by the number of the question. */
const asked = new Map();

function ask(question, answer) {
  const number = asked.size ? Math.max(...asked.keys()) + 1 : 1;
  asked.set(number, answer);
  process.send({ ...question, number });
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  disableReverseLookup: true,
  onRcptTo: ({ address }, _session, answer) => ask({ recipient: address }, answer),
  onData: (stream, session, answer) => {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      ask({ recipients, raw: Buffer.concat(chunks) }, answer);
    });
  },
});

process.on("message", ({ number, refusal }) => {
  const answer = asked.get(number);
  asked.delete(number);
  answer(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
});
process.on("disconnect", () => process.exit());

// Clients that vanish (a killed server) are the tests' doing.
server.on("error", () => {});
const listener = server.listen(0, "127.0.0.1", () => process.send({ port: listener.address().port }));
