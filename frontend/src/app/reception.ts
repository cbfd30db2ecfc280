// The guided reception: <div data-reception> with one form[data-step].
// Digits choose the visible chips, Enter goes on, a card reader fills the number field like a keyboard.
import htmx from "htmx.org";
import { markDue, watchDrafts } from "./drafts";
import { countAll, focusNews } from "./forms";

const MOST = 9;
const TEXT = "input:not([type=radio]):not([type=checkbox]):not([type=hidden]), textarea, select";

function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether somebody sees it: what is folded away has a place, but is not seen. */
function shown(one: HTMLElement): boolean {
  return one.offsetParent !== null && !one.closest("details:not([open])");
}

/** The chips of a group that are seen, each the control that is pressed. */
function chipsOf(group: Element): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>("input, button[data-phrase]")].filter(shown);
}

function groups(form: Element): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>("[data-chips]")].filter(shown);
}

function numbered(form: Element): Map<HTMLElement, HTMLElement[]> {
  return new Map(groups(form).map((group) => [group, chipsOf(group)]));
}

/** Whether every chip of the step has a digit of its own; else each group begins with 1. */
function together(all: Map<HTMLElement, HTMLElement[]>): boolean {
  return [...all.values()].reduce((sum, chips) => sum + chips.length, 0) <= MOST;
}

/** The group whose chips the digits choose now: the one with the focus, else the first without a choice. */
function active(all: Map<HTMLElement, HTMLElement[]>): HTMLElement | undefined {
  const list = [...all.keys()];
  return (
    list.find((group) => group.contains(document.activeElement)) ??
    list.find((group) => !group.querySelector("input:checked")) ??
    list[0]
  );
}

/** Writes the digit on a chip, while it chooses it. */
function label(chip: HTMLElement, digit: number, quiet: boolean): void {
  const place = chip instanceof HTMLInputElement ? chip.nextElementSibling : chip;
  if (!place) return;
  let key = place.querySelector("kbd");
  if (!key) {
    key = document.createElement("kbd");
    key.setAttribute("aria-hidden", "true");
    place.prepend(key);
  }
  key.textContent = digit > MOST ? "" : String(digit);
  key.hidden = quiet || digit > MOST;
}

/** Which digits choose what just now. */
function paint(form: Element): void {
  const all = numbered(form);
  const one = together(all);
  const here = active(all);
  let count = 0;
  for (const [group, chips] of all) chips.forEach((chip, n) => label(chip, one ? ++count : n + 1, !one && group !== here));
}

function focusAfter(form: HTMLFormElement, last: HTMLElement): void {
  const able = [...form.querySelectorAll<HTMLElement>(`${TEXT}, [data-chips] input, [data-phrase], button[type=submit]`)];
  const group = last.closest("[data-chips]");
  const next = able.filter(shown).find((one) => {
    const behind = last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    return behind && !(group && group.contains(one));
  });
  next?.focus();
}

function phrase(button: HTMLElement): void {
  const field = document.getElementById(button.dataset.phrase!);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const words = [...button.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.textContent).join("");
  if (!field.value.includes(words)) field.value += words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(form: HTMLFormElement, chip: HTMLElement): void {
  chip.focus();
  if (!(chip instanceof HTMLInputElement)) {
    phrase(chip);
    return;
  }
  chip.checked = chip.type === "radio" || !chip.checked;
  chip.dispatchEvent(new Event("input", { bubbles: true }));
  chip.dispatchEvent(new Event("change", { bubbles: true }));
  const alone = chip.type === "radio" || chipsOf(chip.closest("[data-chips]")!).length === 1;
  if (alone) focusAfter(form, chip);
}

function digit(form: HTMLFormElement, n: number): boolean {
  const all = numbered(form);
  const chips = together(all) ? [...all.values()].flat() : (all.get(active(all)!) ?? []);
  const chip = chips[n - 1];
  if (chip) choose(form, chip);
  return Boolean(chip);
}

/** What a number says is asked of the server: the digits are private and stay out of addresses. */
function checkNumber(form: HTMLFormElement, field: HTMLInputElement): void {
  const place = document.getElementById("number-said");
  if (!place) return;
  const sex = form.querySelector<HTMLInputElement>("input[name=gender_declared]:checked")?.value ?? "";
  const values = { id_declared: field.value, gender_declared: sex };
  void htmx.ajax("post", field.dataset.number!, { source: field, target: place, swap: "innerHTML", values });
}

function enter(form: HTMLFormElement, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (target instanceof HTMLInputElement && target.dataset.number) {
    event.preventDefault();
    checkNumber(form, target);
    focusAfter(form, target);
  } else if ((target instanceof HTMLTextAreaElement && !event.shiftKey) || target.matches("[data-phrase]")) {
    event.preventDefault();
    form.requestSubmit(form.querySelector<HTMLButtonElement>("button.btn-primary[type=submit]"));
  }
}

function keys(event: KeyboardEvent): void {
  const form = document.querySelector<HTMLFormElement>("[data-reception] form[data-step]");
  if (!form || composing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target as Element;
  if (target.closest("dialog[open]")) return;
  if (event.code === "Enter" || event.code === "NumpadEnter") {
    if (form.contains(target)) enter(form, event);
    return;
  }
  const n = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (!n || event.shiftKey || target.closest(TEXT)) return;
  if (digit(form, Number(n))) event.preventDefault();
}

/** What is only needed for some answers: an escort for who was brought, fields by how somebody tells who they are, the
 * red line of what stops the reception. */
function dependents(form: HTMLFormElement): void {
  const mode = form.querySelector<HTMLInputElement>("input[name=arrival_mode]:checked")?.value ?? "";
  for (const one of form.querySelectorAll<HTMLElement>("[data-unless-mode]"))
    one.hidden = !mode || one.dataset.unlessMode!.split(" ").includes(mode);
  const knows = form.querySelector<HTMLInputElement>("input[name=knows]:checked")?.value ?? "";
  for (const one of form.querySelectorAll<HTMLElement>("[data-knows]"))
    one.hidden = knows !== "" && !one.dataset.knows!.split(" ").includes(knows);
  for (const one of form.querySelectorAll<HTMLElement>("[data-stop-for]")) {
    const field = form.elements.namedItem(one.dataset.stopFor!);
    const found = field instanceof HTMLInputElement ? field.checked : field instanceof HTMLTextAreaElement && field.value.trim();
    one.hidden = !found;
  }
  paint(form);
}

function watch(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form[data-step]");
  if (!form) return;
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.number) checkNumber(form, field);
    dependents(form);
  });
  form.addEventListener("ag:filled", () => dependents(form));
  // not when a pointer brings the focus: no chip moves under a press
  form.addEventListener("keyup", () => paint(form));
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-phrase]");
    if (button) phrase(button);
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.full && field.value.length >= Number(field.dataset.full))
      focusAfter(form, field);
  });
  dependents(form);
}

export function startReception(): void {
  const place = document.querySelector<HTMLElement>("[data-reception]");
  if (!place) return;
  watch(place);
  document.addEventListener("keydown", keys);
  // what was done is said, and the next step begins where one types
  if (!place.querySelector("#error-summary, .ag-conflict")) place.querySelector<HTMLElement>("[autofocus]")?.focus();
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== place) return;
    watchDrafts(place);
    watch(place);
    countAll(place);
    if (!focusNews(place)) place.querySelector<HTMLElement>("[autofocus]")?.focus();
  });
  // the server cannot be reached: the form stays as it is and is kept until it can
  document.body.addEventListener("htmx:sendError", (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-step]");
    if (form) markDue(form);
  });
}
