type Method = { readonly standard: string; readonly title?: string | undefined }

/** The standards of a field's test methods, one after another: `ASTM E8/E8M, KS B 0802`. */
export function standardsText(methods: readonly Pick<Method, 'standard'>[]): string {
  return methods.map(({ standard }) => standard).join(', ')
}

/** The first of them, and how many more there are: `ASTM E8/E8M, ISO 6892-1 +7`. One more is named rather than counted. */
export function foldedStandards(methods: readonly Pick<Method, 'standard'>[]): string {
  const rest = methods.length - MOST_NAMED
  return rest <= 1 ? standardsText(methods) : `${standardsText(methods.slice(0, MOST_NAMED))} +${rest}`
}

const MOST_NAMED = 2

/** Those of a field's test methods that a record names among its terms, whatever it calls the field that says so. */
export function standardsUsed<M extends Method>(
  methods: readonly M[], values: Readonly<Record<string, { readonly type: string; readonly terms?: readonly string[] | undefined }>>,
): M[] {
  const said = new Set(Object.values(values).flatMap((value) => (value.type === 'terms' ? (value.terms ?? []) : [])))
  return methods.filter(({ standard }) => said.has(standard))
}
