/** Strokes on a 16 × 16 field, all one line width. */
export const ICONS = {
  account: 'M8 8.2a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8ZM2.7 14c.5-2.7 2.6-4 5.3-4s4.8 1.3 5.3 4',
  add: 'M8 3v10M3 8h10',
  arrow: 'M3 8h10M9 4l4 4-4 4',
  bell: 'M3 11.5h10M4.2 11.5V7.2a3.8 3.8 0 0 1 7.6 0v4.3M6.8 13.8h2.4',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  download: 'M8 2.5v8M4.8 7.3 8 10.5l3.2-3.2M3 13.5h10',
  external: 'M6.5 3H3.5a1 1 0 0 0-1 1v8.5a1 1 0 0 0 1 1H12a1 1 0 0 0 1-1v-3M9.5 2.5h4v4M13.5 2.5 7.5 8.5',
  file: 'M4 1.8h5l3.5 3.5v8.9H4V1.8ZM9 1.8v3.5h3.5',
  filter: 'M2 3.5h12M4.5 8h7M6.8 12.5h2.4',
  language: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM1.8 8h12.4'
    + 'M8 1.8c2 2 2.6 4 2.6 6.2S10 12.2 8 14.2c-2-2-2.6-4-2.6-6.2S6 3.8 8 1.8',
  menu: 'M2 4h12M2 8h12M2 12h12',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  upload: 'M8 10.5v-8M4.8 5.7 8 2.5l3.2 3.2M3 13.5h10',
  warning: 'M8 2 1.5 13.5h13L8 2ZM8 6.5v3.2M8 11.6v.1',
} as const

export type IconName = keyof typeof ICONS
