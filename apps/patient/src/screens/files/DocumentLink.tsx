'use client'
import { TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { filesQuery } from '#src/data/files.ts'
import { paths } from '#src/paths.ts'

export interface DocumentLinkProps {
  /** base64url; empty when the record does not say. */
  readonly sha256: string
  /** What the record calls it. */
  readonly name: string
}

/** A document by its name; a way to its file, where the vault holds one with these bytes. */
export function DocumentLink({ name, sha256 }: DocumentLinkProps) {
  const { data: files = [] } = useQuery(filesQuery)
  const file = files.flatMap((one) => [one, ...one.olderVersions]).find((one) => one.sha256 === sha256)
  return file === undefined ? name : <TextLink href={paths.file(file.fileId)}>{name}</TextLink>
}
