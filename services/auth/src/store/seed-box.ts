/** The seed of a person's one-time codes, sealed for the row it belongs to. */
import { openForService, type ServiceKey, sealForService } from '@nornos/crypto/service-box'
import { utf8 } from '@nornos/std'

/** `place` names the row: an account, or a sign-up that is under way. */
export async function sealSeed(key: ServiceKey, place: SeedPlace, seed: string): Promise<Buffer> {
  return Buffer.from(await sealForService(key, contextOf(place), utf8(seed)))
}

export async function openSeed(key: ServiceKey, place: SeedPlace, sealed: Buffer): Promise<string> {
  return new TextDecoder().decode(await openForService(key, contextOf(place), new Uint8Array(sealed)))
}

export type SeedPlace =
  | { readonly table: 'credentials'; readonly accountId: string }
  | { readonly table: 'sign_ups'; readonly interaction: Buffer }

function contextOf(place: SeedPlace): readonly string[] {
  const row = place.table === 'credentials' ? place.accountId : place.interaction.toString('hex')
  return [place.table, 'seed', row]
}
