/**
 * A bound on the typed arrays of a thread. Limits of a worker thread count only what V8 has on its heap; a few KiB of PDF
 * can ask for gigabytes outside of it, as the output of a decompression.
 */

/** Arrays below this size are not counted one by one. */
const LARGE_BYTES = 1024 * 1024;

/**
 * Makes each large `Uint8Array` that would bring the thread's array buffers above `maxBytes` a RangeError. The answer says
 * how often that has happened.
 */
export function boundArrays(maxBytes: number): () => number {
  let refused = 0;
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, args: unknown[], newTarget: NewableFunction): object {
      const [size] = args;
      if (typeof size === 'number' && size >= LARGE_BYTES) {
        if (size + process.memoryUsage().arrayBuffers > maxBytes) {
          refused += 1;
          throw new RangeError('out of array memory');
        }
      }
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  return () => refused;
}
