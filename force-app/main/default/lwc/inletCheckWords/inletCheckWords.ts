import type { CellState } from 'c/inletDiagnosticsStore';
import apiUser from '@salesforce/label/c.Inlet_Check_GroupApiUser';
import backend from '@salesforce/label/c.Inlet_Check_GroupBackend';
import backlog from '@salesforce/label/c.Inlet_Check_GroupBacklog';
import broken from '@salesforce/label/c.Inlet_Check_StateBroken';
import connection from '@salesforce/label/c.Inlet_Check_GroupConnection';
import fields from '@salesforce/label/c.Inlet_Check_GroupFields';
import limits from '@salesforce/label/c.Inlet_Check_GroupLimits';
import ok from '@salesforce/label/c.Inlet_Check_StateOk';
import pages from '@salesforce/label/c.Inlet_Check_GroupPages';
import platform from '@salesforce/label/c.Inlet_Check_GroupPlatform';
import rules from '@salesforce/label/c.Inlet_Check_GroupRules';
import unknown from '@salesforce/label/c.Inlet_Check_StateUnknown';
import unused from '@salesforce/label/c.Inlet_Check_StateUnused';
import users from '@salesforce/label/c.Inlet_Check_GroupUsers';
import warning from '@salesforce/label/c.Inlet_Check_StateWarning';

export interface StateLook {
  word: string;
  icon: string;
  variant: string;
}

const looks: Record<CellState, StateLook> = {
  ok: { word: ok, icon: 'utility:success', variant: 'success' },
  warning: { word: warning, icon: 'utility:warning', variant: 'warning' },
  broken: { word: broken, icon: 'utility:error', variant: 'error' },
  unknown: { word: unknown, icon: 'utility:question', variant: '' },
  unused: { word: unused, icon: 'utility:dash', variant: '' },
};

const groups: Record<string, string> = {
  ...{ backend, connection, apiUser, limits, backlog, platform, fields, rules, users, pages },
};

/** How a state is shown: never by colour alone. */
export function stateLook(state: CellState): StateLook {
  return looks[state];
}

export function groupWord(group: string): string {
  return groups[group] ?? group;
}

/** The worst first. */
export function byUrgency(one: CellState, other: CellState): number {
  return urgency.indexOf(one) - urgency.indexOf(other);
}

const urgency: CellState[] = ['broken', 'warning', 'unknown', 'ok', 'unused'];
