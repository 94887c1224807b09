// Stylesheets of screens that few open, each fetched with its screen.
import { files } from "./files.js";

const asked = new Map();

const bring = (name) => new Promise((done) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${files}css/late/${name}.css`, onload: done });
  // plain is better than nothing; the next screen that wants it asks again
  link.onerror = () => { asked.delete(name); link.remove(); done(); };
  document.head.append(link);
});

/** `await style("reports")` at the head of a screen: it is never seen undressed. The file is css/late/NAME.css. */
export function style(name) {
  if (!asked.has(name)) asked.set(name, bring(name));
  return asked.get(name);
}
