'use client'
import { FileUp } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { DropZone, Text } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { buttonStyle } from '../actions/button-style.ts'
import { filesOf } from './dropped-files.ts'
import { hintStyle } from './field-style.ts'

export interface FileDropProps {
  /** "Drop your export here, or" */
  readonly label: string
  /** "Choose a file" */
  readonly chooseLabel: string
  /** "Choose a folder"; without it folders come by drag alone. */
  readonly chooseFolderLabel?: string | undefined
  readonly hint?: string | undefined
  /** MIME types or endings such as `.zip`; a guide for the picker, not a check. */
  readonly accept?: readonly string[] | undefined
  readonly isDisabled?: boolean | undefined
  /** The files as handles: nothing is read here, so that a 4 GB export costs no memory. */
  readonly onFiles: (files: readonly File[]) => void
}

/** Files and whole folders by drag, by paste or by the picker. */
export function FileDrop({
  label,
  chooseLabel,
  chooseFolderLabel,
  hint,
  accept = [],
  isDisabled = false,
  onFiles,
}: FileDropProps) {
  return (
    <DropZone
      isDisabled={isDisabled}
      onDrop={async (event) => onFiles(await filesOf(event.items))}
      className="flex flex-col items-center gap-3 rounded-card border-2 border-dashed border-line-strong bg-surface px-4 py-8 text-center outline-offset-2 outline-focus data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-3"
    >
      <FileUp aria-hidden="true" className="size-8 text-accent" strokeWidth={1.5} />
      <Text slot="label">{label}</Text>
      <FileTrigger
        acceptedFileTypes={accept}
        allowsMultiple
        onSelect={(files) => {
          if (files) onFiles([...files])
        }}
      >
        <AriaButton isDisabled={isDisabled} className={buttonStyle('primary', 'fit')}>
          {chooseLabel}
        </AriaButton>
      </FileTrigger>
      {chooseFolderLabel ? (
        <FileTrigger
          acceptDirectory
          onSelect={(files) => {
            if (files) onFiles([...files])
          }}
        >
          <AriaButton isDisabled={isDisabled} className={buttonStyle('quiet', 'fit')}>
            {chooseFolderLabel}
          </AriaButton>
        </FileTrigger>
      ) : null}
      {hint ? <p className={hintStyle}>{hint}</p> : null}
    </DropZone>
  )
}
