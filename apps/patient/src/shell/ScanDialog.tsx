'use client'
import { Banner, Dialog } from '@nornos/ui'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { readCodes } from '#src/shell/read-codes.ts'

export interface ScanDialogProps {
  readonly title: string
  /** Which code to hold in front of the camera. */
  readonly lead: string
  /** False: this is another code, go on looking. */
  readonly onText: (text: string) => boolean
  readonly onClose: () => void
}

/** Reads one QR code with the camera; where that cannot be, says why and what else there is. */
export function ScanDialog({ title, lead, onText, onClose }: ScanDialogProps) {
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Camera lead={lead} onText={onText} />
    </Dialog>
  )
}

/** A part of its own, so that its picture is there when it starts. */
function Camera({ lead, onText }: Pick<ScanDialogProps, 'lead' | 'onText'>) {
  const t = useTranslations('scan')
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<'other' | 'unsupported' | 'no-camera' | null>(null)
  const take = useEffectEvent((text: string) => {
    const isTaken = onText(text)
    setTrouble(isTaken ? null : 'other')
    return isTaken
  })
  useEffect(() => {
    const stop = new AbortController()
    const shown = video.current
    if (shown === null) return undefined
    void readCodes(shown, (text) => take(text), stop.signal).then((end) => {
      if (end !== 'taken' && !stop.signal.aborted) setTrouble(end)
    })
    return () => stop.abort()
  }, [])
  const hasCamera = trouble === null || trouble === 'other'
  return (
    <>
      {trouble === null ? (
        <p>{lead}</p>
      ) : (
        <Banner tone="warn" role="alert">
          {t(trouble)}
        </Banner>
      )}
      <video
        ref={video}
        muted
        playsInline
        aria-label={t('picture')}
        className={hasCamera ? 'aspect-square w-full rounded-card bg-sunken object-cover' : 'hidden'}
      />
    </>
  )
}
