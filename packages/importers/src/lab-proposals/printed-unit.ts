/** Units as laboratories print them, and the spelling of UCUM that conversions know. */

const POWER = '(?:(?:x|×)?\\s*10\\s*(?:\\^|\\*|e)?\\s*[0-9³⁶⁹¹²]{1,2})'
const AMOUNT =
  '(?:[kMGT]|[munpfµμ]?(?:mol|g|IU|U|kat|Eq|Osm|L|l)|[dkc]?g|mg|mIU|µIU|kU|mU|kIU|IE|mEq|mOsm|Tsd\\.?|Mio\\.?|cells?|copies|[KMGT]|thou|10\\S{0,3})'
const PER =
  '(?:[dmuµμcf]?[Ll]|mol|mmol|g|kg|mg|h|hr|min|s|1[.,]73 ?m[2²]|HPF|hpf|field|cumm|mm3|mm³|Hb|creat\\w*|Krea\\w*|ul|uL|24 ?h|d|day)'
const UNIT = new RegExp(
  `^(?:%|‰|[fp][Ll]|pg|fl|mm\\/(?:h|hr|1h)|mm ?\\[?Hg\\]?|s|sec\\.?|Sek\\.?|ratio|INR|index|°C|${POWER}\\/?(?:${PER})?|\\/(?:${PER})|${AMOUNT}(?:\\/${PER}){1,2})$`,
)

/** Whether a cell is a unit and nothing else. */
export function isPrintedUnit(text: string): boolean {
  return text.length <= 24 && UNIT.test(text.trim())
}

/** `mg/dl` as `mg/dL`, the micro sign as `u`. */
export function ucumOf(printed: string): string {
  return printed
    .trim()
    .replace(/[µμ]/g, 'u')
    .replace(/\b([dmuf]?)l\b/g, '$1L')
    .replace(/\bmIU\/L\b|\bmU\/L\b|\buIU\/mL\b|\buU\/mL\b/, 'm[IU]/L')
    .replace(/^mL\/min\/1[.,]73 ?m[2²]$/, 'mL/min/{1.73_m2}')
}
