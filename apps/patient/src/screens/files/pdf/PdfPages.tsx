'use client'
import { Button, IconButton, ScrollRegion, Skeleton } from '@nornos/ui'
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenPdf } from '#src/screens/files/pdf/open-pdf.ts'

/** As parts of the width that there is. */
const zooms = [1, 1.5, 2, 3] as const

/** One page at a time, larger and smaller, and its words for who does not see the picture. */
export function PdfPages({ name, pdf }: { readonly name: string; readonly pdf: OpenPdf }) {
  const t = useTranslations('files')
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(0)
  const [words, setWords] = useState<string | null>(null)
  const turn = (to: number) => {
    setPage(to)
    setWords(null)
  }
  const showWords = async () => setWords(await pdf.text(page))
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton
          label={t('pageBefore')}
          icon={<ChevronLeft />}
          isDisabled={page === 1}
          onPress={() => turn(page - 1)}
        />
        <p aria-live="polite" className="figures">
          {t('pageOf', { page, pages: pdf.pages })}
        </p>
        <IconButton
          label={t('pageAfter')}
          icon={<ChevronRight />}
          isDisabled={page === pdf.pages}
          onPress={() => turn(page + 1)}
        />
        <IconButton
          label={t('smaller')}
          icon={<ZoomOut />}
          isDisabled={zoom === 0}
          onPress={() => setZoom(zoom - 1)}
        />
        <IconButton
          label={t('larger')}
          icon={<ZoomIn />}
          isDisabled={zoom === zooms.length - 1}
          onPress={() => setZoom(zoom + 1)}
        />
      </div>
      <PageCanvas key={page} name={name} pdf={pdf} page={page} zoom={zooms[zoom] ?? 1} />
      {words === null ? (
        <div>
          <Button tone="quiet" onPress={() => void showWords()}>
            {t('words')}
          </Button>
        </div>
      ) : (
        <section aria-label={t('wordsOf', { page })} className="measure whitespace-pre-wrap">
          {words.trim() === '' ? t('wordsNone') : words}
        </section>
      )}
    </div>
  )
}

interface PageCanvasProps {
  readonly name: string
  readonly pdf: OpenPdf
  readonly page: number
  readonly zoom: number
}

function PageCanvas({ name, page, pdf, zoom }: PageCanvasProps) {
  const t = useTranslations('files')
  const frame = useRef<HTMLElement>(null)
  const [state, setState] = useState<'drawing' | 'drawn' | 'broken'>('drawing')
  useEffect(() => {
    const place = frame.current
    if (place === null) return
    // A canvas can be drawn once at a time: each drawing has its own, and the last one is shown.
    const canvas = document.createElement('canvas')
    canvas.role = 'img'
    canvas.ariaLabel = t('pageImage', { name, page })
    let isWanted = true
    pdf.draw(page, canvas, place.clientWidth * zoom).then(
      () => {
        if (!isWanted) return
        // As a share, so that it follows when the window changes.
        canvas.style.width = `${zoom * 100}%`
        place.replaceChildren(canvas)
        setState('drawn')
      },
      () => {
        if (isWanted) setState('broken')
      },
    )
    return () => {
      isWanted = false
    }
  }, [name, page, pdf, t, zoom])
  if (state === 'broken') return <p className="measure">{t('pageBroken')}</p>
  return (
    <>
      {state === 'drawing' ? <Skeleton label={t('drawing')} lines={8} /> : null}
      <ScrollRegion ref={frame} label={t('pageView')} className="rounded-control bg-white" />
    </>
  )
}
