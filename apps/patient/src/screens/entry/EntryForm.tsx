'use client'
import { type Entry, type EntryContent, EntryId, Instant, ZoneName } from '@nornos/health-model'
import { Banner, Button, Card, MomentField, useToast } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { localTimeOf, momentOfLocal } from '#src/data/days.ts'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'
import { DoubtDialog } from '#src/screens/entry/DoubtDialog.tsx'
import { EntryFields } from '#src/screens/entry/EntryFields.tsx'
import {
  contentOf,
  type DraftKind,
  type DraftProblem,
  doubtOf,
  draftOf,
  emptyDraft,
  isExchanged,
} from '#src/screens/entry/entry-draft.ts'
import { useEntryText } from '#src/screens/entry/use-entry-text.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

export interface EntryFormProps {
  /** The entry that is corrected, or null for a new one of `kind`. */
  readonly corrected: Entry | null
  readonly kind: DraftKind | null
  readonly onDone: () => void
}

type TimeProblem = 'whenProblem' | 'whenFuture'
/** A clock that is a little ahead is no reason to ask. */
const aheadMs = 5 * 60_000

/** Values and time of one entry. A value that no body has is asked about, and kept if the person says so. */
export function EntryForm({ corrected, kind, onDone }: EntryFormProps) {
  const t = useTranslations('entry')
  const vault = useOpenVault()
  const zone = corrected === null ? vault.zone : corrected.zone
  const known = corrected === null ? null : draftOf(corrected.content)
  const shownKind = known?.kind ?? kind
  const [draft, setDraft] = useState(known?.draft ?? emptyDraft)
  const [when, setWhen] = useState(() =>
    localTimeOf(corrected === null ? Date.now() : Date.parse(corrected.at), zone),
  )
  const [isTouched, setTouched] = useState(corrected !== null)
  const [problem, setProblem] = useState<DraftProblem | null>(null)
  const [timeProblem, setTimeProblem] = useState<TimeProblem | null>(null)
  const [doubtful, setDoubtful] = useState<EntryContent | null>(null)
  const save = useSaveEntry(corrected, () => {
    setDraft(emptyDraft)
    setTouched(false)
    setWhen(localTimeOf(Date.now(), zone))
    onDone()
  })
  if (shownKind === null) return null

  const keep = (content: EntryContent) => {
    setDoubtful(null)
    const at = isTouched ? momentOfLocal(when, zone) : Date.now()
    if (at === null || at > Date.now() + aheadMs) {
      setTimeProblem(at === null ? 'whenProblem' : 'whenFuture')
      return
    }
    setTimeProblem(null)
    save.mutate({ at, zone, content })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const content = contentOf(shownKind, draft)
    setProblem(content.ok ? null : content.error)
    if (!content.ok) return
    if (doubtOf(content.value) !== null || isExchanged(content.value)) setDoubtful(content.value)
    else keep(content.value)
  }
  return (
    <Card title={t(`kind.${shownKind}`)}>
      <form onSubmit={submit} noValidate className="flex max-w-xl flex-col gap-4">
        <EntryFields kind={shownKind} draft={draft} problem={problem} onChange={setDraft} />
        <MomentField
          label={t('when')}
          hint={t('whenHint', { zone })}
          value={when}
          error={timeProblem === null ? undefined : t(timeProblem)}
          onChange={(text) => {
            setTouched(true)
            setWhen(text)
          }}
        />
        {shownKind === 'symptom' ? <p className="text-label text-muted">{t('notEmergency')}</p> : null}
        {save.isError ? (
          <Banner tone="danger" role="alert">
            {t('failed')}
          </Banner>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" type="submit" isPending={save.isPending}>
            {t(corrected === null ? 'save' : 'saveChange')}
          </Button>
          {corrected === null ? null : <Button onPress={onDone}>{t('cancelChange')}</Button>}
        </div>
      </form>
      {doubtful === null ? null : (
        <DoubtDialog content={doubtful} onKeep={() => keep(doubtful)} onMend={() => setDoubtful(null)} />
      )}
    </Card>
  )
}

interface ToSave {
  readonly at: number
  readonly zone: string
  readonly content: EntryContent
}

function useSaveEntry(corrected: Entry | null, onSaved: () => void) {
  const t = useTranslations('entry')
  const toast = useToast()
  const queries = useQueryClient()
  const entryText = useEntryText()
  return useMutation({
    mutationFn: async ({ at, content, zone }: ToSave) => {
      const entry: Entry = {
        entryId: corrected?.entryId ?? EntryId.parse(crypto.randomUUID()),
        at: Instant.parse(new Date(at).toISOString().replace('.000Z', 'Z')),
        zone: ZoneName.parse(zone),
        content,
      }
      const saved = await (await device()).saveEntry(entry)
      if (!saved.ok) throw new Error(saved.error.type)
      return entry
    },
    onSuccess: async (entry) => {
      toast({ text: t(corrected === null ? 'saved' : 'changed', { what: entryText(entry) }) })
      await queries.invalidateQueries({ queryKey: [readingsKey] })
      onSaved()
    },
  })
}
