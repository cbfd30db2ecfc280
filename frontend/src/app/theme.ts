// Runs before the first paint: the colours and the size this person chose, or the system's.
import { applyDisplay } from "./display";

applyDisplay();
// what only a script can bring up again may be hidden now
document.documentElement.dataset.script = "on";
