/** The day on which a sample was taken, where the page says it and the order of its parts is sure. */

const LABEL =
  /collect|drawn|sampled|sample date|specimen|entnahme|abnahme|probeneingang|prélev|prelev|extracc|toma de muestra|report(?:ed)? date|date of report|befunddatum/i
const ISO = /\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b/
const POINTS = /\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b/
const SLASHES = /\b(\d{1,2})\/(\d{1,2})\/((?:19|20)\d\d)\b/
const WORDS =
  /\b(\d{1,2})[ -]([A-Z][a-z]{2})[a-z]*\.?[ ,-]+((?:19|20)\d\d)\b|\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}),? ((?:19|20)\d\d)\b/
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LINES_MAX = 400

/** `2024-03-04`, or empty. */
export function sampleDay(text: string): string {
  for (const line of text.split('\n', LINES_MAX)) {
    if (!LABEL.test(line)) continue
    const day = dayIn(line.slice(line.search(LABEL)))
    if (day !== '') return day
  }
  return ''
}

function dayIn(text: string): string {
  const iso = ISO.exec(text)
  if (iso !== null) return dayOf(iso[1], iso[2], iso[3])
  const points = POINTS.exec(text)
  if (points !== null) return dayOf(points[3], points[2], points[1])
  const words = WORDS.exec(text)
  if (words !== null) {
    const month = MONTHS.indexOf(words[2] ?? words[4] ?? '') + 1
    return dayOf(words[3] ?? words[6], String(month), words[1] ?? words[5])
  }
  const slashes = SLASHES.exec(text)
  return slashes === null ? '' : slashDay(slashes)
}

/** Month and day are told apart by their size only; where both could be either, nothing is said. */
function slashDay([, one = '', two = '', year]: readonly string[]): string {
  if (Number(one) > 12) return dayOf(year, two, one)
  return Number(two) > 12 || one === two ? dayOf(year, one, two) : ''
}

function dayOf(year = '', month = '', day = ''): string {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : ''
}
