// A text field with a list of what is known: <input data-combo="URL" data-combo-id="hidden field">.
// The URL answers {"results": [{"id", "name", "hint"}]} to ?q=. What is typed freely stays as it is.
import { say } from "./live";
import { word } from "./words";

type Choice = { id: string | number; name: string; hint?: string };
const WAIT_MS = 200;

class Combobox {
  private choices: Choice[] = [];
  private at = -1;
  private timer = 0;
  private readonly list = document.createElement("ul");

  constructor(private readonly input: HTMLInputElement) {
    this.list.className = "ag-combo-list";
    this.list.id = `${input.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": this.list.id,
      "aria-autocomplete": "list",
    })) input.setAttribute(name, value);
    input.addEventListener("input", (event) => this.typed(event as InputEvent));
    input.addEventListener("compositionend", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.take(Number(option.dataset.at));
    });
  }

  private typed(event: InputEvent): void {
    if (this.setId("")) this.tell();
    if (!event.isComposing) this.ask();
  }

  private ask(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.fetch(), WAIT_MS);
  }

  private async fetch(): Promise<void> {
    const asked = this.input.value.trim();
    if (!asked) return this.close();
    const answer = await fetch(`${this.input.dataset.combo!}?q=${encodeURIComponent(asked)}`).catch(() => null);
    if (!answer?.ok || asked !== this.input.value.trim()) return;
    this.choices = ((await answer.json()) as { results: Choice[] }).results;
    this.show();
  }

  private show(): void {
    this.at = -1;
    this.list.replaceChildren(...this.choices.map((choice, at) => this.option(choice, at)));
    this.list.hidden = this.choices.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    say(this.choices.length ? word("found", { n: this.choices.length }) : word("unknown"));
  }

  private option(choice: Choice, at: number): HTMLElement {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${at}`;
    item.dataset.at = String(at);
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const hint = document.createElement("span");
    hint.className = "ag-second";
    hint.textContent = choice.hint ?? "";
    item.append(choice.name, hint);
    return item;
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || this.list.hidden) return;
    if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      event.preventDefault();
      const step = event.code === "ArrowDown" ? 1 : -1;
      this.move((this.at + step + this.choices.length) % this.choices.length);
    } else if (event.code === "Enter") {
      event.preventDefault();
      if (this.at >= 0) this.take(this.at);
      else this.move(0);
    } else if (event.code === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  private move(at: number): void {
    this.at = at;
    [...this.list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    this.list.children[at]?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  private take(at: number): void {
    const choice = this.choices[at];
    if (!choice) return;
    this.input.value = choice.name;
    this.setId(String(choice.id));
    this.close();
    this.tell();
  }

  private tell(): void {
    this.input.dispatchEvent(new CustomEvent("ag:chosen", { bubbles: true }));
  }

  /** Whether the hidden field held another id. */
  private setId(id: string): boolean {
    const holder = document.getElementById(this.input.dataset.comboId ?? "");
    if (!(holder instanceof HTMLInputElement) || holder.value === id) return false;
    holder.value = id;
    return true;
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

export function startComboboxes(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-combo]")) new Combobox(input);
}
