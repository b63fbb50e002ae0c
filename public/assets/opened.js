// Tells once that a person is there: programs that look through mails open links too, but touch nothing.
const signs = ["pointerdown", "keydown", "input"];

const tell = ({ isTrusted }) => {
  if (!isTrusted) return;
  for (const sign of signs) removeEventListener(sign, tell);
  fetch(document.querySelector("form[data-opened]").dataset.opened, { method: "POST", keepalive: true }).catch(() => {});
};

for (const sign of signs) addEventListener(sign, tell);
