'use client'
import { useMemo } from 'react'
import { encode } from 'uqr'

export interface QrCodeProps {
  /** What the code says to whoever cannot see it. */
  readonly label: string
  readonly text: string
}

/** Dark on white in both themes: cameras read nothing else for sure. One path, because a policy forbids inline style. */
export function QrCode({ label, text }: QrCodeProps) {
  const { path, size } = useMemo(() => drawn(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 shrink-0 rounded-control"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}

/** One square of a unit for each dark module; the border of four modules is what the standard asks for. */
function drawn(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
  return { path: squares.join(''), size }
}
