// The fields of a form as plain values, and back.

export type Values = Record<string, string[]>;

function skipped(control: Element): boolean {
  return control.matches("[type=hidden]:not([data-kept]), [type=password], [type=file], [name=csrfmiddlewaretoken]");
}

/** The fields of a form as name → values; private ones only where the caller may have them. */
export function valuesOf(form: HTMLFormElement, withPrivate: boolean): Values {
  const values: Values = {};
  for (const control of form.elements) {
    if (!(control instanceof HTMLElement) || !("name" in control) || skipped(control)) continue;
    if (!withPrivate && control.closest("[data-private]")) continue;
    const name = String(control.name);
    if (!name || !("value" in control)) continue;
    const list = (values[name] ??= []);
    if (control instanceof HTMLSelectElement) list.push(...[...control.selectedOptions].map((one) => one.value));
    else if (!(control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type) && !control.checked))
      list.push(String(control.value));
  }
  return values;
}

export function fill(form: HTMLFormElement, values: Values): void {
  const taken: Record<string, number> = {};
  for (const control of form.elements) {
    if (!("name" in control) || skipped(control)) continue;
    const name = String(control.name);
    const kept = values[name];
    if (!kept) continue;
    if (control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type))
      control.checked = kept.includes(control.value);
    else if (control instanceof HTMLSelectElement)
      for (const option of control.options) option.selected = kept.includes(option.value);
    else if ("value" in control) {
      const at = (taken[name] = (taken[name] ?? -1) + 1);
      control.value = kept[at] ?? "";
    }
  }
  form.dispatchEvent(new CustomEvent("ag:filled"));
}

export function isEmpty(values: Values): boolean {
  return Object.values(values).every((list) => list.every((value) => !value.trim()));
}
