/** A form with labelled fields, hints and an error summary that is read out at once. */
import { type Html, html } from './html.ts'

export interface Field {
  readonly name: string
  readonly label: string
  readonly type: 'text' | 'email' | 'password'
  readonly autocomplete: string
  readonly hint?: string
  readonly value?: string
  readonly inputmode?: 'numeric'
  readonly maxlength: number
}

export interface FormFault {
  /** The field it is about, or null for the form as a whole. */
  readonly field: string | null
  readonly text: string
}

export interface FormContent {
  readonly action: string
  /** Proves that the form is ours: see `formToken`. */
  readonly token: string
  readonly fields: readonly Field[]
  readonly submit: string
  readonly fault?: FormFault | undefined
}

export function form(content: FormContent): Html {
  const { action, token, fields, submit, fault } = content
  return html`${fault ? faultSummary(fault) : null}
<form method="post" action="${action}" novalidate>
<input type="hidden" name="token" value="${token}">
${fields.map((field, index) => fieldMarkup(field, fault, index === 0))}
<button type="submit">${submit}</button>
</form>`
}

function faultSummary({ field, text }: FormFault): Html {
  return html`<div class="fault" id="fault" role="alert"><p>${
    field === null ? text : html`<a href="#${field}">${text}</a>`
  }</p></div>`
}

function fieldMarkup(field: Field, fault: FormFault | undefined, first: boolean): Html {
  const { name, label, type, autocomplete, hint, value, inputmode, maxlength } = field
  const wrong = fault?.field === name
  const described = [...(wrong ? ['fault'] : []), ...(hint === undefined ? [] : [`${name}-hint`])].join(' ')
  const focus = wrong || (first && fault === undefined)
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint === undefined ? null : html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="${maxlength}" required
${value === undefined ? null : html` value="${value}"`}
${inputmode === undefined ? null : html` inputmode="${inputmode}"`}
${described === '' ? null : html` aria-describedby="${described}"`}
${wrong ? html` aria-invalid="true"` : null}
${focus ? html` autofocus` : null} autocapitalize="none" spellcheck="false">
</div>`
}

/** Six digits, wherever they come from; `one-time-code` lets phones offer them. */
export function codeField(name: string, label: string): Field {
  return {
    name,
    label,
    type: 'text',
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    maxlength: 12,
  }
}

/** People type codes in groups. */
export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '').slice(0, 12)
}
