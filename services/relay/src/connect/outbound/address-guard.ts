/**
 * [Note: where we may call] A patient may name a record server, and a server names others: without a guard, this
 * process would fetch from inside the network for whoever asks. Only https, and only addresses of the public
 * internet: checked on the address that the connection is really made to, so that a name cannot change its mind
 * between the check and the call. An installation that serves a record server inside its own network says so by name.
 */
import { type LookupAddress, type LookupAllOptions, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** The address must not be called. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  readonly code = 'ADDRESS_REFUSED'
}

// Two lists: in one, addresses of IPv4 would also be looked for in ranges of IPv6.
const refused = { ipv4: new BlockList(), ipv6: new BlockList() }
const ranges4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
// Only 2000::/3 is the public internet; inside it, what leads back to IPv4 or is for documents.
const ranges6 = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const
for (const [network, prefix] of ranges4) refused.ipv4.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of ranges6) refused.ipv6.addSubnet(network, prefix, 'ipv6')

export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const family = isIP(mapped ?? address)
  if (family === 0) return false
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  return !refused[kind].check(mapped ?? address, kind)
}

/** Hosts, with their port where it is not the usual one, that may be called although they are inside. */
export type InsideHosts = readonly string[]

/** Null when the address must not be called; what a name leads to is checked when it is called. */
export function callableUrl(text: string, inside: InsideHosts): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  if (inside.includes(url.host)) return /^https?:$/.test(url.protocol) ? url : null
  if (url.protocol !== 'https:') return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 || isPublicAddress(host) ? url : null
}

/** Resolves names, and refuses every answer that leads inside. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  const all: LookupAllOptions = { ...(options as LookupOptions), all: true }
  lookup(hostname, all, (cause, addresses: readonly LookupAddress[]) => {
    const [first] = addresses ?? []
    if (cause || first === undefined) return callback(cause ?? new AddressRefused('no address'), '', 4)
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new AddressRefused('the name leads inside'), '', 4)
    }
    if (options.all) return callback(null, [...addresses])
    callback(null, first.address, first.family)
  })
}
