/** What the platform gives to components: modules that exist in Salesforce only, as its developer guide describes them. */

declare module '@salesforce/apex' {
  import type { WireAdapterConstructor } from 'lwc';

  /** What a wired method hands over: data or error, neither until it is there. */
  export interface Provisioned<Value> {
    data?: Value | undefined;
    error?: unknown;
  }
  /** An Apex method with `cacheable=true`: a function to call, and an adapter for `@wire`. */
  export type CacheableMethod<Call extends (...parameters: never[]) => Promise<unknown>> = Call &
    WireAdapterConstructor<
      Parameters<Call> extends [infer Config extends Record<string, unknown>] ? Config : Record<string, never>,
      Provisioned<Awaited<ReturnType<Call>>>
    >;

  /** Asks a wired method again; the value is what the wire handed over. */
  export function refreshApex(provisioned: Provisioned<unknown>): Promise<void>;
}

declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}

declare module '@salesforce/i18n/lang' {
  const lang: string;
  export default lang;
}
declare module '@salesforce/i18n/dir' {
  const dir: 'ltr' | 'rtl';
  export default dir;
}
declare module '@salesforce/i18n/locale' {
  const locale: string;
  export default locale;
}
declare module '@salesforce/i18n/timeZone' {
  const timeZone: string;
  export default timeZone;
}
declare module '@salesforce/i18n/currency' {
  const currency: string;
  export default currency;
}

declare module '@salesforce/user/Id' {
  const id: string;
  export default id;
}
declare module '@salesforce/user/isGuest' {
  const isGuest: boolean;
  export default isGuest;
}

declare module '@salesforce/customPermission/*' {
  /** `undefined` for who does not have it. */
  const hasPermission: true | undefined;
  export default hasPermission;
}

declare module 'lightning/navigation' {
  import type { LightningElement, WireAdapterConstructor } from 'lwc';

  export interface PageReference {
    type: string;
    attributes?: Record<string, string | undefined>;
    state?: Record<string, string | undefined>;
  }

  const Navigate: unique symbol;
  const GenerateUrl: unique symbol;
  interface Navigation {
    [Navigate](page: PageReference, replace?: boolean): void;
    [GenerateUrl](page: PageReference): Promise<string>;
  }
  export const NavigationMixin: {
    // A class mixin takes any constructor: TypeScript asks for any[] there.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    <Base extends new (...parameters: any[]) => LightningElement>(
      base: Base,
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
    ): Base & (new (...parameters: any[]) => Navigation);
    readonly Navigate: typeof Navigate;
    readonly GenerateUrl: typeof GenerateUrl;
  };
  /** The page that the component is on; undefined until it is known. */
  export const CurrentPageReference: WireAdapterConstructor<Record<string, never>, PageReference | undefined>;
}

declare module 'lightning/platformShowToastEvent' {
  export interface Toast {
    title: string;
    message?: string;
    /** Replaces `{0}`, `{1}` … in the message. */
    messageData?: (string | { url: string; label: string })[];
    variant?: 'info' | 'success' | 'warning' | 'error';
    mode?: 'dismissible' | 'pester' | 'sticky';
  }
  export class ShowToastEvent extends CustomEvent<Toast> {
    constructor(toast: Toast);
  }
}

declare module '@salesforce/resourceUrl/*' {
  /** The address of a static resource; of an archive, the path inside of it comes behind. */
  const url: string;
  export default url;
}

declare module 'lightning/platformResourceLoader' {
  import type { LightningElement } from 'lwc';

  /** Runs the script, once a page. Rejects where it cannot be had. */
  export function loadScript(component: LightningElement, url: string): Promise<void>;
  /** Applies the style sheet, once a page. Rejects where it cannot be had. */
  export function loadStyle(component: LightningElement, url: string): Promise<void>;
}

declare module 'lightning/modal' {
  import { LightningElement } from 'lwc';

  export interface ModalOptions {
    /** The title, for the browser and for screen readers. */
    label: string;
    size?: 'small' | 'medium' | 'large' | 'full';
    description?: string;
    disableClose?: boolean;
  }
  export default class LightningModal extends LightningElement {
    /** Opens it over the page. The promise gives what `close` was called with, `undefined` when it was dismissed. */
    static open<Result = unknown>(options: ModalOptions & Record<string, unknown>): Promise<Result | undefined>;
    label: string;
    size: 'small' | 'medium' | 'large' | 'full';
    description: string;
    disableClose: boolean;
    close(result?: unknown): void;
  }
}

declare module 'lightning/uiObjectInfoApi' {
  import type { WireAdapterConstructor } from 'lwc';
  import type { Provisioned } from '@salesforce/apex';

  /** One object's answer: its labels, or `statusCode` 4xx where the user may not see it. */
  export interface ObjectInfoResult {
    statusCode: number;
    result: { apiName?: string; label?: string; fields?: Record<string, { label: string }> };
  }
  export const getObjectInfos: WireAdapterConstructor<
    { objectApiNames: readonly string[] },
    Provisioned<{ results: ObjectInfoResult[] }>
  >;
}
