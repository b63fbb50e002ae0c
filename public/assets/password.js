// Shows a typed password, and fills in the one on offer. Pages of newcomers load this and no WebAssembly.
const act = {
  "show-password"(button) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
  },

  "use-suggestion"(button) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const generator = button.closest(".generator");
    const output = generator.querySelector("output");
    output.value = output.dataset.suggestion;
    input.value = output.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    // Browsers have no clipboard on plain HTTP.
    generator.querySelector("[data-action=copy-suggestion]").hidden = !navigator.clipboard;
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

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button) act[button.dataset.action](button);
});

// Browsers keep what the form had when it comes back; a password must not be left readable.
addEventListener("pagehide", () => {
  for (const button of document.querySelectorAll("[data-action=show-password][aria-pressed=true]")) button.click();
});
