// What the charts of the reports are drawn with; fetched when the first one is drawn.
export { default as Plot } from "uplot";
