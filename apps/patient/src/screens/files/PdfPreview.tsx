'use client'
import { Skeleton } from '@nornos/ui'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type OpenPdf, openPdf, type PdfFault } from '#src/screens/files/pdf/open-pdf.ts'
import { PdfPages } from '#src/screens/files/pdf/PdfPages.tsx'

type Opening = { readonly pdf: OpenPdf } | { readonly fault: PdfFault } | null

/** Closed again, with its worker, when the page is left. */
export function PdfPreview({ name, content }: { readonly name: string; readonly content: Blob }) {
  const t = useTranslations('files')
  const [opening, setOpening] = useState<Opening>(null)
  useEffect(() => {
    let isLeft = false
    let pdf: OpenPdf | null = null
    void openPdf(content).then((opened) => {
      if (opened.ok) pdf = opened.value
      if (isLeft) pdf?.close()
      else setOpening(opened.ok ? { pdf: opened.value } : { fault: opened.error })
    })
    return () => {
      isLeft = true
      pdf?.close()
    }
  }, [content])
  if (opening === null) return <Skeleton label={t('drawing')} lines={8} />
  if ('fault' in opening) return <p className="measure">{t(`pdf.${opening.fault}`)}</p>
  return <PdfPages name={name} pdf={opening.pdf} />
}
