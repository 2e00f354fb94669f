/** The standards of a field's test methods, one after another: `ASTM E8/E8M, KS B 0802`. */
export function standardsText(methods: readonly { readonly standard: string }[]): string {
  return methods.map(({ standard }) => standard).join(', ')
}
