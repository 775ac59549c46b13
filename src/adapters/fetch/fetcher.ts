/**
 * The plain HTTP fetcher: follows redirects by hand so that each hop passes the egress gate, bounds time and bytes, and
 * turns what the network does into failures. Status codes are not judged here: a 403 or a 503 is a page.
 *
 * Cookies live for one fetch, unless the request brings those of its page: many sites set one, redirect to the same address
 * and look whether it comes back.
 */

import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { failure, type Failure } from '../../core/failure.js';
import { certainType, contentTypeOf } from '../../core/html/content-type.js';
import { parseTarget } from '../../core/net/target.js';
import { refreshOf } from '../../core/page/refresh.js';
import type { Fault, FetchedPage, Fetcher, FetchOutcome, FetchRequest } from '../../ports/fetcher.js';
import { createAskServer, type Answer } from './ask-server.js';
import { createPageCookies } from './cookies.js';
import { startDeadline, type Deadline } from './deadline.js';
import { CUT_CODING, decompress } from './decompress.js';
import type { EgressGate } from '../egress/gate.js';
import { failureOf, faultOf } from './errors.js';
import type { Decoded } from './inflate.js';
import { createRequestHeaders } from './request-headers.js';
import { createTrail, type DeadEnd } from './trail.js';

export interface FetcherOptions {
  readonly gate: EgressGate;
  readonly userAgent: string;
  /** Bound of the compressed and of the decompressed body alike. Default 24 MiB. */
  readonly maxBodyBytes?: number;
  /** Redirects followed in one fetch. Default 10. */
  readonly maxRedirects?: number;
  /** Open connections to one origin. Politeness is decided elsewhere; this bounds file descriptors. Default 64. */
  readonly connectionsPerOrigin?: number;
}

const LACKS_ISSUERS =
  'the host does not send the certificates that vouch for its own, and they were fetched from where it says';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Builds a fetcher with its own connection pool. Whoever builds it closes it; `close` waits for running fetches. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { gate, maxBodyBytes = 24 * 1024 * 1024, maxRedirects = 10 } = options;
  const server = createAskServer(gate, options.connectionsPerOrigin ?? 64);
  const running = new Set<Promise<unknown>>();
  let closed = false;

  async function fetchWithin(request: FetchRequest, deadline: Deadline): Promise<FetchOutcome> {
    let url = parseTarget(request.url);
    if (url === null) return failed(failure('URL_UNREACHABLE', 'The URL is not valid.'));
    const cookies = request.cookies ?? createPageCookies();
    const headers = createRequestHeaders(options.userAgent, request, cookies);
    const trail = createTrail(headers.cookieFor, maxRedirects);
    const warnings: string[] = [];

    for (;;) {
      const refused = gate.check(url);
      if (refused !== null) return failed(refused);
      trail.visit(url);

      const answer = await getOnce(url, headers.for(url), request, deadline);
      cookies.keep(answer.setCookies, url);
      let next: URL | null;
      let deadEnd: DeadEnd | null;
      if (isRedirect(answer.status, answer.headers)) {
        next = parseTarget(readLocation(answer.headers), url);
        if (next === null)
          return failed(failure('URL_UNREACHABLE', 'The page redirects to an invalid address.'));
        deadEnd = trail.redirectTo(next);
      } else {
        const page = await toPage(url, answer, deadline, warnings);
        const refresh = request.followsRefresh === true && !answer.unwanted ? refreshOf(page) : null;
        if (refresh === null || gate.check(refresh.to) !== null) return page;
        const end = trail.refreshTo(refresh, url);
        if (end === 'stay') return page;
        [next, deadEnd] = [refresh.to, end];
        if (refresh.warning !== null) warnings.push(refresh.warning);
      }
      if (deadEnd !== null) return failed(deadEnd.failure, deadEnd.fault);
      if ((await request.mayFollow?.(next.href)) === false) return { kind: 'redirected', to: next.href };
      if (deadline.ended !== null) throw deadline.ended;
      url = next;
      // undici frees a connection one turn after the answer; going on at once would open another.
      await nextTurn();
    }
  }

  function getOnce(
    url: URL,
    headers: Record<string, string>,
    { wantsBody, accountId = '' }: FetchRequest,
    deadline: Deadline,
  ): Promise<Answer> {
    return server.ask({
      scope: accountId,
      url,
      headers,
      maxBytes: maxBodyBytes,
      bodyUnwanted: (status, answered, start) => {
        if (isRedirect(status, answered)) return true;
        const type = wantsBody === undefined ? null : typeSoFar(answered, start);
        return type !== null && wantsBody?.(type) === false;
      },
      deadline,
    });
  }

  async function toPage(
    url: URL,
    answer: Answer,
    deadline: Deadline,
    earlier: readonly string[],
  ): Promise<FetchedPage> {
    const encoding = answer.headers['content-encoding'];
    const decoded =
      encoding === undefined || answer.unwanted
        ? { bytes: answer.body, truncated: false }
        : await decompress(answer.body, encoding, maxBodyBytes, deadline);
    return {
      kind: 'page',
      finalUrl: url.href,
      status: answer.status,
      headers: answer.headers,
      contentType: contentTypeOf(answer.headers['content-type'], decoded.bytes).essence,
      body: decoded.bytes,
      truncated: answer.truncated || answer.cut || decoded.truncated,
      fetchedAt: new Date(),
      warnings: [
        ...earlier,
        ...warningsOf(answer, decoded),
        ...(gate.lacksIssuers(url) ? [LACKS_ISSUERS] : []),
      ],
    };
  }

  async function fetchOne(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    signal.throwIfAborted();
    const deadline = startDeadline(request.timeoutMs, signal);
    try {
      return await fetchWithin(request, deadline);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const broken = deadline.ended ?? error;
      return failed(failureOf(broken), faultOf(broken));
    } finally {
      deadline.stop();
    }
  }

  return {
    fetch(request, signal) {
      if (closed) return Promise.reject(new Error('fetcher is closed'));
      const outcome = fetchOne(request, signal);
      running.add(outcome);
      const forget = (): void => void running.delete(outcome);
      outcome.then(forget, forget);
      return outcome;
    },
    async close() {
      closed = true;
      await Promise.allSettled(running);
      await server.close();
    },
  };
}

function failed(reason: Failure, fault?: Fault): FetchOutcome {
  return { kind: 'failed', failure: reason, ...(fault === undefined ? {} : { fault }) };
}

/** What was not as it should be with an answer that was read all the same. */
function warningsOf({ road, cut, truncated, unwanted }: Answer, decoded: Decoded): string[] {
  if (unwanted) return [];
  return [
    ...(truncated ? ['the page is longer than is read, and was cut'] : []),
    ...(cut ? ['the connection ended before the page was complete'] : []),
    ...(road === 'lenient' && !cut
      ? ['the answer of the host is not valid HTTP, and was read as browsers read it']
      : []),
    ...(decoded.truncated && !truncated && !cut ? [CUT_CODING] : []),
    ...(decoded.hasWrongSum === true ? ['the compressed page does not fit its checksum'] : []),
  ];
}

function isRedirect(status: number, headers: Readonly<Record<string, string>>): boolean {
  return REDIRECTS.has(status) && headers['location'] !== undefined;
}

/** The type of an answer as far as headers and first bytes show it; null when more has to be seen. */
function typeSoFar(headers: Readonly<Record<string, string>>, start: Buffer | null): string | null {
  if (start === null) return certainType(headers['content-type']);
  return headers['content-encoding'] === undefined
    ? contentTypeOf(headers['content-type'], start).essence
    : null;
}

/** Header values are latin1, but hosts put raw UTF-8 paths into Location, and browsers follow them. */
function readLocation(headers: Readonly<Record<string, string>>): string {
  const location = headers['location'] ?? '';
  const bytes = Buffer.from(location, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : location;
}
