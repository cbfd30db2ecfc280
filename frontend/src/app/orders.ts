// A hotline's work order pasted as a whole into the narrative: the server takes it apart, each field it fills is marked
// until somebody looks at it. Fields with words in them are left alone, and the text as pasted can be brought back.
import { say } from "./live";
import { word } from "./words";

type Control = HTMLInputElement | HTMLTextAreaElement;
const NAMES = [
  "external_no", "reported_at", "compound_name", "address", "narrative", "claim", "reporter_name", "reporter_phone",
];
/** A work order has several labels, each with a sign, a cell or a line behind it; the server knows their words. */
const SIGN = /[:：】\]\t\n]/g;
const LEAST_SIGNS = 4;

class Orders {
  private pasted = "";

  constructor(private readonly form: HTMLFormElement) {
    this.field("narrative")?.addEventListener("paste", (event) => this.paste(event as ClipboardEvent));
    form.addEventListener("focusin", (event) => this.seen(event.target as Element));
    form.addEventListener("input", (event) => (event as InputEvent).inputType && this.seen(event.target as Element));
    form.addEventListener("click", (event) => {
      if ((event.target as Element).closest("[data-order-restore]")) this.restore();
    });
  }

  private field(name: string): Control | null {
    const found = this.form.elements.namedItem(name);
    return found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found : null;
  }

  private paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if ((text.match(SIGN)?.length ?? 0) < LEAST_SIGNS) return;
    window.setTimeout(() => void this.read(text.replace(/\r\n/g, "\n")));
  }

  private async read(text: string): Promise<void> {
    const body = new URLSearchParams({ text });
    for (const name of NAMES) if (name !== "narrative" && this.field(name)?.value.trim()) body.append("filled", name);
    const token = this.form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "X-CSRFToken": token };
    const answer = await fetch(this.form.dataset.orderUrl!, { method: "POST", body, headers }).catch(() => null);
    if (!answer?.ok) return;
    const { fields } = (await answer.json()) as { fields: Record<string, string> | null };
    if (fields) this.fill(text, fields);
  }

  private fill(text: string, fields: Record<string, string>): void {
    const narrative = this.field("narrative")!;
    if (!narrative.value.includes(text)) return; // somebody wrote on meanwhile: their words stay as they are
    this.pasted = narrative.value;
    let count = 0;
    for (const name of NAMES) {
      const value = fields[name];
      const control = this.field(name);
      if (!value || !control || (name !== "narrative" && control.value.trim())) continue;
      control.value = name === "narrative" ? narrative.value.replace(text, () => value) : value;
      this.mark(control);
      count += 1;
      control.closest("details")?.setAttribute("open", "");
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const id = this.field("compound");
    if (id && fields.compound && this.field("compound_name")?.value === fields.compound_name) id.value = fields.compound;
    this.line(true);
    this.field("compound_name")?.dispatchEvent(new CustomEvent("ag:chosen", { bubbles: true }));
    say(word("order", { n: count }));
  }

  private mark(control: Control): void {
    const label = this.form.querySelector(`label[for="${control.id}"]`);
    if (!label || label.querySelector(".ag-recognised")) return;
    const mark = document.createElement("span");
    mark.className = "ag-recognised";
    mark.textContent = word("recognised");
    label.append(mark);
    control.classList.add("ag-recognised-field");
  }

  private seen(control: Element): void {
    if (!control.classList.contains("ag-recognised-field")) return;
    control.classList.remove("ag-recognised-field");
    this.form.querySelector(`label[for="${control.id}"] .ag-recognised`)?.remove();
    if (!this.form.querySelector(".ag-recognised")) this.line(false);
  }

  private line(on: boolean): void {
    const line = this.form.querySelector<HTMLElement>("[data-order-line]");
    if (line) line.hidden = !on;
  }

  private restore(): void {
    for (const control of this.form.querySelectorAll<Control>(".ag-recognised-field")) {
      if (control.name !== "narrative") control.value = "";
      if (control.name === "compound_name") this.field("compound")!.value = "";
      this.seen(control);
    }
    const narrative = this.field("narrative")!;
    narrative.value = this.pasted;
    narrative.focus();
    this.line(false);
    narrative.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function startOrders(form: HTMLFormElement): void {
  new Orders(form);
}
