'use client'
import type { FileVersionView } from '@nornos/store'
import { Button, Card, Picture, Skeleton } from '@nornos/ui'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import type { Act } from '#src/shell/use-act.ts'

/** An image element runs no script; the policy allows no frame, so that other kinds are only downloaded. */
const shownTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']
const shownBytesMax = 32 * 1024 * 1024

export function FilePreview({ file, run }: { readonly file: FileVersionView; readonly run: Act['run'] }) {
  const t = useTranslations('files')
  const [address, setAddress] = useState('')
  const [isReading, setReading] = useState(false)
  // The open picture does not outlive its page.
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  if (!shownTypes.includes(file.type)) return <Card title={t('preview')}>{t('previewNone')}</Card>
  if (file.size > shownBytesMax) return <Card title={t('preview')}>{t('previewLarge')}</Card>
  const show = async () => {
    setReading(true)
    await run(async () => {
      const read = await (await device()).readFile(file.fileId)
      if (read.ok) setAddress(URL.createObjectURL(read.value))
      return read
    })
    setReading(false)
  }
  return (
    <Card title={t('preview')}>
      {isReading ? <Skeleton label={t('reading')} lines={4} /> : null}
      {address === '' ? (
        <div>
          <Button isPending={isReading} onPress={() => void show()}>
            {t('show')}
          </Button>
        </div>
      ) : (
        <Picture src={address} alt={t('previewOf', { name: file.name })} failure={t('previewBroken')} />
      )}
    </Card>
  )
}
