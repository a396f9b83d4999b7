/** The page's sections are reached by script: the fragment of the address names the patient. */
import type { FieldId } from '@nornos/health-model'

export function idOfField(field: FieldId): string {
  return `field-${field}`
}

/** Scrolls to the section of a field and moves the focus there, so that reading goes on from it. */
export function goToField(field: FieldId): void {
  const section = document.getElementById(idOfField(field))
  section?.scrollIntoView({ block: 'start' })
  section?.focus({ preventScroll: true })
}
