// Sending a form once, the keys of a form, errors that take the focus, counters, both values of a conflict.
import { keepNow, markSent } from "./drafts";
import { fill, type Values, valuesOf } from "./fields";
import { call } from "./live";
import { word } from "./words";

const BUSY_MS = 20000;

/** A second press while the first is under way is harmless. */
function guardDouble(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  // a look at a draft in a window of its own: the form stays as it is, and the drawer is not sent
  if ((event.submitter as HTMLButtonElement | null)?.formTarget === "_blank") {
    event.stopImmediatePropagation();
    return;
  }
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  if (form.dataset.draft) markSent(form);
  window.setTimeout(() => release(form), BUSY_MS);
}

export function release(form: HTMLFormElement): void {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function keys(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || !(event.target instanceof Element)) return;
  const form = event.target.closest<HTMLFormElement>("form[method=post]");
  if (!form) return;
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl && event.code === "Enter") {
    event.preventDefault();
    form.requestSubmit(form.querySelector<HTMLButtonElement>("button.btn-primary[type=submit]"));
  }
  if (ctrl && event.code === "KeyS" && form.dataset.draft) {
    event.preventDefault();
    keepNow(form);
  }
}

/** Focus to what went wrong, else to what was done; never left on the body. */
export function focusNews(root: ParentNode): boolean {
  const wrong = root.querySelector<HTMLElement>("#error-summary, .ag-conflict");
  const done = root.querySelector<HTMLElement>("[data-flash]");
  (wrong ?? done)?.focus();
  return Boolean(wrong ?? done);
}

function count(field: HTMLTextAreaElement): void {
  const place = document.getElementById(field.dataset.counts!);
  if (!place) return;
  const length = [...field.value.trim()].length;
  const least = Number(field.dataset.least ?? 0);
  place.textContent = length < least ? word("short", { least, n: length }) : word("length", { n: length });
}

function onInput(event: Event): void {
  const target = event.target;
  if (target instanceof HTMLTextAreaElement && target.dataset.counts) count(target);
}

/** 用我的 / 用现在的: writes the chosen value into the fields below; without script the server does it. */
function onChoice(event: Event): void {
  const choice = event.target;
  if (!(choice instanceof HTMLInputElement) || !choice.form || !choice.name.startsWith("keep-")) return;
  const holder = choice.form.elements.namedItem(choice.name.replace("keep-", "now-"));
  if (!(holder instanceof HTMLInputElement)) return;
  const current = JSON.parse(holder.value) as Values;
  holder.dataset.mine ??= JSON.stringify(only(valuesOf(choice.form, true), Object.keys(current)));
  holder.disabled = true;
  fill(choice.form, choice.value === "current" ? current : (JSON.parse(holder.dataset.mine) as Values));
}

function only(values: Values, names: string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? []]));
}

/** A draft that comes of some answers only is offered with those; without script the server says which they are. */
export function offerPapers(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-when]")) {
    const values = button.form ? valuesOf(button.form, true) : {};
    const wanted = Object.entries(JSON.parse(button.dataset.when!) as Values);
    button.hidden = !wanted.every(([name, answers]) => (values[name] ?? []).some((one) => answers.includes(one)));
  }
}

function onAnswer(event: Event): void {
  const form = event.target instanceof HTMLFormElement ? event.target : (event.target as HTMLInputElement).form;
  if (form) offerPapers(form);
}

function onClick(event: Event): void {
  const target = event.target as Element;
  const locked = target.closest<HTMLElement>("button[aria-disabled=true]");
  if (locked) {
    event.preventDefault();
    const reason = document.getElementById(locked.getAttribute("aria-describedby") ?? "");
    reason?.focus();
    if (reason) call(reason.textContent!.trim());
  }
  const shown = target.closest<HTMLElement>("[data-shows-password]");
  if (shown) showPassword(shown);
  if (target.closest("[data-prints]")) window.print();
  const steps = target.closest<HTMLElement>("[data-all-steps]");
  steps?.closest(".ag-stages")?.toggleAttribute("data-all");
}

function showPassword(button: HTMLElement): void {
  const field = document.getElementById(button.dataset.showsPassword!) as HTMLInputElement | null;
  if (!field) return;
  const hidden = field.type === "password";
  field.type = hidden ? "text" : "password";
  button.setAttribute("aria-pressed", String(hidden));
}

export function countAll(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLTextAreaElement>("textarea[data-counts]")) count(field);
}

export function startForms(): void {
  document.addEventListener("submit", guardDouble, true);
  document.addEventListener("keydown", keys);
  document.addEventListener("input", onInput);
  document.addEventListener("change", onChoice);
  document.addEventListener("change", onAnswer);
  document.addEventListener("ag:filled", onAnswer, true);
  document.addEventListener("click", onClick);
  // back from the browser's page cache: nothing is being sent any more
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
  countAll(document);
  offerPapers(document);
  focusNews(document);
}
