// The sentences the page brought along, already in its language.

type Fill = Record<string, string | number>;
let known: Record<string, string> | null = null;

/** The sentence of that name with its places filled: `%(time)s`. */
export function word(name: string, fill: Fill = {}): string {
  known ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Record<string, string>;
  return (known[name] ?? "").replace(/%\((\w+)\)s/g, (_all, place: string) => String(fill[place] ?? ""));
}
