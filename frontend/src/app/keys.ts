// The keys of the pages. A key presses the visible thing that carries it: <a data-key="n">.
import { display } from "./display";

const NAMES: Record<string, string> = { Slash: "/", BracketLeft: "[", BracketRight: "]" };
const CHORD_MS = 1500;
let chord = 0;

/** The key as data-key names it. By place and not by sign, so that it works under any input method. */
function keyName(event: KeyboardEvent): string {
  if (event.code === "Slash" && event.shiftKey) return "?";
  const letter = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1];
  return letter?.toLowerCase() ?? NAMES[event.code] ?? event.code;
}

function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function inField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]") !== null;
}

function press(key: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>("[data-key]")].find((one) => one.dataset.key === key);
  if (!found) return false;
  if (found.matches("input, select, textarea, h2")) found.focus();
  else found.click();
  return true;
}

function pressNext(key: string): boolean {
  const next = document.getElementById("next-step");
  if (!next || !/^[1-9]$/.test(key) || !next.contains(document.activeElement)) return false;
  const choices = next.querySelectorAll<HTMLElement>("[data-choice]");
  choices[Number(key) - 1]?.click();
  return true;
}

/** j, k, Enter and x on the rows of a list. */
function walkRows(key: string): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  if (!rows.length || !["j", "k", "x", "Enter"].includes(key)) return false;
  const here = rows.findIndex((row) => row.hasAttribute("data-here"));
  if (key === "Enter" || key === "x") {
    // a focused link or button keeps its own Enter
    if (here < 0 || (key === "Enter" && document.activeElement?.matches("a, button, summary"))) return false;
    rows[here]!.querySelector<HTMLElement>(key === "x" ? "input[type=checkbox]" : "[data-open]")?.click();
    return true;
  }
  const next = rows[Math.min(Math.max(here + (key === "j" ? 1 : -1), 0), rows.length - 1)]!;
  rows[here]?.removeAttribute("data-here");
  next.setAttribute("data-here", "");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector<HTMLElement>("[data-open]")?.focus({ preventScroll: true });
  return true;
}

function single(event: KeyboardEvent): boolean {
  const key = keyName(event);
  if (Date.now() - chord < CHORD_MS) {
    chord = 0;
    return press(`g ${key}`);
  }
  if (key === "g") {
    chord = Date.now();
    return true;
  }
  return pressNext(key) || walkRows(key) || press(key);
}

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (display().keys === "off" || inField(event.target)) return;
    if (single(event)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens!);
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
}
