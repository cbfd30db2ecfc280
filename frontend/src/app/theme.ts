// Runs before the first paint: the colours and the size this person chose, or the system's.
import { applyDisplay } from "./display";

applyDisplay();
