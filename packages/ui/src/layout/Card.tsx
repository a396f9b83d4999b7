import { type ReactNode, useId } from 'react'
import { classes } from '../classes.ts'

export interface CardProps {
  /** An `h2`; a card with a title is a named region. */
  readonly title?: string | undefined
  /** A short line above the title. */
  readonly over?: ReactNode
  /** Beside the title: state, source, a quiet button. */
  readonly aside?: ReactNode
  /** Buttons below the content. */
  readonly actions?: ReactNode
  readonly tone?: 'plain' | 'accent' | undefined
  readonly children?: ReactNode
}

/** Paper on paper: one border, no shadow. */
export function Card({ title, over, aside, actions, tone = 'plain', children }: CardProps) {
  const id = useId()
  const head = title || aside || over ? <CardHead id={id} title={title} over={over} aside={aside} /> : null
  return (
    <section
      {...(title ? { 'aria-labelledby': id } : {})}
      className={classes(
        'flex min-w-0 flex-col gap-3 rounded-card border p-4 sm:p-5',
        tone === 'accent' ? 'border-accent bg-accent-soft' : 'border-line bg-surface',
      )}
    >
      {head}
      {children}
      {actions ? <div className="mt-1 flex flex-wrap gap-3">{actions}</div> : null}
    </section>
  )
}

function CardHead(props: Pick<CardProps, 'title' | 'over' | 'aside'> & { readonly id: string }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <div className="min-w-0">
        {props.over ? <p className="text-label text-muted">{props.over}</p> : null}
        {props.title ? (
          <h2 id={props.id} className="text-lead">
            {props.title}
          </h2>
        ) : null}
      </div>
      {props.aside ? <div className="text-label text-muted">{props.aside}</div> : null}
    </div>
  )
}
