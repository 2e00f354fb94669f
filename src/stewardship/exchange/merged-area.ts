/** Cells that a workbook shows as one; rows count from 1, columns from 0, both ends included. */
export type MergedArea = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }
