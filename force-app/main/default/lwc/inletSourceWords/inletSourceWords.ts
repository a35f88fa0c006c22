import type { SourceKind } from 'c/inletSourceStore';
import api from '@salesforce/label/c.Inlet_SourceKind_Api';
import guideApi from '@salesforce/label/c.Inlet_SourceKind_ApiGuide';
import guideCalcom from '@salesforce/label/c.Inlet_SourceKind_CalcomGuide';
import guideCalendly from '@salesforce/label/c.Inlet_SourceKind_CalendlyGuide';
import guideOnceHub from '@salesforce/label/c.Inlet_SourceKind_OnceHubGuide';

const products: Record<SourceKind, { name: string; guide: string }> = {
  oncehub: { name: 'OnceHub', guide: guideOnceHub },
  calendly: { name: 'Calendly', guide: guideCalendly },
  calcom: { name: 'Cal.com', guide: guideCalcom },
  api: { name: api, guide: guideApi },
};

export const productChoices = (Object.keys(products) as SourceKind[]).map((value) => ({
  value,
  label: products[value].name,
}));

export function productName(kind: SourceKind): string {
  return products[kind]?.name ?? kind;
}

/** How the product is told to send its bookings. */
export function productGuide(kind: SourceKind): string {
  return products[kind]?.guide ?? '';
}
