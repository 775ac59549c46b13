"""The command `scrapy holdfast <job.json>`: runs a spider as `runspider` and `crawl` do, and reports what it finds.

It is put on PYTHONPATH beside whatever Scrapy the operator has installed. Reports go to descriptor 5, one JSON value a
line: every response with all that the spider made of it, once the spider is done with it. So a report is stored whole
or not at all, and a run that is repeated after a crash repeats its reports, which are known by their keys.
"""

import importlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from weakref import WeakKeyDictionary

from itemadapter import ItemAdapter
from scrapy import signals
from scrapy.commands import ScrapyCommand
from scrapy.http import Request
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.serialize import ScrapyJSONEncoder
from scrapy.utils.spider import iter_spider_classes

CHANNEL = 5
# A response with more items is reported in parts.
ITEMS_PER_REPORT = 500
LIMIT_REASON = "holdfast_page_limit"
# Scrapy's own file for what a spider keeps is spider.state; this is ours beside it.
MEMORY_FILE = "holdfast.json"


class SpiderBroken(Exception):
    """The job's spider cannot run; the message is for the job's owner."""


class Command(ScrapyCommand):
    requires_project = False
    # Every page and item at DEBUG would be most of the log.
    default_settings = {"LOG_LEVEL": "INFO"}

    def syntax(self):
        return "<job.json>"

    def short_desc(self):
        return "Run a spider for Holdfast"

    def run(self, args, opts):
        channel = Channel()
        job = json.loads(Path(args[0]).read_text(encoding="utf-8"))
        try:
            spider_class = find_spider(job, self.crawler_process)
        except Exception as error:
            channel.send({"type": "broken", "message": f"{type(error).__name__}: {error}"})
            self.exitcode = 1
            raise
        crawler = self.crawler_process.create_crawler(spider_class)
        for name, value in {**job["settings"], **FORCED, "JOBDIR": job["stateFolder"]}.items():
            crawler.settings.set(name, value, priority="cmdline")
        middlewares = {**crawler.settings.getdict("SPIDER_MIDDLEWARES"), Bridge: 1}
        crawler.settings.set("SPIDER_MIDDLEWARES", middlewares, priority="cmdline")
        crawler.holdfast = (channel, job)
        self.crawler_process.crawl(crawler, **job["arguments"])
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1


# Standard error is the log; a console for telnet is a door.
FORCED = {"LOG_FILE": None, "LOG_ENABLED": True, "TELNETCONSOLE_ENABLED": False}


def find_spider(job, crawler_process):
    """The spider class of the job's file; where it has several, the one with the spider's name."""
    path = Path(job["file"])
    if path.name == "scrapy.cfg":
        return crawler_process.spider_loader.load(job["name"])
    classes = list(iter_spider_classes(load_module(path, job["projectFolder"])))
    if len(classes) > 1:
        classes = [found for found in classes if found.name == job["name"]]
    if not classes:
        raise SpiderBroken(
            "the file defines no spider, or several of which none has the name that the spider is registered under"
        )
    return classes[0]


def load_module(path, project):
    if project is not None:
        # As the project itself imports it, so that relative imports work.
        name = ".".join(path.relative_to(project).with_suffix("").parts)
        if all(part.isidentifier() for part in name.split(".")):
            return importlib.import_module(name)
    sys.path.insert(0, str(path.parent))
    # Under a name of its own: a file may be called like a module of the library.
    spec = importlib.util.spec_from_file_location("holdfast_spider", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Channel:
    def send(self, message):
        data = (json.dumps(message, cls=ScrapyJSONEncoder, allow_nan=False) + "\n").encode()
        try:
            # Blocks while the service is behind: a spider is not faster than what it finds can be stored.
            while data:
                data = data[os.write(CHANNEL, data) :]
        except OSError:
            # The service is gone. What it has not stored must not count as done.
            os._exit(1)


class Reported:
    """One response on its way through the spider and the item pipelines."""

    __slots__ = ("key", "url", "items", "parts", "wanted", "seen", "exhausted", "charge")

    def __init__(self, key, url, charge):
        self.key = key
        self.url = url
        self.items = []
        self.parts = 0
        self.wanted = 0
        self.seen = 0
        self.exhausted = False
        self.charge = charge


class Bridge:
    """A spider middleware next to the engine: it sees responses first, and last what became of them."""

    @classmethod
    def from_crawler(cls, crawler):
        return cls(crawler)

    def __init__(self, crawler):
        self.crawler = crawler
        self.channel, self.job = crawler.holdfast
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
        connect = crawler.signals.connect
        connect(self.item_scraped, signal=signals.item_scraped)
        connect(self.item_lost, signal=signals.item_dropped)
        connect(self.item_lost, signal=signals.item_error)
        connect(self.spider_closed, signal=signals.spider_closed)
        connect(self.engine_stopped, signal=signals.engine_stopped)
        self.reason = "finished"

    # Start requests: Scrapy repeats them when it resumes, whatever has become of them.

    async def process_start(self, start):
        async for begun in start:
            if self.begins(begun):
                yield begun

    def process_start_requests(self, start_requests, spider):
        for begun in start_requests:
            if self.begins(begun):
                yield begun

    def begins(self, begun):
        if not isinstance(begun, Request):
            return True
        fingerprint = self.fingerprint(begun)
        if self.resumed and fingerprint in self.started:
            return False
        self.started.add(fingerprint)
        return True

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
        for output in result:
            self.note_output(page, output)
            yield output
        self.note_end(page)

    async def process_spider_output_async(self, response, result, spider=None):
        page = self.responses.get(response)
        async for output in result:
            self.note_output(page, output)
            yield output
        self.note_end(page)

    def process_spider_exception(self, response, exception, spider=None):
        # What the spider gave before it failed stays.
        self.note_end(self.responses.get(response))

    def note_output(self, page, output):
        if page is not None and output is not None and not isinstance(output, Request):
            page.wanted += 1

    def note_end(self, page):
        if page is not None:
            page.exhausted = True
            self.report_if_done(page)

    # Items, behind the pipelines.

    def item_scraped(self, item, response=None):
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
        try:
            return json.loads(json.dumps(content, cls=ScrapyJSONEncoder, allow_nan=False))
        except (TypeError, ValueError):
            # What JSON does not know is kept as text, NaN as nothing.
            return json.loads(
                json.dumps(content, default=str), parse_constant=lambda _: None
            )

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
            memory = {"answered": self.answered, "started": sorted(self.started)}
            self.memory_file().write_text(json.dumps(memory), encoding="utf-8")
        plain = json.loads(json.dumps(stats, default=str))
        self.channel.send({"type": "closed", "reason": self.reason, "whole": whole, "stats": plain})

    def memory_file(self):
        return Path(self.job["stateFolder"]) / MEMORY_FILE
