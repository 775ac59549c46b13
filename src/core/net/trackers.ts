/**
 * Hosts whose only business is to watch visitors or to show them advertisements. A rendered page does not load them: they
 * add nothing to its content and would be told of every visit.
 */

const TRACKERS: ReadonlySet<string> = new Set([
  '2mdn.net',
  'adform.net',
  'adnxs.com',
  'adsrvr.org',
  'adservice.google.com',
  'amazon-adsystem.com',
  'amplitude.com',
  'analytics.google.com',
  'analytics.tiktok.com',
  'bat.bing.com',
  'bluekai.com',
  'bugsnag.com',
  'casalemedia.com',
  'chartbeat.com',
  'chartbeat.net',
  'clarity.ms',
  'connect.facebook.net',
  'crazyegg.com',
  'criteo.com',
  'criteo.net',
  'demdex.net',
  'doubleclick.net',
  'everesttech.net',
  'fullstory.com',
  'google-analytics.com',
  'googleadservices.com',
  'googlesyndication.com',
  'googletagmanager.com',
  'googletagservices.com',
  'heap-analytics.com',
  'heapanalytics.com',
  'hotjar.com',
  'hotjar.io',
  'krxd.net',
  'linkedin.oribi.io',
  'mathtag.com',
  'mc.yandex.ru',
  'mixpanel.com',
  'moatads.com',
  'mouseflow.com',
  'newrelic.com',
  'nr-data.net',
  'omtrdc.net',
  'openx.net',
  'optimizely.com',
  'outbrain.com',
  'parsely.com',
  'pubmatic.com',
  'px.ads.linkedin.com',
  'quantcount.com',
  'quantserve.com',
  'rlcdn.com',
  'rubiconproject.com',
  'scorecardresearch.com',
  'segment.com',
  'segment.io',
  'sentry-cdn.com',
  'sentry.io',
  'snap.licdn.com',
  'statcounter.com',
  'stats.g.doubleclick.net',
  'taboola.com',
  'teads.tv',
  'yieldmo.com',
]);

/** Whether a host name is a tracker's or below one. */
export function isTracker(hostname: string): boolean {
  for (let name = hostname.toLowerCase(); name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    if (TRACKERS.has(name)) return true;
  }
  return false;
}
