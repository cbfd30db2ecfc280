// 显示设置: colours, size, row height, side bar and single keys. A logged-in page brings them along and keeps them with
// the account; before the log-in and on public pages this machine remembers them.

type Name = "theme" | "size" | "density" | "keys" | "side";
type Display = Partial<Record<Name, string>>;
const STORE = "ag.display";
const FIRST: Record<Name, string> = { theme: "system", size: "normal", density: "loose", keys: "on", side: "wide" };
const SHOWN = { size: "agSize", density: "agDensity", keys: "agKeys", side: "agSide" } as const;

function isOurs(): boolean {
  return document.documentElement.dataset.agTheme !== undefined;
}

export function display(): Display {
  const { agTheme, agSize, agDensity, agKeys, agSide } = document.documentElement.dataset;
  if (isOurs()) return { theme: agTheme, size: agSize, density: agDensity, keys: agKeys, side: agSide };
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}") as Display;
  } catch {
    return {};
  }
}

/** Puts the choices on the root element, where the styles look for them. */
export function applyDisplay(chosen: Display = display()): void {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = chosen.theme ?? FIRST.theme;
  root.dataset.bsTheme = theme === "system" ? (dark ? "dark" : "light") : theme;
  if (isOurs()) root.dataset.agTheme = theme;
  for (const [name, attribute] of Object.entries(SHOWN)) {
    const value = chosen[name as Name];
    if (value) root.dataset[attribute] = value;
  }
}

/** `data-display="theme:dark"` sets; a switch such as `size:large` pressed again lets go. */
function choose(setting: string): void {
  const [name, value = ""] = setting.split(":") as [Name, string];
  const chosen = display();
  chosen[name] = name !== "theme" && chosen[name] === value ? FIRST[name] : value;
  localStorage.setItem(STORE, JSON.stringify(chosen));
  applyDisplay(chosen);
  showChoices();
  void remember(name, chosen[name]!);
}

async function remember(name: Name, value: string): Promise<void> {
  const { me } = document.body.dataset;
  const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value;
  if (!me || !token) return;
  const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
  await fetch(me, { method: "POST", body: new URLSearchParams({ [name]: value }), headers }).catch(() => null);
}

function showChoices(): void {
  const chosen = display();
  for (const button of document.querySelectorAll<HTMLElement>("[data-display]")) {
    const [name, value] = button.dataset.display!.split(":") as [Name, string];
    button.setAttribute("aria-pressed", String((chosen[name] ?? FIRST[name]) === value));
  }
}

export function startDisplay(): void {
  // what this person chose is also what the log-in page of this machine shows next time
  if (isOurs()) localStorage.setItem(STORE, JSON.stringify(display()));
  showChoices();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyDisplay());
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-display]");
    if (!button) return;
    event.preventDefault(); // on public pages the same button is a form's, for who has no script
    choose(button.dataset.display!);
  });
}
