import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { fromWall, toWall } from "../lib/dates.js";
import { t } from "../lib/i18n.js";
import { atOnce, zone } from "../lib/state.js";

/** One of a few, each in a box that a thumb can hit. */
export const Choices = ({ value, options = [], onValue, tie, wide, even }) => html`
  <div class=${wide ? "stack tight" : `choices${even ? " even" : ""}`}>
    ${options.map((one, i) => html`<label class="choice" key=${String(one.value)}>
      <input type="radio" name=${tie.id} id=${i ? null : tie.id} data-field=${tie["data-field"]} aria-describedby=${tie["aria-describedby"]}
        checked=${one.value === value} onChange=${() => onValue(one.value)} />${one.label}</label>`)}
  </div>`;

const yes = () => [{ value: "yes", label: t("desk.yes") }, { value: "no", label: t("desk.no") }];
const truth = () => [{ value: true, label: t("desk.yes") }, { value: false, label: t("desk.no") }];

/** Yes or no, as the words of a field, or as true and false for a flag. */
export const YesNo = (props) => html`<${Choices} ...${props} options=${props.flag ? truth() : yes()} />`;

/** One to five faces, from very upset to content. */
export const Mood = ({ value, onValue, tie }) => html`
  <div class="scale">
    ${[1, 2, 3, 4, 5].map((n) => html`<label key=${n} title=${t(`desk.mood.${n}`)}>
      <input type="radio" name=${tie.id} id=${n === 1 ? tie.id : null} data-field=${tie["data-field"]} aria-label=${`${n}, ${t(`desk.mood.${n}`)}`}
        checked=${Number(value) === n} onChange=${() => onValue(n)} /><${Icon} name=${`mood${n}`} /></label>`)}
  </div>`;

/** A moment on the clock of the business, with "now" at hand. */
export const Moment = ({ common, value, onValue }) => html`
  <div class="cluster near">
    <input type="datetime-local" ...${common} class="input short" value=${toWall(value, zone.value)} onInput=${(e) => onValue(fromWall(e.target.value, zone.value))} />
    <button type="button" class="link small" onClick=${() => onValue(fromWall(toWall(atOnce().toISOString(), zone.value), zone.value))}>${t("desk.now")}</button>
  </div>`;
