import { urlOf } from '../page-reference.ts';
import type { PageReference } from '../page-reference.ts';
import { followPage, goTo } from '../router.ts';

type Reference = Parameters<typeof urlOf>[0];

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

// A class mixin takes any constructor: TypeScript asks for any[] there.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function mixin<T extends new (...parameters: any[]) => object>(Base: T): T {
  return class extends Base {
    [Navigate](reference: Reference, replace = false): void {
      goTo(reference, { replace });
    }
    [GenerateUrl](reference: Reference): Promise<string> {
      return Promise.resolve(urlOf(reference));
    }
  };
}

/** `lightning/navigation`. */
export const NavigationMixin = Object.assign(mixin, { Navigate, GenerateUrl });

/** Wire adapter: the page that the component is on. */
export class CurrentPageReference {
  readonly #emit: (reference: PageReference) => void;
  #stop: (() => void) | undefined;

  constructor(emit: (reference: PageReference) => void) {
    this.#emit = emit;
  }

  connect(): void {
    this.#stop = followPage(this.#emit);
  }

  update(): void {
    // It has no parameters.
  }

  disconnect(): void {
    this.#stop?.();
  }
}
