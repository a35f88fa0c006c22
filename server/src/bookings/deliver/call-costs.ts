import type { CallCost, DueBooking } from './due-booking.ts';

/** What the calls of one turn cost each of its bookings. Who shares a call shares its cost. */
export class CallCosts {
  readonly #costs = new Map<string, CallCost>();

  /** One call was made for these bookings. */
  add(payers: DueBooking[]): void {
    for (const { id } of payers) {
      const before = this.of(id);
      this.#costs.set(id, {
        apiCalls: before.apiCalls + 1,
        apiCallShare: before.apiCallShare + 1 / payers.length,
        batchSize: Math.max(before.batchSize, payers.length),
      });
    }
  }

  of(bookingId: string): CallCost {
    return this.#costs.get(bookingId) ?? { apiCalls: 0, apiCallShare: 0, batchSize: 1 };
  }

  /** The booking's costs with those of another call. */
  with(bookingId: string, more: CallCost): CallCost {
    const { apiCalls, apiCallShare, batchSize } = this.of(bookingId);
    return {
      apiCalls: apiCalls + more.apiCalls,
      apiCallShare: apiCallShare + more.apiCallShare,
      batchSize: Math.max(batchSize, more.batchSize),
    };
  }
}
