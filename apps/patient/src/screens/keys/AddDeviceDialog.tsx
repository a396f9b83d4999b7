'use client'
import type { DeviceView } from '@nornos/store'
import { Banner, Dialog, QrCode, Skeleton, useFormats } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { device } from '#src/keys/device.ts'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface AddDeviceDialogProps {
  readonly devices: readonly DeviceView[]
  readonly onClose: () => void
}

/** Shows what another device needs to come in, and who came. What was shown opens nothing once this is closed. */
export function AddDeviceDialog({ devices, onClose }: AddDeviceDialogProps) {
  const t = useTranslations('keys.addDevice')
  const formats = useFormats()
  const problemText = useProblemText()
  const [known] = useState(() => new Set(devices.map(({ deviceId }) => deviceId)))
  const begun = useRef(false)
  const { data: shown, mutate } = useMutation({ mutationFn: async () => (await device()).showDeviceCode() })
  const begin = useEffectEvent(() => mutate())
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    begin()
  }, [])
  const close = () => {
    onClose()
    // Without a network it ends by itself, after its ten minutes.
    if (shown?.ok) void device().then((opened) => opened.endDeviceCode(shown.value.slotId))
  }
  const came = devices.find(({ deviceId }) => !known.has(deviceId))
  return (
    <Dialog title={t('title')} isOpen onClose={close}>
      {came ? <Banner tone="ok">{t('came', { name: came.name })}</Banner> : null}
      {shown?.ok === false ? (
        <Banner tone="danger" role="alert">
          {problemText(shown.error)}
        </Banner>
      ) : null}
      {shown === undefined ? <Skeleton label={t('making')} /> : null}
      {shown?.ok && !came ? (
        <>
          <p>{t('lead')}</p>
          <QrCode text={shown.value.text} label={t('code')} />
          <p>{t('typed')}</p>
          <WordGrid label={t('words')} words={shown.value.words} columns="few" />
          <p className="text-label text-muted">
            {t('until', { time: formats.time(Date.parse(shown.value.until)) })}
          </p>
        </>
      ) : null}
    </Dialog>
  )
}
