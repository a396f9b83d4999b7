/** The engine's message keys have full stops, which in a catalogue would be levels. */
export function engineKey(key: string): string {
  return key.replaceAll('.', '_')
}
