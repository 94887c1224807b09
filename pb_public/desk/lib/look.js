// Colours of the tokens for what is drawn by hand, and word of their change.

const names = ["accent", "accent-soft", "ink", "ink-3", "line", "line-2", "edge", "raised"];

/** The tokens as this place has them, by name; on paper those of the light theme. */
export function palette(place, paper) {
  const probe = document.createElement("i"), out = {};
  if (paper) probe.style.colorScheme = "light";
  place.append(probe);
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    out[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return out;
}

/** A fill of slanting lines, which differs from a plain one without any colour. */
export function hatch(colours) {
  const tile = Object.assign(document.createElement("canvas"), { width: 6, height: 6 }), ink = tile.getContext("2d");
  ink.fillStyle = colours.raised;
  ink.fillRect(0, 0, 6, 6);
  ink.strokeStyle = colours["ink-3"];
  ink.lineWidth = 1.4;
  for (const at of [-3, 3, 9]) { ink.moveTo(at - 3, 6); ink.lineTo(at + 3, 0); }
  ink.stroke();
  return ink.createPattern(tile, "repeat");
}

/** Calls back with whether it goes on paper, whenever theme, contrast or medium change; returns the end of it. */
export function watchLook(tell) {
  const media = ["print", "(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((one) => matchMedia(one));
  const changed = () => tell(media[0].matches), root = new MutationObserver(changed);
  media.forEach((one) => one.addEventListener("change", changed));
  root.observe(document.documentElement, { attributeFilter: ["data-theme", "data-contrast"] });
  return () => { root.disconnect(); media.forEach((one) => one.removeEventListener("change", changed)); };
}
