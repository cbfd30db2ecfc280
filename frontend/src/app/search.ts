// The search box: what was found by group while one types. Arrows and Enter choose, Ctrl+Enter opens a new tab.
// What looks like a number of a person is answered here and never leaves this page.
import { say } from "./live";
import { word } from "./words";

type Hit = { label: string; hint: string; url: string };
type Answer = { groups: { label: string; hits: Hit[] }[]; message: string };
const WAIT_MS = 250;
const PERSONAL = /(^|\D)(\d{17}[\dXx]|\d{15}|(\+?86)?1[3-9]\d{9}|0\d{2,3}\d{7,8})(?!\d)/;

function looksPersonal(text: string): boolean {
  const narrow = text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return PERSONAL.test(narrow.replace(/[\s-]/g, ""));
}

class SearchBox {
  private at = -1;
  private timer = 0;
  private asked = "";
  private readonly list = document.createElement("div");

  constructor(private readonly input: HTMLInputElement) {
    this.list.className = "ag-found";
    this.list.id = "search-found";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
    })) input.setAttribute(name, value);
    input.addEventListener("input", (event) => (event as InputEvent).isComposing || this.ask());
    input.addEventListener("compositionend", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => window.setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const hit = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (hit) this.open(hit, event.ctrlKey || event.metaKey);
    });
    input.form?.addEventListener("submit", (event) => this.submitting(event));
  }

  private submitting(event: Event): void {
    if (!looksPersonal(this.input.value)) return;
    event.preventDefault();
    this.tell(word("nopeople"));
  }

  private ask(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.fetch(), WAIT_MS);
  }

  private async fetch(): Promise<void> {
    this.asked = this.input.value.trim();
    if (this.asked.length < 2) return this.close();
    if (looksPersonal(this.asked)) return this.tell(word("nopeople"));
    const address = `${this.input.form!.action}suggest/?q=${encodeURIComponent(this.asked)}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || this.asked !== this.input.value.trim() || document.activeElement !== this.input) return;
    this.show((await answer.json()) as Answer);
  }

  private show(answer: Answer): void {
    const hits = answer.groups.flatMap((group) => group.hits);
    if (!hits.length) return this.tell(answer.message);
    let n = 0;
    this.list.replaceChildren(
      ...answer.groups.map((group) => {
        const box = document.createElement("div");
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", group.label);
        const head = document.createElement("p");
        head.className = "ag-found-group";
        head.textContent = group.label;
        head.setAttribute("aria-hidden", "true");
        box.append(head, ...group.hits.map((hit) => this.option(hit, n++)));
        return box;
      }),
    );
    this.opened();
    say(word("found", { n: hits.length }));
  }

  private option(hit: Hit, n: number): HTMLElement {
    const item = document.createElement("div");
    item.id = `search-hit-${n}`;
    item.className = "ag-found-hit";
    item.dataset.url = hit.url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const hint = document.createElement("span");
    hint.className = "ag-second";
    hint.textContent = hit.hint;
    item.append(hit.label, hint);
    return item;
  }

  /** A sentence instead of hits. */
  private tell(message: string): void {
    const line = document.createElement("p");
    line.className = "ag-found-words";
    line.textContent = message;
    this.list.replaceChildren(line);
    this.opened();
    say(message);
  }

  private opened(): void {
    this.at = -1;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  private options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || this.list.hidden) return;
    const options = this.options();
    if ((event.code === "ArrowDown" || event.code === "ArrowUp") && options.length) {
      event.preventDefault();
      const step = event.code === "ArrowDown" ? 1 : -1;
      this.move((this.at + step + options.length) % options.length);
    } else if (event.code === "Enter" && options[this.at]) {
      event.preventDefault();
      this.open(options[this.at]!, event.ctrlKey || event.metaKey);
    } else if (event.code === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  private move(at: number): void {
    this.at = at;
    this.options().forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    const here = this.options()[at];
    here?.scrollIntoView({ block: "nearest" });
    if (here) this.input.setAttribute("aria-activedescendant", here.id);
  }

  private open(hit: HTMLElement, aside: boolean): void {
    if (aside) window.open(hit.dataset.url!, "_blank", "noopener");
    else location.assign(hit.dataset.url!);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

export function startSearch(): void {
  const input = document.querySelector<HTMLInputElement>("#search");
  if (input?.form) new SearchBox(input);
}
