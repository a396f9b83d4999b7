'use client'
import { inboxDocumentBytesMax } from '@nornos/health-model'
import { Banner, Button, FileDrop, useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SendFieldsProps } from '#src/screens/send/MessageFields.tsx'

/** One file, read when it is sent. */
export function DocumentFields({ isBusy, onSend }: SendFieldsProps) {
  const t = useTranslations('send')
  const formats = useFormats()
  const [file, setFile] = useState<File | null>(null)
  const isTooLarge = file !== null && file.size > inboxDocumentBytesMax
  const send = async (chosen: File) =>
    onSend({
      kind: 'document',
      name: nameOf(chosen),
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(chosen.type) ? chosen.type : 'application/octet-stream',
      body: new Uint8Array(await chosen.arrayBuffer()),
    })
  return (
    <div className="flex flex-col gap-4">
      <FileDrop
        label={t('drop')}
        chooseLabel={t('chooseFile')}
        hint={t('fileHint')}
        isDisabled={isBusy}
        onFiles={([first]) => setFile(first ?? null)}
      />
      {file === null ? null : (
        <output>
          {t('fileChosen', { name: file.name, size: formats.number(file.size / 1_000_000, 3) })}
        </output>
      )}
      {isTooLarge ? (
        <Banner role="alert" tone="warn">
          {t('fileTooLarge')}
        </Banner>
      ) : null}
      <div>
        <Button
          tone="primary"
          isPending={isBusy}
          isDisabled={file === null || isTooLarge || file.size === 0}
          onPress={() => void (file && send(file))}
        >
          {t('sendNow')}
        </Button>
      </div>
    </div>
  )
}

/** One line of at most 255 characters: the end of a long name tells more. */
function nameOf({ name }: File): string {
  const line = [...name.toWellFormed()].map((character) => (character < ' ' ? ' ' : character)).join('')
  return line.slice(-255).toWellFormed() || 'file'
}
