import { encode } from 'uqr'

export interface QrCodeProps {
  readonly text: string
  /** What it holds, for people who do not see it. */
  readonly label: string
}

/** Light modules around it, so that cameras find its edges. */
const border = 4

/** Dark on white in both themes, because cameras want it so. As large as its place; 12 rem on a screen. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const side = size + 2 * border
  const modules = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `M${x + border} ${y + border}h1v1h-1z` : [])),
  )
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-48 max-w-full shrink-0 rounded-control"
    >
      <rect width={side} height={side} fill="#fff" />
      <path fill="#000" d={modules.join('')} />
    </svg>
  )
}
