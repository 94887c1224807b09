// Which of the desk's dialogs is open: "", command, help or settings.
import { signal } from "../../vendor/vendor.js";

export const panel = signal("");
