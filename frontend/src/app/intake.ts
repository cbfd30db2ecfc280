// Looks for the same matter while a complaint is typed: <form data-similar-url="…"> with the panel #similar.
// Asked after the compound is chosen, then 600 ms after typing stops, from eight hanzi on, never while an
// input method composes. The panel says once what it found and never takes the focus.
import htmx from "htmx.org";
import { say } from "./live";
import { word } from "./words";

const PAUSE_MS = 600;
const LEAST_HANZI = 8;

function hanzi(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

function startForm(form: HTMLFormElement): void {
  const narrative = form.querySelector<HTMLTextAreaElement>("textarea[data-similar]");
  if (!narrative) return;
  let timer = 0;
  let asked = "";
  const look = (): void => {
    const now = new URLSearchParams(new FormData(form) as unknown as Record<string, string>).toString();
    if (now === asked || hanzi(narrative.value) < LEAST_HANZI) return;
    asked = now;
    void htmx.ajax("post", form.dataset.similarUrl!, { source: form, target: "#similar", swap: "innerHTML" });
  };
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE_MS);
  };
  narrative.addEventListener("input", (event) => (event as InputEvent).isComposing || later());
  narrative.addEventListener("compositionend", later);
  form.addEventListener("ag:chosen", later);
  form.addEventListener("ag:filled", later);
}

export function startIntake(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-similar-url]")) startForm(form);
  let said = "";
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const panel = event.target as HTMLElement;
    const found = panel.querySelector<HTMLElement>("[data-found]")?.dataset.found ?? "0";
    if (panel.id !== "similar" || found === said) return;
    said = found;
    if (found !== "0") say(word("similar", { n: found }));
  });
}
