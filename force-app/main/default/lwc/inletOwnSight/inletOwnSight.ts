import { api, LightningElement } from 'lwc';
import type { CheckState } from 'c/inletDiagnosticsStore';
import type { Fact } from 'c/inletFacts';
import { fill, formatNumber, formatTime } from 'c/inletFormat';
import { dailyRequests, type OrgSight } from 'c/inletFromOrg';
import active from '@salesforce/label/c.Inlet_Installation_Active';
import apiEnabled from '@salesforce/label/c.Inlet_Installation_ApiEnabled';
import apiUser from '@salesforce/label/c.Inlet_Installation_ApiUser';
import cannotKnow from '@salesforce/label/c.Inlet_Sight_CannotKnow';
import cannotKnowBookings from '@salesforce/label/c.Inlet_Sight_CannotKnowBookings';
import cannotKnowFields from '@salesforce/label/c.Inlet_Sight_CannotKnowFields';
import cannotKnowShare from '@salesforce/label/c.Inlet_Sight_CannotKnowShare';
import deactivated from '@salesforce/label/c.Inlet_Sight_Deactivated';
import deactivatedBy from '@salesforce/label/c.Inlet_Sight_DeactivatedBy';
import frozen from '@salesforce/label/c.Inlet_Installation_Frozen';
import frozenBy from '@salesforce/label/c.Inlet_Sight_FrozenBy';
import frozenSentence from '@salesforce/label/c.Inlet_Sight_Frozen';
import heading from '@salesforce/label/c.Inlet_Sight_Heading';
import lacksApi from '@salesforce/label/c.Inlet_Sight_LacksApi';
import lastLogin from '@salesforce/label/c.Inlet_Sight_LastLogin';
import licence from '@salesforce/label/c.Inlet_Installation_Licence';
import never from '@salesforce/label/c.Inlet_Sight_Never';
import no from '@salesforce/label/c.Inlet_Common_No';
import notSeen from '@salesforce/label/c.Inlet_Sight_NotSeen';
import openUsers from '@salesforce/label/c.Inlet_Sight_OpenUsers';
import permissionSets from '@salesforce/label/c.Inlet_Installation_PermissionSets';
import profile from '@salesforce/label/c.Inlet_Installation_Profile';
import usage from '@salesforce/label/c.Inlet_Usage_Heading';
import usageUnseen from '@salesforce/label/c.Inlet_Sight_UsageUnseen';
import usedOf from '@salesforce/label/c.Inlet_Usage_UsedOf';
import usedUp from '@salesforce/label/c.Inlet_Sight_UsedUp';
import userOk from '@salesforce/label/c.Inlet_Sight_UserOk';
import userUnseen from '@salesforce/label/c.Inlet_Sight_UserUnseen';
import username from '@salesforce/label/c.Inlet_Connection_Username';
import yes from '@salesforce/label/c.Inlet_Common_Yes';

const flags = new Map<boolean | null, string>([
  [true, yes],
  [false, no],
]);
/** The share of the API requests at which the panel warns where nobody set another. */
const warnAt = 0.8;

/** What the org knows of itself, without the backend and without an API call; and what cannot be known so. */
export default class InletOwnSight extends LightningElement {
  @api sight: OrgSight | undefined;
  readonly labels = { apiUser, cannotKnow, heading, openUsers, usage };
  readonly unknowns = [cannotKnowBookings, cannotKnowFields, cannotKnowShare];

  get usageState(): CheckState {
    const requests = dailyRequests(this.sight!.limits);
    if (!requests) return 'unknown';
    if (requests.used >= requests.max) return 'broken';
    return requests.used >= requests.max * warnAt ? 'warning' : 'ok';
  }
  get usageText(): string {
    const requests = dailyRequests(this.sight!.limits);
    if (!requests) return usageUnseen;
    const { used, max } = requests;
    const share = max > 0 ? Math.round((used / max) * 100) : 0;
    const said = fill(usedOf, formatNumber(used), formatNumber(max), formatNumber(share));
    return used >= max ? `${said} ${usedUp}` : said;
  }
  get userState(): CheckState {
    const { apiUser: user } = this.sight!;
    if (!user) return 'unknown';
    return user.isActive && user.isFrozen !== true && user.isApiEnabled !== false ? 'ok' : 'broken';
  }
  get userText(): string {
    const { apiUser: user, history } = this.sight!;
    if (!user) return userUnseen;
    if (!user.isActive) {
      const { deactivatedAt, deactivatedBy: by } = history ?? {};
      return deactivatedAt && by
        ? fill(deactivatedBy, user.name, formatTime(deactivatedAt), by)
        : fill(deactivated, user.name);
    }
    if (user.isFrozen) {
      const { frozenAt, frozenBy: by } = history ?? {};
      return frozenAt && by ? fill(frozenBy, user.name, formatTime(frozenAt), by) : fill(frozenSentence, user.name);
    }
    return user.isApiEnabled === false ? fill(lacksApi, user.name) : fill(userOk, user.name);
  }
  get userFacts(): Fact[] {
    const { apiUser: user, history } = this.sight!;
    if (!user) return [];
    const flag = (value: boolean | null) => flags.get(value) ?? notSeen;
    return [
      { term: username, text: user.username },
      { term: active, text: flag(user.isActive) },
      { term: frozen, text: flag(user.isFrozen) },
      { term: profile, text: user.profile ?? notSeen },
      { term: licence, text: user.licence ?? notSeen },
      { term: apiEnabled, text: flag(user.isApiEnabled) },
      { term: permissionSets, text: user.permissionSets?.map(({ label }) => label).join(', ') ?? notSeen },
      { term: lastLogin, text: loginText(history?.lastLoginAt) },
    ];
  }
  /** Relative: this is the org that the admin is in. */
  get userUrl(): string {
    const { apiUser: user } = this.sight!;
    return user ? `/lightning/setup/ManageUsers/page?address=%2F${user.userId}%3Fnoredirect%3D1` : '';
  }
}

function loginText(at: string | null | undefined): string {
  if (at === undefined) return notSeen;
  return at === null ? never : formatTime(at);
}
