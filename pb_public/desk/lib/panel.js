// Which of the desk's dialogs is open: "", command, help, settings or notices.
import { signal } from "../../vendor/vendor.js";

export const panel = signal("");
