// A point on a drawn map, in place: <fieldset data-pin> of components/pin.html. What the server does with a press of
// the image button happens here at once; the words and the new picture follow. Arrow keys move the cross, Enter sets.
import { call, say } from "./live";

type Answer = Record<"text" | "words" | "view" | "start" | "image" | "notice" | "problem", string>;
const STEP = 8;
const FAR = 40;
const ARROWS: Record<string, [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

class Pin {
  private readonly form: HTMLFormElement;
  private readonly map: HTMLInputElement;
  private readonly cross: HTMLElement;
  private at: [number, number] | null = null;
  private asked = 0;

  constructor(private readonly box: HTMLFieldSetElement) {
    this.form = box.form!;
    this.map = this.one<HTMLInputElement>("[data-pin-map]");
    this.cross = this.one("[data-pin-cross]");
    box.classList.add("ag-pin-live");
    box.addEventListener("click", (event) => this.pressed(event));
    this.map.addEventListener("keydown", (event) => this.steered(event));
    this.map.addEventListener("blur", () => (this.cross.hidden = true));
    this.follow();
    const here = this.one<HTMLButtonElement>("[data-pin-here]");
    here.hidden = !("geolocation" in navigator) || !window.isSecureContext;
    here.addEventListener("click", () => this.locate(here));
  }

  private one<E extends HTMLElement>(selector: string): E {
    return this.box.querySelector<E>(selector)!;
  }

  private field(name: string): HTMLInputElement {
    return this.one<HTMLInputElement>(`input[type=hidden][name="${name}"]`);
  }

  /** The view goes along with the compound while no point is set. */
  private follow(): void {
    const name = this.box.dataset.pinCompound;
    const changed = (event: Event): void => {
      const target = event.target as HTMLElement;
      const own = (target as HTMLInputElement).name === name;
      if (own || event.type === "ag:chosen") void this.ask({});
    };
    if (!name) return;
    this.form.addEventListener("change", changed);
    this.form.addEventListener("ag:chosen", changed);
  }

  private pressed(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLInputElement | HTMLButtonElement>('[name="pin"]');
    if (!button) return;
    event.preventDefault();
    if (button !== this.map) {
      void this.ask({ pin: button.value });
      return;
    }
    const area = this.map.getBoundingClientRect();
    // a press by keyboard has no place of its own: it means the cross
    if (event.detail === 0) this.set(...(this.at ?? [area.width / 2, area.height / 2]));
    else this.set(event.clientX - area.left, event.clientY - area.top);
  }

  private steered(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const area = this.map.getBoundingClientRect();
    const far = event.shiftKey ? FAR : STEP;
    const [x, y] = this.at ?? [area.width / 2, area.height / 2];
    this.show(
      Math.min(Math.max(x + arrow[0] * far, 0), area.width),
      Math.min(Math.max(y + arrow[1] * far, 0), area.height),
    );
  }

  private show(x: number, y: number): void {
    this.at = [x, y];
    this.cross.style.left = `${x}px`;
    this.cross.style.top = `${y}px`;
    this.cross.hidden = false;
  }

  private set(x: number, y: number): void {
    const area = this.map.getBoundingClientRect();
    const [west, south, east, north] = this.field("pin_view").value.split(",").map(Number);
    const lon = west! + (x / area.width) * (east! - west!);
    const lat = north! - (y / area.height) * (north! - south!);
    this.show(x, y);
    this.field("position").value = `${lon.toFixed(6)},${lat.toFixed(6)}`;
    void this.ask({});
  }

  private locate(button: HTMLButtonElement): void {
    button.setAttribute("aria-busy", "true");
    const done = (): void => button.removeAttribute("aria-busy");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        done();
        this.field("position").value = `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}`;
        void this.ask({ pin: "here" });
      },
      (error) => {
        done();
        const refused = error.code === error.PERMISSION_DENIED;
        this.tell((refused ? this.box.dataset.pinRefused : this.box.dataset.pinLost)!);
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  }

  private tell(words: string): void {
    const notice = this.one("[data-pin-notice]");
    notice.textContent = words;
    notice.hidden = !words;
    if (words) call(words);
  }

  private async ask(more: Record<string, string>): Promise<void> {
    const mine = ++this.asked;
    const body = new URLSearchParams(more);
    for (const name of ["position", "pin_view", "pin_size", "pin_start"]) body.set(name, this.field(name).value);
    const compound = this.form.elements.namedItem(this.box.dataset.pinCompound ?? "");
    if (compound instanceof HTMLInputElement || compound instanceof HTMLSelectElement)
      body.set("compound", compound.value);
    const token = this.form.elements.namedItem("csrfmiddlewaretoken") as HTMLInputElement | null;
    if (token) body.set("csrfmiddlewaretoken", token.value);
    const answer = await fetch(this.box.dataset.pinUrl!, { method: "POST", body }).catch(() => null);
    // what was set stays set without the line: the words and the picture are an extra
    const told = answer?.ok ? ((await answer.json().catch(() => null)) as Answer | null) : null;
    // asked again meanwhile: an older answer would put the point back to where it was
    if (told && mine === this.asked) this.take(told);
  }

  private take(answer: Answer): void {
    this.field("position").value = answer.text;
    this.field("pin_view").value = answer.view;
    this.field("pin_start").value = answer.start;
    this.map.src = answer.image;
    this.one<HTMLButtonElement>("[data-pin-clear]").disabled = !answer.text;
    const words = this.one("[data-pin-words]");
    words.textContent = answer.words || (answer.text ? "" : this.box.dataset.pinNone!);
    this.tell(answer.problem || answer.notice);
    if (document.activeElement !== this.map) this.cross.hidden = true;
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    if (words.textContent) say(words.textContent);
  }
}

export function startPins(root: ParentNode = document): void {
  for (const box of root.querySelectorAll<HTMLFieldSetElement>("fieldset[data-pin]:not(.ag-pin-live)")) new Pin(box);
}
