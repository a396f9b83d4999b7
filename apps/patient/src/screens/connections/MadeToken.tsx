'use client'
import { Banner, Button, QrCode, useToast } from '@nornos/ui'
import { useTranslations } from 'use-intl'

export interface MadeTokenProps {
  readonly address: string
  readonly token: string
  readonly onDone: () => void
}

/** Address and token, this one time: afterwards nobody can show it again. */
export function MadeToken({ address, token, onDone }: MadeTokenProps) {
  const t = useTranslations('connections.tokens')
  return (
    <div className="flex flex-col gap-4 rounded-card border border-accent bg-accent-soft p-4">
      <Banner tone="warn" role="alert">
        {t('shownOnce')}
      </Banner>
      <p className="measure text-label text-muted">{t('scan')}</p>
      <div className="grid gap-4 lg:grid-cols-2">
        <Copyable what={t('address')} text={address} />
        <Copyable what={t('token')} text={`Bearer ${token}`} />
      </div>
      <p className="measure text-label text-muted">{t('header')}</p>
      <div>
        <Button onPress={onDone}>{t('done')}</Button>
      </div>
    </div>
  )
}

function Copyable({ what, text }: { readonly what: string; readonly text: string }) {
  const t = useTranslations('connections.tokens')
  const toast = useToast()
  return (
    <div className="flex min-w-0 flex-col items-start gap-3">
      <div className="min-w-0">
        <p className="text-label text-muted">{what}</p>
        <code className="break-all">{text}</code>
      </div>
      <QrCode label={t('qr', { what })} text={text} />
      <Button
        onPress={() =>
          void navigator.clipboard.writeText(text).then(
            () => toast({ text: t('copied') }),
            () => undefined,
          )
        }
      >
        {t('copy', { what })}
      </Button>
    </div>
  )
}
