// Shows a typed password, fills in the one on offer, copies. Newcomers load this and no WebAssembly.
const controlled = (button) => document.getElementById(button.getAttribute("aria-controls"));

const act = {
  "show-password"(button) {
    const input = controlled(button);
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", show);
  },

  // Another one each time.
  generate(button) {
    const input = controlled(button);
    const [output, copy] = button.parentNode.querySelectorAll("output, [data-action=copy]");
    input.value = output.value = suggestion();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    copy.hidden = !navigator.clipboard;
    act.copy(copy).catch(() => {});
  },

  // Says so for some seconds.
  async copy(button) {
    await navigator.clipboard.writeText(controlled(button).textContent);
    const words = button.querySelector("span");
    words.textContent = button.dataset.done;
    setTimeout(() => (words.textContent = button.dataset.copy), 5000);
  },
};

// Browsers have no clipboard on plain HTTP.
for (const button of document.querySelectorAll("[data-action=copy]")) button.hidden ||= !navigator.clipboard;

// As the server's own: 20 of 31 signs, none taken for another; bytes that would favour some are left out.
function suggestion() {
  const signs = crypto.getRandomValues(new Uint8Array(64)).filter((byte) => byte < 248).slice(0, 20);
  return Array.from(signs, (byte) => "abcdefghijkmnpqrstuvwxyz2345678"[byte % 31]).join("").replace(/.{5}(?=.)/g, "$&-");
}

addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-action]");
  if (button) act[button.dataset.action](button);
});

// Browsers keep what the form had; a password must not be left readable.
addEventListener("pagehide", () => {
  for (const button of document.querySelectorAll("[data-action=show-password][aria-pressed=true]")) button.click();
});
