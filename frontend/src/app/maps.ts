// A map and its list point at each other: hover or focus a line and its mark stands out, hover a mark and its lines do;
// a press on a mark goes to the first of its lines. Lines say <… data-spot="c12">, marks data-spots="c12 c15".

function split(of: Element): HTMLElement | null {
  return of.closest<HTMLElement>("[data-map-linked]");
}

function keysOf(target: Element): string[] {
  const line = target.closest<HTMLElement>("[data-spot]");
  const mark = target.closest<SVGGElement>("[data-spots]");
  return line ? [line.dataset.spot!] : (mark?.dataset.spots?.split(" ") ?? []);
}

function show(box: HTMLElement, keys: string[]): void {
  for (const mark of box.querySelectorAll<SVGGElement>("[data-spots]"))
    mark.toggleAttribute("data-here", mark.dataset.spots!.split(" ").some((key) => keys.includes(key)));
  for (const line of box.querySelectorAll<HTMLElement>("[data-spot]"))
    line.toggleAttribute("data-here", keys.includes(line.dataset.spot!));
}

function onPoint(event: Event): void {
  if (!(event.target instanceof Element)) return;
  const box = split(event.target);
  if (box) show(box, keysOf(event.target));
}

function onPress(event: Event): void {
  if (!(event.target instanceof Element)) return;
  const mark = event.target.closest<SVGGElement>("[data-spots]");
  const box = mark && split(mark);
  if (!box) return;
  const keys = mark.dataset.spots!.split(" ");
  const lines = [...box.querySelectorAll<HTMLElement>("[data-spot]")].filter((line) => keys.includes(line.dataset.spot!));
  const line = lines.find((each) => !each.closest("details:not([open])")) ?? lines[0];
  // none of them is on this page of the list: the table of places under the map has it
  line?.closest("details")?.setAttribute("open", "");
  line?.scrollIntoView({ block: "nearest" });
  line?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
}

export function startMaps(): void {
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, onPoint);
  document.addEventListener("click", onPress);
}
