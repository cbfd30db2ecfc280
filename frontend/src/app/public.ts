// Pages without an account: a chosen compound leads on at once, a sent form leaves nothing on the device.

const SENT = /^ag\.draft\.[^.]*\.public-/;

/** What was sent is on the receipt now, not on this device, which may be somebody else's. */
function forgetSent(): void {
  if (!document.querySelector("[data-draft-done]")) return;
  for (const key of Object.keys(localStorage)) if (SENT.test(key)) localStorage.removeItem(key);
}

export function startPublic(): void {
  if (!document.body.hasAttribute("data-public")) return;
  forgetSent();
  for (const button of document.querySelectorAll<HTMLElement>("[data-prints][hidden]")) button.hidden = false;
  document.addEventListener("ag:chosen", (event) => {
    const input = event.target as HTMLInputElement;
    const form = input.closest<HTMLFormElement>("form[data-where]");
    const id = (document.getElementById(input.dataset.comboId ?? "") as HTMLInputElement | null)?.value;
    if (form && id) location.assign(form.dataset.where!.replace("/0/", `/${id}/`));
  });
}
