"""Runs spiders and middlewares that were written for older versions of Scrapy as they ran then.

Newer versions ignore some of what they define without a word: 2.16 no longer calls start_requests() and
process_start_requests(), 2.14 no longer calls from_settings(), 2.15 raises other exceptions to errbacks. See
docs/spiders.md for the whole list.
"""

import inspect
from collections.abc import Iterable
from functools import wraps

import scrapy
import scrapy.middleware
from scrapy.core.spidermw import SpiderMiddlewareManager
from scrapy.http import Request
from scrapy.spiders import SitemapSpider, Spider
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet import error as twisted_errors
from twisted.internet.defer import Deferred

NOTHING = object()


def install():
    restore_start_requests()
    if hasattr(SpiderMiddlewareManager, "process_start"):
        replace(SpiderMiddlewareManager, "process_start", started_as_meant)
    if scrapy.version_info >= (2, 16):
        replace(SpiderMiddlewareManager, "_add_middleware", with_old_methods)
    if scrapy.version_info >= (2, 14):
        replace(scrapy.middleware, "build_from_crawler", built_from_settings)
    if scrapy.version_info >= (2, 15):
        restore_download_errors()


def replace(owner, name, replacement):
    original = getattr(owner, name)
    setattr(owner, name, wraps(original)(replacement(original)))


# How a spider begins.


def restore_start_requests():
    """For spiders whose own start_requests() calls super().start_requests(). Scrapy 2.16 removed it."""
    if not hasattr(Spider, "start_requests"):
        Spider.start_requests = lambda spider: (spider.make_requests_from_url(url) for url in spider.start_urls)
        SitemapSpider.start_requests = lambda spider: (
            Request(url, spider._parse_sitemap) for url in spider.sitemap_urls
        )
        for owner in (Spider, SitemapSpider):
            replace(owner, "start", start_of_library)


def start_of_library(original):
    """For spiders whose own start() calls super().start(): until 2.15 that was to run start_requests()."""

    async def start(spider):
        old = getattr(spider, "start_requests", None)
        module = getattr(old, "__module__", None)
        given = original(spider) if module == __name__ or not callable(old) else requests_of(spider, "start_requests", old)
        async for one in given:
            yield one

    return start


def started_as_meant(original):
    """Scrapy calls spider.start(), whatever that is; this has it call what the spider's author meant to begin with."""

    async def process_start(manager, *args, **kwargs):
        spider = args[0] if args else manager.crawler.spider
        name, method = start_of(spider)
        run = spider.crawler.holdfast
        run.start = f"{name}()"
        # Scrapy before 2.13 asked for the next of start_requests() when it had nothing else to do. Some never end.
        run.is_lazy = name == "start_requests"
        own = vars(spider).get("start", NOTHING)
        vars(spider)["start"] = lambda: requests_of(spider, name, method)
        try:
            return await original(manager, *args, **kwargs)
        finally:
            del vars(spider)["start"]
            if own is not NOTHING:
                vars(spider)["start"] = own

    return process_start


def start_of(spider):
    """The name and the bound method by which the spider begins.

    The class nearest to the spider decides; in one that has both, start() if it is an asynchronous generator, which is
    how Scrapy from 2.13 on wants it. So does a start() further away that itself runs start_requests(), or the start()
    of its base: it adds something of its own. A start() that needs arguments, or an attribute of that name that is no
    method, is something else: Scrapy before 2.13 gave the name no meaning.
    """
    scopes = (spider, *type(spider).__mro__)
    for at, scope in enumerate(scopes):
        own = vars(scope)
        is_scrapys = inspect.isclass(scope) and scope.__module__.partition(".")[0] == "scrapy"
        start = bound(own.get("start"), spider, scope)
        if is_scrapys:
            if start is not None:
                return beginning_of_library(spider, start)
            continue
        old = bound(own.get("start_requests"), spider, scope)
        if start is not None and (old is None or inspect.isasyncgenfunction(start)):
            return "start", start
        if old is not None:
            around = next((own for own in (start_around(further, spider) for further in scopes[at + 1 :]) if own), None)
            return ("start_requests", old) if around is None else ("start", around)
    return "start", spider.start


def beginning_of_library(spider, start):
    """start() of Scrapy itself; start_requests() where the spider makes requests of its start_urls in its own way."""
    if isinstance(spider, SitemapSpider) or type(spider).make_requests_from_url is Spider.make_requests_from_url:
        return "start", start
    return "start_requests", lambda: (spider.make_requests_from_url(url) for url in spider.start_urls)


def start_around(scope, spider):
    """The start() of a spider's base that is an asynchronous generator and runs what the spider begins with."""
    if scope.__module__.partition(".")[0] == "scrapy":
        return None
    start = bound(vars(scope).get("start"), spider, scope)
    if start is None or not inspect.isasyncgenfunction(start):
        return None
    names = inspect.unwrap(start.__func__ if inspect.ismethod(start) else start).__code__.co_names
    return start if {"start", "start_requests"}.intersection(names) else None


def bound(value, spider, scope):
    """The value as a method that can be called without arguments; None if it is none."""
    if inspect.isclass(scope) and hasattr(value, "__get__"):
        value = value.__get__(spider, type(spider))
    if not callable(value):
        return None
    try:
        inspect.signature(value).bind()
    except (TypeError, ValueError):
        return None
    return value


async def requests_of(spider, name, method):
    """What the method gives: an iterable or an asynchronous one, at once or after waiting."""
    if method.__module__ == "scrapy.spiders" and not spider.start_urls and hasattr(spider, "start_url"):
        # Scrapy from 2.17 on says nothing of it.
        raise AttributeError("'start_urls' is not set or empty, but 'start_url' is set: is an 's' missing?")
    given = method()
    if isinstance(given, Deferred):
        given = await maybe_deferred_to_future(given)
    elif inspect.isawaitable(given):
        given = await given
    if hasattr(given, "__aiter__"):
        async for one in given:
            yield one
    elif isinstance(given, Iterable) and not isinstance(given, (str, bytes, dict)):
        for one in given:
            yield one
    else:
        raise TypeError(f"{name}() of the spider gave {type(given).__name__}, and not requests")


# Middlewares and other components.


def with_old_methods(original):
    def _add_middleware(manager, middleware):
        if hasattr(middleware, "process_start_requests") and not hasattr(middleware, "process_start"):
            middleware.process_start = start_through(middleware, manager)
        output = getattr(middleware, "process_spider_output", None)
        if (
            output is not None
            and not inspect.isasyncgenfunction(output)
            and not hasattr(middleware, "process_spider_output_async")
        ):
            middleware.process_spider_output = output_through(output, manager)
        return original(manager, middleware)

    return _add_middleware


def start_through(middleware, manager):
    """process_start() in terms of process_start_requests(), one request at a time."""
    name = type(middleware).__name__

    def synchronous(start):
        while True:
            step = start.__anext__()
            try:
                step.send(None)
            except StopIteration as given:
                yield given.value
            except StopAsyncIteration:
                return
            else:
                step.close()
                raise TypeError(
                    f"the middleware {name} has only process_start_requests(), which cannot wait, "
                    "but the spider's start() or another middleware waits for something"
                )

    async def process_start(start):
        for one in middleware.process_start_requests(synchronous(start.__aiter__()), manager.crawler.spider):
            yield one

    return process_start


def output_through(output, manager):
    """An asynchronous process_spider_output() in terms of one that is not: it gets what a callback gave all at once."""
    wants_spider = "spider" in inspect.signature(output).parameters

    def replayed(given, problem):
        yield from given
        if problem is not None:
            raise problem

    async def process_spider_output(response, result):
        given, problem = [], None
        try:
            async for one in result:
                given.append(one)
        except Exception as error:
            problem = error
        more = {"spider": manager.crawler.spider} if wants_spider else {}
        for one in output(response=response, result=replayed(given, problem), **more):
            yield one

    return process_spider_output


def built_from_settings(original):
    def build_from_crawler(component, crawler, *args, **kwargs):
        if hasattr(component, "from_settings") and not hasattr(component, "from_crawler"):
            return component.from_settings(crawler.settings, *args, **kwargs)
        return original(component, crawler, *args, **kwargs)

    return build_from_crawler


# What an errback gets.


def restore_download_errors():
    """Makes Scrapy's exceptions those of Twisted as well, which errbacks of old spiders and RETRY_EXCEPTIONS name."""
    from scrapy import exceptions
    from scrapy.core.downloader.handlers import http11
    from scrapy.utils import _download_handlers
    from twisted.web.client import ResponseFailed

    for name, old in {
        "CannotResolveHostError": twisted_errors.DNSLookupError,
        "DownloadConnectionRefusedError": twisted_errors.ConnectionRefusedError,
        "DownloadFailedError": ResponseFailed,
        "DownloadTimeoutError": twisted_errors.TimeoutError,
    }.items():
        both = both_errors(getattr(exceptions, name), old)
        for module in (_download_handlers, http11):
            if hasattr(module, name):
                setattr(module, name, both)


def both_errors(new, old):
    def __init__(self, *args):
        Exception.__init__(self, *args)

    def __getattr__(self, name):
        # `reasons` of a ResponseFailed and the like are those of the error that it was raised from.
        if name.startswith("__") or self.__cause__ is None:
            raise AttributeError(name)
        return getattr(self.__cause__, name)

    body = {"__init__": __init__, "__getattr__": __getattr__, "__str__": Exception.__str__, "__module__": new.__module__}
    return type(new.__name__, (new, old), body)
