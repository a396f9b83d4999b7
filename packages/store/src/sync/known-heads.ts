/**
 * Where else it is known how far the vault has come: beside the database that a browser may clear, and at relay. Neither
 * is trusted with anything but raising an alarm. Read next: anchors.ts.
 */

export interface KnownHead {
  readonly n: number
  /** SHA-256 of the commit, hex: public to the vault anyhow. */
  readonly head: string
}

/** A second place for the head, which survives the database. */
export interface HeadMemory {
  read(vaultId: string): Promise<KnownHead | null>
  write(vaultId: string, known: KnownHead): Promise<void>
  /** The vault was closed: one that comes out of a backup later may be older. */
  forget(vaultId: string): Promise<void>
}

export function createMemoryHeads(): HeadMemory {
  const heads = new Map<string, KnownHead>()
  return {
    read: async (vaultId) => heads.get(vaultId) ?? null,
    write: async (vaultId, known) => void heads.set(vaultId, known),
    forget: async (vaultId) => void heads.delete(vaultId),
  }
}
