// What the desk may use of its libraries. Names not listed here are left out of vendor.js.
import htm from "htm";
import { h } from "preact";

export { Fragment, h, render } from "preact";
export { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export { batch, computed, effect, signal, useComputed, useSignal } from "@preact/signals";
export { default as PocketBase } from "pocketbase";
export const html = htm.bind(h);
