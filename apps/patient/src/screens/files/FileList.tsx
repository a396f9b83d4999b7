'use client'
import type { FileVersionView } from '@nornos/store'
import { RowLink, useFormats } from '@nornos/ui'
import { paths } from '#src/paths.ts'
import { useFileText } from '#src/screens/files/use-file-text.ts'

/** Files by name, each leads to its page. */
export function FileList({
  title,
  files,
}: {
  readonly title: string
  readonly files: readonly FileVersionView[]
}) {
  const formats = useFormats()
  const { addedText, stateText, typeText } = useFileText()
  if (files.length === 0) return null
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-lead">{title}</h2>
      <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
        {files.map((file) => (
          <li key={file.fileId}>
            <RowLink
              href={paths.file(file.fileId)}
              title={file.name}
              detail={[typeText(file), formats.bytes(file.size), addedText(file), stateText(file)]
                .filter((part) => part !== '')
                .join(' · ')}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
