// Makes a passkey or shows one, then sends the form. Where a browser knows none, the form stays hidden and a line says so.
export function start(form) {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey-without]").forEach((line) => { line.hidden = true; });
  form.hidden = false;
  const fault = form.querySelector("[data-passkey-fault]");

  async function options() {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }

  async function create(asked) {
    const alone = form.elements.passwordless?.checked ?? false;
    const wanted = asked.publicKey.authenticatorSelection;
    wanted.residentKey = alone ? "required" : "discouraged";
    wanted.requireResidentKey = alone;
    if (alone) wanted.userVerification = "required";
    return window.webauthnJSON.create(asked);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (fault) fault.hidden = true;
    try {
      const asked = await options();
      const shown = form.dataset.passkey === "create" ? await create(asked) : await window.webauthnJSON.get(asked);
      form.elements.credential.value = JSON.stringify(shown);
      form.submit();
    } catch {
      if (fault) fault.hidden = false;
    }
  });
}
