import type { Phase } from 'c/inletSetupProgress';
import connection from '@salesforce/label/c.Inlet_Setup_Connection';
import connectionIntro from '@salesforce/label/c.Inlet_Setup_ConnectionIntro';
import installation from '@salesforce/label/c.Inlet_Setup_Installation';
import installationIntro from '@salesforce/label/c.Inlet_Setup_InstallationIntro';
import mapping from '@salesforce/label/c.Inlet_Setup_Mapping';
import mappingIntro from '@salesforce/label/c.Inlet_Setup_MappingIntro';
import rules from '@salesforce/label/c.Inlet_Setup_Rules';
import rulesIntro from '@salesforce/label/c.Inlet_Setup_RulesIntro';
import sources from '@salesforce/label/c.Inlet_Setup_Sources';
import sourcesIntro from '@salesforce/label/c.Inlet_Setup_SourcesIntro';
import users from '@salesforce/label/c.Inlet_Setup_Users';
import usersIntro from '@salesforce/label/c.Inlet_Setup_UsersIntro';
import validation from '@salesforce/label/c.Inlet_Setup_Validation';
import validationIntro from '@salesforce/label/c.Inlet_Setup_ValidationIntro';

const words: Record<Phase, { title: string; intro: string }> = {
  connection: { title: connection, intro: connectionIntro },
  installation: { title: installation, intro: installationIntro },
  validation: { title: validation, intro: validationIntro },
  mapping: { title: mapping, intro: mappingIntro },
  rules: { title: rules, intro: rulesIntro },
  users: { title: users, intro: usersIntro },
  sources: { title: sources, intro: sourcesIntro },
};

export function phaseTitle(phase: Phase): string {
  return words[phase].title;
}

/** What a phase is for, in a sentence or two. */
export function phaseIntro(phase: Phase): string {
  return words[phase].intro;
}
