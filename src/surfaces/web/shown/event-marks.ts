import { m } from '../messages/compiled/messages.js'

/** Strokes on a 16 × 16 field, materials coming from the left: what a process does to them. */
const MARKS: Readonly<Record<string, string>> = {
  make: 'M8 8h6M11 5l3 3-3 3M2 8h.1M4.5 8h.1',
  transform: 'M2 8h12M11 5l3 3-3 3',
  split: 'M2 8h5M7 8c3 0 2-4.5 7-4.5M7 8c3 0 2 4.5 7 4.5',
  merge: 'M14 8H9M9 8C6 8 7 3.5 2 3.5M9 8c-3 0-2 4.5-7 4.5',
  assemble: 'M2 3.5h5v9H2ZM9 8h5M2 8h5',
  dismantle: 'M9 3.5h5v9H9ZM2 8h5M9 8h5',
  use_up: 'M2 8h7M9.5 5.5l5 5M14.5 5.5l-5 5',
}

/** The sign of an event; none for one that this page does not know. */
export function eventMark(event: string | undefined): string | null {
  return event === undefined ? null : MARKS[event] ?? null
}

/** What a process does to its materials, in the reader's language. */
export function eventLabel(event: string): string {
  switch (event) {
    case 'make': return m.event_make()
    case 'transform': return m.event_transform()
    case 'split': return m.event_split()
    case 'merge': return m.event_merge()
    case 'assemble': return m.event_assemble()
    case 'dismantle': return m.event_dismantle()
    case 'use_up': return m.event_use_up()
    default: return event
  }
}
