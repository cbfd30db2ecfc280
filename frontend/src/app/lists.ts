// Lists of records: ticks and their count, the panels of filters, and where the focus goes when the rows are others.
import { call, say } from "./live";
import { word } from "./words";

const LIST = "list";

/** Counts what is ticked, marks the rows, and says so once a change. */
function showPicked(form: HTMLElement, speak: boolean): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>("[data-pick]")];
  const n = boxes.filter((box) => box.checked).length;
  for (const box of boxes) box.closest("tr")?.toggleAttribute("data-ticked", box.checked);
  const all = document.querySelector<HTMLInputElement>("[data-pick-all]");
  if (all) {
    all.checked = n > 0 && n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
  }
  const words = form.querySelector<HTMLElement>("[data-picked]");
  if (words) words.textContent = n ? word("ticked", { n }) : word("unticked");
  for (const button of form.querySelectorAll<HTMLButtonElement>("button[formaction]")) {
    button.setAttribute("aria-disabled", String(n === 0));
  }
  form.toggleAttribute("data-any", n > 0);
  if (speak) say(words?.textContent ?? "");
}

function picking(event: Event): void {
  const box = event.target as HTMLInputElement;
  const form = document.getElementById("bulk");
  if (!form || !box.matches("[data-pick], [data-pick-all]")) return;
  if (box.matches("[data-pick-all]")) {
    for (const one of document.querySelectorAll<HTMLInputElement>("[data-pick]")) one.checked = box.checked;
  }
  showPicked(form, true);
}

/** A button of the bar without a tick says what is missing instead of going away. */
function pressing(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>("#bulk button[formaction]");
  if (button?.getAttribute("aria-disabled") !== "true") return;
  event.preventDefault();
  call(word("unticked"));
  document.querySelector<HTMLElement>("[data-pick]")?.focus();
}

// --- panels ---------------------------------------------------------------------------------------------------------

function openPanels(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details[data-panel][open]")];
}

/** One panel at a time, but a panel in a panel keeps the outer one. */
function toggled(event: Event): void {
  const panel = event.target;
  if (!(panel instanceof HTMLDetailsElement) || !panel.matches("[data-panel]") || !panel.open) return;
  for (const other of openPanels()) if (other !== panel && !other.contains(panel)) other.open = false;
  panel.querySelector<HTMLElement>("summary")?.focus();
}

function closePanels(event: Event): void {
  const target = event.target as Node;
  for (const panel of openPanels()) if (!panel.contains(target)) panel.open = false;
}

function escaping(event: KeyboardEvent): void {
  if (event.code !== "Escape" || event.isComposing) return;
  const innermost = openPanels().pop();
  if (!innermost) return;
  innermost.querySelector<HTMLElement>("summary")?.focus();
  innermost.open = false;
}

/** The options have come: the focus goes from the chip to the first of them. */
function filled(panel: Element): void {
  const chip = panel.closest("details")?.querySelector("summary");
  if (chip && document.activeElement === chip) panel.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
}

// --- other rows -----------------------------------------------------------------------------------------------------

function busy(on: boolean): void {
  document.getElementById(LIST)?.setAttribute("aria-busy", String(on));
}

function swapped(event: Event): void {
  const target = (event as CustomEvent<{ target?: Element }>).detail.target ?? (event.target as Element);
  if (target.matches(".ag-panel")) filled(target);
  if (target.id !== LIST) return;
  foldFilters();
  const form = document.getElementById("bulk");
  if (form) showPicked(form, false);
  tellCount();
}

/** Once: the heading that takes the focus is described by the count and so speaks it. */
function tellCount(): void {
  // who moves the map goes on moving it: the focus stays on that button
  if (document.activeElement?.id.startsWith("map-")) {
    say(document.getElementById("list-count")?.textContent?.trim() ?? "");
    return;
  }
  document.getElementById("count")?.focus({ preventScroll: true });
  document.getElementById("count")?.scrollIntoView({ block: "nearest" });
}

/** On a phone the filters wait behind one button. */
function foldFilters(): void {
  const box = document.querySelector<HTMLDetailsElement>("[data-facets]");
  if (box && matchMedia("(max-width: 767.98px)").matches) box.open = false;
}

export function startLists(): void {
  document.addEventListener("change", picking);
  document.addEventListener("click", pressing);
  document.addEventListener("click", closePanels);
  document.addEventListener("toggle", toggled, true);
  document.addEventListener("keydown", escaping);
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if ((event as CustomEvent<{ target?: Element }>).detail.target?.id === LIST) busy(true);
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.body.addEventListener(failure, (event) => {
      if ((event as CustomEvent<{ target?: Element }>).detail.target?.id !== LIST) return;
      busy(false);
      call(word("failed"));
    });
  }
  document.body.addEventListener("htmx:afterSettle", swapped);
  foldFilters();
  const form = document.getElementById("bulk");
  if (form) showPicked(form, false);
}
