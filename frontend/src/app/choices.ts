// The choices of the intake: digits for the sources, fields a tick brings up, a list to search, 先报110.
import { clockTime } from "./live";
import { word } from "./words";

function digits(event: KeyboardEvent): void {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof Element)) return;
  const group = event.target.closest("[data-digits]");
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const choice = digit && group?.querySelector<HTMLInputElement>(`[data-digit="${digit}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  choice.checked = true;
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

/** <input data-shows> brings up <div data-shown-by="its name">; without script the field is always there. */
function showFields(form: HTMLFormElement): void {
  for (const shown of form.querySelectorAll<HTMLElement>("[data-shown-by]")) {
    const tick = form.elements.namedItem(shown.dataset.shownBy!);
    shown.classList.toggle("ag-on", tick instanceof HTMLInputElement && tick.checked);
  }
}

/** <input data-filters="id of a list">: the choices whose data-search holds what was typed. */
function filter(search: HTMLInputElement): void {
  const wanted = search.value.trim().toLowerCase();
  for (const one of document.querySelectorAll<HTMLElement>(`#${search.dataset.filters!} [data-search]`))
    one.hidden = !one.dataset.search!.includes(wanted);
}

function showCategory(form: HTMLFormElement): void {
  const chosen = form.querySelector<HTMLInputElement>("input[name=category]:checked");
  const police = document.getElementById("police-first");
  if (police) police.hidden = chosen?.dataset.police === undefined;
  const told = form.querySelector<HTMLElement>("[data-category-chosen]");
  const listed = chosen && form.querySelector<HTMLElement>(`#category-list input[value="${CSS.escape(chosen.value)}"]`);
  const label = listed?.dataset.label;
  if (told) told.textContent = label ? word("picked", { label }) : "";
}

function showPolice(form: HTMLFormElement): void {
  const at = form.querySelector<HTMLInputElement>("[name=police_told_at]")?.value;
  const place = form.querySelector<HTMLElement>("[data-police-time]");
  if (place) place.textContent = at ? word("told", { time: clockTime(new Date(at)) }) : "";
}

function police(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("[name=police_told_at]");
  if (!field) return;
  field.value = new Date().toISOString();
  showPolice(form);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

export function startChoices(form: HTMLFormElement): void {
  const showAll = (): void => {
    showFields(form);
    showCategory(form);
    showPolice(form);
  };
  form.addEventListener("keydown", digits);
  form.addEventListener("change", showAll);
  form.addEventListener("ag:filled", showAll);
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.dataset.filters) filter(event.target);
  });
  form.addEventListener("click", (event) => (event.target as Element).closest("[data-police-told]") && police(form));
  showAll();
}
