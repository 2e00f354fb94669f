import type { Component } from 'svelte'

export type Area = 'overview' | 'records' | 'drafts' | 'templates' | 'imports' | 'tables' | 'models' | 'campaigns'

/** Every page gets the parameters of its address, and `hub`: the slug of the hub it belongs to. */
export type PageProps = Readonly<Record<string, string>>

export type Route = {
  /** As `/h/:hub/tables/new`; a colon begins a parameter. */
  readonly pattern: string
  readonly page: () => Promise<{ default: Component<any> }>
  readonly area?: Area
  /** Whether strangers may see it. */
  readonly open?: boolean
}

export const ROUTES: readonly Route[] = [
  { pattern: '/', page: () => import('./pages/entry/Home.svelte') },
  { pattern: '/setup', page: () => import('./pages/entry/Setup.svelte'), open: true },
  { pattern: '/sign-in', page: () => import('./pages/entry/SignIn.svelte'), open: true },
  { pattern: '/invitation', page: () => import('./pages/entry/Invitation.svelte'), open: true },
  { pattern: '/password', page: () => import('./pages/entry/ChoosePassword.svelte'), open: true },
  { pattern: '/account', page: () => import('./pages/account/AccountPage.svelte') },
  { pattern: '/accounts', page: () => import('./pages/account/AccountList.svelte') },
  { pattern: '/h/:hub/health', page: () => import('./pages/quality/HealthPage.svelte'), area: 'overview' },
  { pattern: '/h/:hub/people', page: () => import('./pages/people/PeoplePage.svelte') },
  { pattern: '/h/:hub', page: () => import('./pages/overview/Overview.svelte'), area: 'overview' },
  { pattern: '/h/:hub/records', page: () => import('./pages/records/RecordList.svelte'), area: 'records' },
  { pattern: '/h/:hub/records/new', page: () => import('./pages/record-form/RecordNew.svelte'), area: 'records' },
  { pattern: '/h/:hub/curves', page: () => import('./pages/curves/CurvesPage.svelte'), area: 'records' },
  { pattern: '/h/:hub/plot', page: () => import('./pages/plot/PlotPage.svelte'), area: 'records' },
  { pattern: '/h/:hub/labels', page: () => import('./pages/labels/LabelsPage.svelte'), area: 'records' },
  { pattern: '/h/:hub/compare', page: () => import('./pages/compare/ComparePage.svelte'), area: 'records' },
  { pattern: '/h/:hub/edit', page: () => import('./pages/edits/EditNew.svelte'), area: 'records' },
  { pattern: '/h/:hub/searches', page: () => import('./pages/searches/SearchList.svelte'), area: 'records' },
  { pattern: '/edits/:id', page: () => import('./pages/edits/EditPage.svelte'), area: 'records' },
  { pattern: '/r/:id', page: () => import('./pages/record/RecordPage.svelte'), area: 'records' },
  { pattern: '/r/:id/revise', page: () => import('./pages/record-form/RecordRevise.svelte'), area: 'records' },
  { pattern: '/h/:hub/drafts', page: () => import('./pages/drafts/DraftList.svelte'), area: 'drafts' },
  { pattern: '/drafts/:id', page: () => import('./pages/drafts/DraftPage.svelte'), area: 'drafts' },
  { pattern: '/h/:hub/templates', page: () => import('./pages/templates/TemplateList.svelte'), area: 'templates' },
  { pattern: '/h/:hub/templates/:name', page: () => import('./pages/templates/TemplatePage.svelte'), area: 'templates' },
  { pattern: '/h/:hub/templates/:name/next', page: () => import('./pages/templates/editor/NextVersion.svelte'), area: 'templates' },
  { pattern: '/h/:hub/new-template', page: () => import('./pages/templates/editor/NewTemplate.svelte'), area: 'templates' },
  { pattern: '/h/:hub/templates/:name/move', page: () => import('./pages/templates/MovePage.svelte'), area: 'templates' },
  { pattern: '/migrations/:id', page: () => import('./pages/templates/MigrationPage.svelte'), area: 'templates' },
  { pattern: '/h/:hub/imports', page: () => import('./pages/imports/ImportList.svelte'), area: 'imports' },
  { pattern: '/h/:hub/imports/new', page: () => import('./pages/imports/mapping/MapSheet.svelte'), area: 'imports' },
  { pattern: '/imports/:id', page: () => import('./pages/imports/ImportPage.svelte'), area: 'imports' },
  { pattern: '/h/:hub/tables', page: () => import('./pages/tables/TableList.svelte'), area: 'tables' },
  { pattern: '/h/:hub/tables/new', page: () => import('./pages/tables/TableBuilder.svelte'), area: 'tables' },
  { pattern: '/tables/:id', page: () => import('./pages/tables/TablePage.svelte'), area: 'tables' },
  { pattern: '/h/:hub/models', page: () => import('./pages/models/ModelList.svelte'), area: 'models' },
  { pattern: '/h/:hub/models/new', page: () => import('./pages/models/ModelTrain.svelte'), area: 'models' },
  { pattern: '/models/:id', page: () => import('./pages/models/ModelPage.svelte'), area: 'models' },
  { pattern: '/h/:hub/campaigns', page: () => import('./pages/campaigns/CampaignList.svelte'), area: 'campaigns' },
  { pattern: '/h/:hub/campaigns/new', page: () => import('./pages/campaigns/CampaignStart.svelte'), area: 'campaigns' },
  { pattern: '/campaigns/:id', page: () => import('./pages/campaigns/CampaignPage.svelte'), area: 'campaigns' },
]

/** The route of an address with its parameters, or null. */
export function findRoute(path: string): { route: Route; params: Record<string, string> } | null {
  const parts = path.replace(/\/+$/, '').split('/')
  for (const route of ROUTES) {
    const pattern = route.pattern.replace(/\/+$/, '').split('/')
    if (pattern.length !== parts.length) continue
    const params: Record<string, string> = {}
    const fits = pattern.every((piece, position) => {
      if (!piece.startsWith(':')) return piece === parts[position]
      params[piece.slice(1)] = decodeURIComponent(parts[position]!)
      return parts[position] !== ''
    })
    if (fits) return { route, params }
  }
  return null
}
