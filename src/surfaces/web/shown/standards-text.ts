type Method = { readonly standard: string; readonly title?: string | undefined }

/** The standards of a field's test methods, one after another: `ASTM E8/E8M, KS B 0802`. */
export function standardsText(methods: readonly Pick<Method, 'standard'>[]): string {
  return methods.map(({ standard }) => standard).join(', ')
}

/** Those of a field's test methods that a record names among its terms, whatever it calls the field that says so. */
export function standardsUsed<M extends Method>(
  methods: readonly M[], values: Readonly<Record<string, { readonly type: string; readonly terms?: readonly string[] | undefined }>>,
): M[] {
  const said = new Set(Object.values(values).flatMap((value) => (value.type === 'terms' ? (value.terms ?? []) : [])))
  return methods.filter(({ standard }) => said.has(standard))
}
