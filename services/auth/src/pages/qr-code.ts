/** A QR code as inline SVG: dark modules on a white field in both themes, because cameras want it so. */
import { encode } from 'uqr'
import { type Html, html } from './html.ts'

const border = 4

export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const side = size + 2 * border
  const modules = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? `M${x + border} ${y + border}h1v1h-1z` : [])),
  )
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">
<rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${modules.join('')}"/></svg>`
}
