/** The kinds of openers. The numbers are final (`specs/key-hierarchy.md` §3). */

const numbers = { words: 1, kit: 2, device: 3, passkey: 4, contact: 5 } as const

/** Six generated words · the 24 words of the kit · one device · a passkey with PRF · a contact's page with auth's half. */
export type SlotKind = keyof typeof numbers

export const slotKinds: readonly SlotKind[] = ['words', 'kit', 'device', 'passkey', 'contact']

export function isSlotKind(value: unknown): value is SlotKind {
  return slotKinds.some((kind) => kind === value)
}

export function slotKindToNumber(kind: SlotKind): number {
  return numbers[kind]
}

/** Null for a number that no kind has. */
export function numberToSlotKind(number: number): SlotKind | null {
  return slotKinds.find((kind) => numbers[kind] === number) ?? null
}
