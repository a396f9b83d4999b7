'use client'
import type { KeysView, OpenerView } from '@nornos/store'
import { Banner, Button, Card, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { recoveryQuery } from '#src/data/recovery.ts'
import { NewContactDialog } from '#src/screens/keys/NewContactDialog.tsx'
import { OpenerRow } from '#src/screens/keys/OpenerRow.tsx'
import type { Act } from '#src/shell/use-act.ts'

export interface ContactCardProps {
  readonly keys: KeysView
  readonly act: Act
}

/** The person who can help back in: one, who can be renamed, and removed or chosen anew. */
export function ContactCard({ keys, act }: ContactCardProps) {
  const t = useTranslations('recovery.card')
  const formats = useFormats()
  const [isMaking, setMaking] = useState(false)
  const contacts = keys.openers.filter(({ kind }) => kind === 'contact')
  const { usedContact } = keys
  return (
    <Card title={t('title')}>
      <p className="measure">{t('lead')}</p>
      {contacts.length === 0 && usedContact !== null ? (
        <Banner tone="warn">
          {t('used', { name: usedContact.name, date: formats.date(Date.parse(usedContact.usedAt)) })}
        </Banner>
      ) : null}
      {contacts.length === 0 ? (
        <div>
          <Button isDisabled={act.isPending} onPress={() => setMaking(true)}>
            {t('add')}
          </Button>
        </div>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {contacts.map((contact) => (
            <ContactRow key={contact.slotId} contact={contact} act={act} />
          ))}
        </ul>
      )}
      {isMaking ? <NewContactDialog act={act} onClose={() => setMaking(false)} /> : null}
    </Card>
  )
}

function ContactRow({ contact, act }: { readonly contact: OpenerView; readonly act: Act }) {
  const t = useTranslations('recovery.card')
  const keys = useTranslations('keys')
  const formats = useFormats()
  const { data: recovery } = useQuery(recoveryQuery)
  const isBroken = recovery?.ok === true && !recovery.value.slotIds.includes(contact.slotId)
  const name = contact.name === '' ? keys('kind.contact') : contact.name
  const made = contact.madeAt === null ? keys('unknown') : formats.date(Date.parse(contact.madeAt))
  return (
    <>
      {isBroken ? <Banner tone="danger">{t('broken', { name })}</Banner> : null}
      <OpenerRow
        opener={contact}
        facts={t('facts', { made })}
        removal={{ title: t('removeTitle', { name }), consequence: t('removeDetail') }}
        act={act}
      />
    </>
  )
}
