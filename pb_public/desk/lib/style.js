// A stylesheet that comes with the screen that wants it, so that a first visit does not pay for it.
import { useEffect, useState } from "../../vendor/vendor.js";
import { files } from "./files.js";

const brought = new Map();

function bring(name) {
  if (!brought.has(name)) {
    brought.set(name, new Promise((done) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${files}css/parts/${name}.css`, onload: done });
      // without it everything can be read all the same; the next screen asks again
      link.onerror = () => { link.remove(); brought.delete(name); done(); };
      document.head.append(link);
    }));
  }
  return brought.get(name);
}

/** Brings css/parts/NAME.css, all of which stands in @layer parts; false until it is there. */
export function useStyle(name) {
  const [ready, setReady] = useState(false);
  useEffect(() => { bring(name).then(() => setReady(true)); }, []);
  return ready;
}
