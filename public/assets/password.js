// Shows a typed password, and fills in the one on offer. Pages of newcomers load this and no WebAssembly.
const act = {
  "show-password"(button) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
  },

  // Another one each time, filled in and copied.
  generate(button) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const generator = button.closest(".generator");
    input.value = generator.querySelector("output").value = suggestion();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    // Browsers have no clipboard on plain HTTP.
    const again = generator.querySelector("[data-action=copy-suggestion]");
    again.hidden = !navigator.clipboard;
    if (!again.hidden) act["copy-suggestion"](again).catch(() => {});
  },

  async copy(button) {
    await navigator.clipboard.writeText(document.getElementById(button.getAttribute("aria-controls")).textContent);
    button.querySelector("span").textContent = button.dataset.done;
  },

  async "copy-suggestion"(button) {
    await navigator.clipboard.writeText(button.closest(".generator").querySelector("output").value);
    button.querySelector("span").textContent = button.dataset.done;
  },
};

// As the server's own: 20 of 31 signs, none of which is taken for another; bytes that would favour some are left out.
function suggestion() {
  const signs = crypto.getRandomValues(new Uint8Array(64)).filter((byte) => byte < 248).slice(0, 20);
  return Array.from(signs, (byte) => "abcdefghijkmnpqrstuvwxyz2345678"[byte % 31]).join("").replace(/.{5}(?=.)/g, "$&-");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button) act[button.dataset.action](button);
});

// Browsers keep what the form had when it comes back; a password must not be left readable.
addEventListener("pagehide", () => {
  for (const button of document.querySelectorAll("[data-action=show-password][aria-pressed=true]")) button.click();
});
