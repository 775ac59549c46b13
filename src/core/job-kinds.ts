/** The kinds of jobs. */

/** `spider` runs a spider of ours on the frontier, `scrapy` one of Scrapy's in a process of its own. */
export type JobKind = 'extract' | 'batch' | 'crawl' | 'spider' | 'scrapy';
