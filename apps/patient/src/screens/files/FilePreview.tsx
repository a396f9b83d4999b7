'use client'
import type { FileVersionView } from '@nornos/store'
import { Button, Card, Picture, Skeleton } from '@nornos/ui'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { pdfType, pictureTypes } from '#src/screens/files/file-types.ts'
import { PdfPreview } from '#src/screens/files/PdfPreview.tsx'
import type { Act } from '#src/shell/use-act.ts'

const shownBytesMax = 32 * 1024 * 1024

export function FilePreview({ file, run }: { readonly file: FileVersionView; readonly run: Act['run'] }) {
  const t = useTranslations('files')
  const [content, setContent] = useState<Blob | null>(null)
  const [isReading, setReading] = useState(false)
  const isShown = file.type === pdfType || pictureTypes.includes(file.type)
  if (!isShown) return <Card title={t('preview')}>{t('previewNone')}</Card>
  if (file.size > shownBytesMax) return <Card title={t('preview')}>{t('previewLarge')}</Card>
  const show = async () => {
    setReading(true)
    await run(async () => {
      const read = await (await device()).readFile(file.fileId)
      if (read.ok) setContent(read.value)
      return read
    })
    setReading(false)
  }
  return (
    <Card title={t('preview')}>
      {isReading ? <Skeleton label={t('reading')} lines={4} /> : null}
      {content === null ? (
        <div>
          <Button isPending={isReading} onPress={() => void show()}>
            {t('show')}
          </Button>
        </div>
      ) : (
        <Shown name={file.name} type={file.type} content={content} />
      )}
    </Card>
  )
}

interface ShownProps {
  readonly name: string
  readonly type: string
  readonly content: Blob
}

function Shown({ content, name, type }: ShownProps) {
  return type === pdfType ? (
    <PdfPreview name={name} content={content} />
  ) : (
    <PicturePreview name={name} content={content} />
  )
}

function PicturePreview({ content, name }: Pick<ShownProps, 'name' | 'content'>) {
  const t = useTranslations('files')
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(content)
    setAddress(made)
    // The open picture does not outlive its page.
    return () => URL.revokeObjectURL(made)
  }, [content])
  if (address === '') return null
  return <Picture src={address} alt={t('previewOf', { name })} failure={t('previewBroken')} />
}
