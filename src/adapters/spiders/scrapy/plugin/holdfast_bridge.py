"""What goes on in a spider, reported to the service: a line of JSON for every response and all that came of it."""

import datetime
import json
import os
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import scrapy
from itemadapter import ItemAdapter
from scrapy import signals
from scrapy.exceptions import CloseSpider
from scrapy.http import Request
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.serialize import ScrapyJSONEncoder

CHANNEL = 5
# A response with more items is reported in parts.
ITEMS_PER_REPORT = 500
LIMIT_REASON = "holdfast_page_limit"
EXIT_REASON = "holdfast_exit"
# Scrapy's own file for what a spider keeps is spider.state; this is ours beside it.
MEMORY_FILE = "holdfast.json"


class Run:
    """What one run of a spider has beside its crawler."""

    def __init__(self, channel, job):
        self.channel = channel
        self.job = job
        # What Scrapy begins with. Before 2.13 it is always this, and start() is not called.
        self.start = "start_requests()"
        # Whether the next start request is only asked for when there is nothing else to do.
        self.is_lazy = False
        # How the spider ended its process, such as `sys.exit(3)`.
        self.exited = None


class Encoder(ScrapyJSONEncoder):
    """Items as JSON. Dates are ISO 8601 under every version of Scrapy (of its own, from 2.18 on only)."""

    def default(self, o):
        if isinstance(o, (datetime.date, datetime.time)):
            return o.isoformat()
        try:
            return super().default(o)
        except TypeError:
            # What JSON does not know is kept as text.
            return str(o)


class Channel:
    def warn(self, message):
        """Puts a sentence into the job's log, whatever the log level of the spider is."""
        self.send({"type": "warning", "message": message})

    def send(self, message):
        data = (json.dumps(message, cls=Encoder, allow_nan=False) + "\n").encode()
        try:
            # Blocks while the service is behind: a spider is not faster than what it finds can be stored.
            while data:
                data = data[os.write(CHANNEL, data) :]
        except OSError:
            # The service is gone. What it has not stored must not count as done.
            os._exit(1)


class Reported:
    """One response on its way through the spider and the item pipelines."""

    __slots__ = ("key", "url", "items", "parts", "wanted", "seen", "streaming", "exhausted", "charge")

    def __init__(self, key, url, charge):
        self.key = key
        self.url = url
        self.items = []
        self.parts = 0
        self.wanted = 0
        self.seen = 0
        self.streaming = False
        self.exhausted = False
        self.charge = charge


class Bridge:
    """A spider middleware next to the engine: it sees responses first, and last what became of them."""

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def __init__(self, crawler):
        self.crawler = crawler
        self.run = crawler.holdfast
        self.channel, self.job = self.run.channel, self.run.job
        self.responses = WeakKeyDictionary()
        # Fingerprints of requests: how often each was answered, and which of them the spider began with.
        self.answered = {}
        self.started = set()
        self.resumed = self.job["resumed"]
        if self.resumed:
            memory = json.loads(self.memory_file().read_text(encoding="utf-8"))
            self.answered = memory["answered"]
            self.started = set(memory["started"])
        self.pages = sum(self.answered.values())
        self.start_items = 0
        # Start requests and start items of this run, items behind the pipelines, and why the start ended early.
        self.begun = 0
        self.items = 0
        self.start_error = None
        connect = crawler.signals.connect
        connect(self.item_scraped, signal=signals.item_scraped)
        connect(self.item_lost, signal=signals.item_dropped)
        connect(self.item_lost, signal=signals.item_error)
        connect(self.spider_opened, signal=signals.spider_opened)
        connect(self.spider_closed, signal=signals.spider_closed)
        connect(self.engine_stopped, signal=signals.engine_stopped)
        self.reason = "finished"

    def spider_opened(self, spider):
        # Scrapy said so until 2.16. No request to such a host passes its filter, and the log level hides that.
        for domain in getattr(spider, "allowed_domains", None) or ():
            if isinstance(domain, str) and ("/" in domain or ":" in domain):
                self.channel.warn(f"allowed_domains takes host names only, so {domain} allows nothing.")

    # Start requests: Scrapy repeats them when it resumes, whatever has become of them.

    async def process_start(self, start):
        with self.start_errors():
            async for begun in start:
                if self.is_repeated(begun):
                    continue
                if self.run.is_lazy and self.crawler.engine.needs_backout():
                    await self.crawler.signals.wait_for(signals.scheduler_empty)
                # Only now: one that waits here when the spider is stopped must be begun when it goes on.
                self.note_begun(begun)
                yield begun

    def process_start_requests(self, start_requests, spider):
        with self.start_errors():
            for begun in start_requests:
                if not self.is_repeated(begun):
                    self.note_begun(begun)
                    yield begun

    @contextmanager
    def start_errors(self):
        # Scrapy logs them and ends well, before 2.18 with the reason `finished`.
        try:
            yield
        except CloseSpider:
            raise
        except (Exception, SystemExit) as error:
            self.start_error = f"{type(error).__name__}: {error}"
            if isinstance(error, SystemExit):
                # sys.exit() in the start ends the event loop's task and leaves Scrapy 2.19 waiting for it for ever.
                raise RuntimeError("the spider's start called sys.exit()") from error
            raise

    def is_repeated(self, begun):
        return self.resumed and isinstance(begun, Request) and self.fingerprint(begun) in self.started

    def note_begun(self, begun):
        self.begun += 1
        if isinstance(begun, Request):
            self.started.add(self.fingerprint(begun))

    def fingerprint(self, request):
        return self.crawler.request_fingerprinter.fingerprint(request).hex()

    # Responses, from the engine to the spider and back.

    def process_spider_input(self, response, spider=None):
        fingerprint = self.fingerprint(response.request)
        # The same request again is another page, if the spider insists on it.
        times = self.answered.get(fingerprint, 0)
        self.answered[fingerprint] = times + 1
        self.responses[response] = Reported(f"{fingerprint}/{times}", response.url, 1)
        self.pages += 1
        if self.pages == self.job["maxPages"]:
            self.stop_at_limit()

    def process_spider_output(self, response, result, spider=None):
        page = self.responses.get(response)
        with self.stream(page):
            for output in result:
                self.note_output(page, output)
                yield output

    async def process_spider_output_async(self, response, result, spider=None):
        page = self.responses.get(response)
        with self.stream(page):
            async for output in result:
                self.note_output(page, output)
                yield output

    def process_spider_exception(self, response, exception, spider=None):
        page = self.responses.get(response)
        # What the spider gave before it failed may still be on its way through other middlewares.
        if page is not None and not page.streaming:
            self.note_end(page)

    @contextmanager
    def stream(self, page):
        """While what the spider made of the page passes. What it gave before it failed stays."""
        if page is not None:
            page.streaming = True
        try:
            yield
        except Exception:
            self.stream_ended(page)
            raise
        except SystemExit as error:
            self.stream_ended(page)
            raise close_on_exit(self.run, error) from error
        self.stream_ended(page)

    def stream_ended(self, page):
        if page is not None:
            page.streaming = False
            self.note_end(page)

    def note_output(self, page, output):
        if page is not None and output is not None and not isinstance(output, Request):
            page.wanted += 1

    def note_end(self, page):
        if page is not None:
            page.exhausted = True
            self.report_if_done(page)

    # Items, behind the pipelines.

    def item_scraped(self, item, response=None):
        self.items += 1
        content = self.content_of(item)
        page = None if response is None else self.responses.get(response)
        if page is None:
            start = Reported(f"start/{self.start_items}", "", 0)
            self.start_items += 1
            start.items.append(content)
            self.report(start)
            return
        page.items.append(content)
        page.seen += 1
        if len(page.items) >= ITEMS_PER_REPORT:
            self.report(page)
        self.report_if_done(page)

    def item_lost(self, item, response=None):
        page = None if response is None else self.responses.get(response)
        if page is not None:
            page.seen += 1
            self.report_if_done(page)

    def content_of(self, item):
        content = ItemAdapter(item).asdict() if ItemAdapter.is_item(item) else {"value": item}
        # NaN and the infinities are kept as null.
        return json.loads(json.dumps(content, cls=Encoder), parse_constant=lambda _: None)

    def report_if_done(self, page):
        if page.exhausted and page.seen == page.wanted:
            self.report(page)
            # Reported once; a late exception must not do it again.
            page.exhausted = False

    def report(self, page):
        key = page.key if page.parts == 0 else f"{page.key}/{page.parts}"
        charge = page.charge if page.parts == 0 else 0
        if page.parts == 0 or page.items:
            self.channel.send(
                {"type": "page", "page": {"key": key, "url": page.url, "charge": charge, "items": page.items}}
            )
        page.parts += 1
        page.items = []

    # The end.

    def stop_at_limit(self):
        engine = self.crawler.engine
        if hasattr(engine, "close_spider_async"):
            deferred_from_coro(engine.close_spider_async(reason=LIMIT_REASON))
        else:
            engine.close_spider(self.crawler.spider, LIMIT_REASON)

    def spider_closed(self, spider, reason):
        self.reason = reason

    def engine_stopped(self):
        stats = self.crawler.stats.get_stats()
        whole = stats.get("scheduler/unserializable", 0) == 0
        if whole:
            memory = {
                "scrapy": scrapy.__version__,
                "answered": self.answered,
                "started": sorted(self.started),
            }
            self.memory_file().write_text(json.dumps(memory), encoding="utf-8")
        plain = json.loads(json.dumps(stats, default=str))
        is_explained = self.reason == "shutdown" or self.start_error is not None or self.run.exited is not None
        if self.items == 0 and not self.resumed and not is_explained:
            self.channel.warn(why_nothing(self.run.start, self.begun, self.pages, stats))
        self.channel.send(
            {
                "type": "closed",
                "reason": self.reason,
                "whole": whole,
                "startError": self.start_error,
                "exited": self.run.exited,
                "stats": plain,
            }
        )

    def memory_file(self):
        return Path(self.job["stateFolder"]) / MEMORY_FILE


def close_on_exit(run, error):
    """The exception by which Scrapy closes the spider in good order, in place of the SystemExit."""
    run.exited = exit_text(error)
    return CloseSpider(EXIT_REASON)


def exit_text(error):
    if not isinstance(error, SystemExit):
        return f"a {type(error).__name__}"
    return "sys.exit()" if error.code is None else f"sys.exit({error.code!r})"


# Statistics of Scrapy that tell where requests, responses and items went.
LOSSES = {
    "offsite/filtered": "requests to hosts that are not in allowed_domains",
    "dupefilter/filtered": "requests that were made before",
    "robotstxt/forbidden": "requests that robots.txt forbids",
    "urllength/request_ignored_count": "requests with URLs longer than URLLENGTH_LIMIT",
    "depth/request_ignored_count": "requests deeper than DEPTH_LIMIT",
    "downloader/exception_count": "failed downloads",
    "retry/max_reached": "requests that failed at every try",
    "httperror/response_ignored_count": "responses with an error status, which callbacks do not get",
    "spider_exceptions/count": "errors in the spider",
    "item_dropped_count": "items that a pipeline dropped",
}


def why_nothing(start, begun, pages, stats):
    """A sentence for the log of a spider that ended without an item."""
    lost = [f"{stats[name]} {what}" for name, what in LOSSES.items() if stats.get(name)]
    if begun == 0 and not lost:
        return (
            f"The spider ended without requesting anything: {start} gave no request and no item to begin "
            "with. Are start_urls or the spider's arguments empty?"
        )
    return f"The spider ended without an item: start requests: {begun}, responses: {pages}" + (
        f"; left out: {', '.join(lost)}." if lost else "."
    )
