// The intake screen while somebody types: <form data-similar-url="…"> with the panel #similar.
// What may be the same is asked for after the compound is chosen, then 600 ms after typing stops, from eight hanzi on,
// never while an input method composes. The panel says once what it found and never takes the focus.
import htmx from "htmx.org";
import { startChoices } from "./choices";
import { say } from "./live";
import { startOrders } from "./orders";
import { word } from "./words";

const PAUSE_MS = 600;
const LEAST_HANZI = 8;
const LEAST_ADDRESS = 4;

function hanzi(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

/** The same control after its part of the page was swapped: by name and value, or by what it compares. */
function twin(control: Element): HTMLElement | null {
  if (control instanceof HTMLInputElement)
    return document.querySelector(`#similar input[name="${control.name}"][value="${CSS.escape(control.value)}"]`);
  const number = control.getAttribute("data-compare");
  return number ? document.querySelector(`#similar [data-compare="${CSS.escape(number)}"]`) : null;
}

class Intake {
  private timer = 0;
  private asked = "";
  private composing = false;
  private said = "0";

  constructor(private readonly form: HTMLFormElement) {
    form.addEventListener("compositionstart", () => (this.composing = true));
    form.addEventListener("compositionend", () => {
      this.composing = false;
      this.later();
    });
    form.addEventListener("input", (event) => (event as InputEvent).isComposing || this.later());
    form.addEventListener("change", (event) => this.changed(event.target as HTMLElement));
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("ag:chosen", () => {
      this.card();
      this.later();
    });
    form.addEventListener("ag:filled", () => {
      this.card();
      this.later();
    });
    // ticks of the panel belong to the form and stand outside of it
    document.getElementById("similar-panel")?.addEventListener("change", () => this.look());
    document.body.addEventListener("htmx:beforeSwap", (event) => this.before(event as CustomEvent));
    document.body.addEventListener("htmx:afterSwap", (event) => this.after(event.target as HTMLElement));
    document.addEventListener("click", (event) => this.press(event));
  }

  private value(name: string): string {
    const field = this.form.elements.namedItem(name);
    return field && "value" in field ? String(field.value) : "";
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), PAUSE_MS);
  }

  private look(): void {
    if (this.composing) return;
    const now = JSON.stringify(this.told());
    const enough = hanzi(this.value("narrative")) >= LEAST_HANZI || hanzi(this.value("address")) >= LEAST_ADDRESS;
    if (now === this.asked || !enough) return;
    this.asked = now;
    void htmx.ajax("post", this.form.dataset.similarUrl!, { source: "#similar", swap: "innerHTML", values: this.told() });
  }

  /** What decides what is found. Names and numbers of people do not: they stay here. */
  private told(): Record<string, string[]> {
    const said: Record<string, string[]> = {};
    new FormData(this.form).forEach((value, name) => {
      if (!/^(?:idempotency|reporter_|guardian|interpreter|pin)/.test(name)) (said[name] ??= []).push(String(value));
    });
    return said;
  }

  private changed(target: HTMLElement): void {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "no_compound") this.outside(target.checked);
    if (/^(?:category|channel|confidential|involves_minor|many_households|no_compound)$/.test(target.name)) this.look();
  }

  private outside(on: boolean): void {
    const name = this.form.elements.namedItem("compound_name") as HTMLInputElement;
    name.disabled = on;
    if (!on) return;
    name.value = "";
    (this.form.elements.namedItem("compound") as HTMLInputElement).value = "";
    document.getElementById("compound-card")?.replaceChildren();
    document.getElementById("id_address")?.focus();
  }

  /** Enter goes on in no text field: half a word is never sent. Ctrl+Enter sends. */
  private key(event: KeyboardEvent): void {
    const target = event.target;
    if (!(target instanceof HTMLInputElement) || event.code !== "Enter" || event.ctrlKey || event.metaKey) return;
    if (!/^(?:submit|button|image)$/.test(target.type)) event.preventDefault();
  }

  private card(): void {
    const id = this.value("compound");
    const place = document.getElementById("compound-card");
    if (!place) return;
    if (!id) place.replaceChildren();
    else void htmx.ajax("get", this.form.dataset.cardUrl!.replace("/0/", `/${id}/`), { target: place, swap: "innerHTML" });
  }

  private focused: Element | null = null;
  private category = "";

  private before(event: CustomEvent): void {
    if ((event.target as HTMLElement).id !== "similar") return;
    this.focused = document.activeElement?.closest("#similar") ? document.activeElement : null;
    this.category = this.form.querySelector<HTMLInputElement>("input[name=category]:checked")?.value ?? "";
  }

  private after(panel: HTMLElement): void {
    if (panel.id === "suggestions") this.rechoose();
    if (panel.id !== "similar") return;
    if (this.focused) (twin(this.focused) ?? document.getElementById("similar-title"))?.focus();
    const found = panel.querySelector<HTMLElement>("[data-found]")?.dataset.found ?? "0";
    if (found !== this.said && found !== "0") say(word("similar", { n: found }));
    this.said = found;
  }

  /** A choice made while the answer was under way stays made. */
  private rechoose(): void {
    const chosen = `input[name=category][value="${CSS.escape(this.category)}"]`;
    const found = this.form.querySelector<HTMLInputElement>(`#suggestions ${chosen}`) ??
      this.form.querySelector<HTMLInputElement>(`#category-list ${chosen}`);
    if (found && this.category) found.checked = true;
  }

  private press(event: MouseEvent): void {
    const target = event.target as Element;
    const taking = target.closest<HTMLElement>("[data-takes-compound]");
    if (taking) this.take(taking);
    const compare = target.closest<HTMLButtonElement>("[data-compare]");
    if (compare) {
      event.preventDefault();
      this.compare(compare);
    }
    if (target.closest("[data-compare-closes]")) this.dialog()?.close();
    const decides = target.closest<HTMLElement>("[data-decides]");
    if (decides) this.decide(decides.dataset.decides!, decides.dataset.number!);
  }

  private take(button: HTMLElement): void {
    const outside = this.form.elements.namedItem("no_compound") as HTMLInputElement;
    const name = this.form.elements.namedItem("compound_name") as HTMLInputElement;
    outside.checked = name.disabled = false;
    name.value = button.dataset.name!;
    (this.form.elements.namedItem("compound") as HTMLInputElement).value = button.dataset.takesCompound!;
    name.focus();
    button.parentElement?.replaceChildren();
    name.dispatchEvent(new Event("input", { bubbles: true }));
    (this.form.elements.namedItem("compound") as HTMLInputElement).value = button.dataset.takesCompound!;
    name.dispatchEvent(new CustomEvent("ag:chosen", { bubbles: true }));
  }

  private dialog(): HTMLDialogElement | null {
    return document.getElementById("compare-dialog") as HTMLDialogElement | null;
  }

  private compare(button: HTMLButtonElement): void {
    const content = document.getElementById("compare-content")!;
    const asked = htmx.ajax("post", button.formAction, { source: content, swap: "innerHTML", values: this.told() });
    void asked.then(() => {
      if (!content.childElementCount) return;
      this.dialog()?.showModal();
      document.getElementById("compare-title")?.focus();
    });
    this.dialog()?.addEventListener("close", () => (twin(button) ?? button).focus(), { once: true });
  }

  private decide(what: string, number: string): void {
    const tick = document.querySelector<HTMLInputElement>(`#similar input[name="${what}"][value="${CSS.escape(number)}"]`);
    this.dialog()?.close();
    if (!tick) return;
    tick.checked = true;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function startIntake(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-similar-url]")) {
    new Intake(form);
    startChoices(form);
    startOrders(form);
  }
}
