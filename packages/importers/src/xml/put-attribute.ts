/** Notes one attribute in a tag. Those past the limit are passed over. */
import { ATTRIBUTES_MAX, type Tag } from './tag.ts'

export function putAttribute(
  tag: Tag,
  nameStart: number,
  nameEnd: number,
  nameHash: number,
  valueStart: number,
  valueEnd: number,
  valueHash: number,
): void {
  const slot = tag.attributes
  if (slot >= ATTRIBUTES_MAX) return
  tag.attributeHash[slot] = nameHash
  tag.attributeStart[slot] = nameStart
  tag.attributeEnd[slot] = nameEnd
  tag.valueStart[slot] = valueStart
  tag.valueEnd[slot] = valueEnd
  tag.valueHash[slot] = valueHash
  tag.attributes = slot + 1
}
