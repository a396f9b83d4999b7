'use client'
import { type ReactNode, useState } from 'react'

export interface PictureProps {
  readonly src: string
  readonly alt: string
  /** Shown instead when the bytes are no picture that the browser can draw. */
  readonly failure: ReactNode
}

/** A picture that a person brought along: nobody knows what is in it, so it may fail. */
export function Picture({ src, alt, failure }: PictureProps) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <p className="measure">{failure}</p>
  return (
    <img src={src} alt={alt} onError={() => setBroken(true)} className="max-w-full self-start rounded-card" />
  )
}
