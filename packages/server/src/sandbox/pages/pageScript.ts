/**
 * Handles buttons with `data-call="POST /_sandbox/reset"`, `data-body` and `data-copy`. Pages are
 * readable without scripts.
 */
export const script = `
const say = (text) => { document.querySelector("output").textContent = text; };
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (button === null) return;
  const { call, body, copy } = button.dataset;
  if (copy !== undefined) {
    try {
      await navigator.clipboard.writeText(copy);
      button.textContent = "Copied";
    } catch {
      say("The browser does not allow copying: " + copy);
    }
    return;
  }
  if (call === undefined) return;
  const [method, path] = call.split(" ");
  try {
    const response = await fetch(path, { method, ...(body && { body }) });
    if (response.ok) location.reload();
    else say(await response.text());
  } catch {
    say("The sandbox does not respond.");
  }
});
`;
