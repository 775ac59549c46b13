"""Names that spiders for Scrapy 1.8 and later import or call, and that newer versions have moved or dropped.

Only what has an equivalent is here. What the installed Scrapy still has is left alone. See docs/spiders.md.
"""

import hashlib
import inspect
import sys
import types
from importlib import import_module

from scrapy import signals
from scrapy.core.engine import ExecutionEngine
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import JsonRequest, Request, TextResponse
from scrapy.item import Item
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import Rule, Spider
from scrapy.utils.python import to_unicode
from scrapy.utils.request import fingerprint, request_from_dict
from scrapy.utils.spider import iterate_spider_output


def install():
    """Called before the spider's file is imported."""
    restore_modules()
    restore_names()
    restore_methods()


class InitSpider(Spider):
    """Runs init_request() before the start requests, which follow when the spider calls initialized()."""

    def start_requests(self):
        self._postinit_reqs = super().start_requests()
        return iterate_spider_output(self.init_request())

    def init_request(self):
        return self.initialized()

    def initialized(self, response=None):
        return self.__dict__.pop("_postinit_reqs", ())


def request_fingerprint(request, include_headers=None, keep_fragments=False):
    given = fingerprint(request, include_headers=include_headers, keep_fragments=keep_fragments)
    return given.hex()


def request_to_dict(request, spider=None):
    return request.to_dict(spider=spider)


def create_instance(objcls, settings, crawler, *args, **kwargs):
    """An object by its from_crawler(), its from_settings() or its constructor, whichever it has first."""
    if crawler is not None and hasattr(objcls, "from_crawler"):
        return objcls.from_crawler(crawler, *args, **kwargs)
    if hasattr(objcls, "from_settings"):
        return objcls.from_settings(crawler.settings if settings is None else settings, *args, **kwargs)
    return objcls(*args, **kwargs)


def md5sum(file):
    return hashlib.file_digest(file, "md5").hexdigest()


# Modules that are gone, by those that have the same names now, or by the names themselves.
MODULES = {
    "scrapy.loader.processors": "itemloaders.processors",
    "scrapy.loader.common": "itemloaders.common",
    "scrapy.utils.markup": "w3lib.html",
    "scrapy.utils.http": "w3lib.http",
    "scrapy.xlib.pydispatch": "pydispatch",
    "scrapy.spiders.init": {"InitSpider": InitSpider},
    "scrapy.linkextractors.sgml": {"SgmlLinkExtractor": LinkExtractor},
    "scrapy.utils.reqser": {"request_to_dict": request_to_dict, "request_from_dict": request_from_dict},
}

# Names that are gone from modules that stayed. A module in place of a value: all of its names.
NAMES = {
    "scrapy.http": {"JSONRequest": JsonRequest},
    "scrapy.item": {"BaseItem": Item, "DictItem": Item},
    "scrapy.linkextractors": {"FilteringLinkExtractor": LinkExtractor},
    "scrapy.signals": {"item_passed": signals.item_scraped},
    "scrapy.spiders": {"InitSpider": InitSpider},
    "scrapy.utils.misc": {"create_instance": create_instance, "md5sum": md5sum},
    "scrapy.utils.python": {"to_native_str": to_unicode},
    "scrapy.utils.request": {"request_fingerprint": request_fingerprint, "request_to_dict": request_to_dict},
    "scrapy.utils.url": "w3lib.url",
}


def restore_modules():
    for name, source in MODULES.items():
        try:
            import_module(name)
        except ModuleNotFoundError:
            module = types.ModuleType(name, f"{name} of an older Scrapy, restored by Holdfast.")
            vars(module).update(source if isinstance(source, dict) else public_names(source))
            package, _, last = name.rpartition(".")
            if package not in sys.modules:
                sys.modules[package] = types.ModuleType(package)
                sys.modules[package].__path__ = []
            sys.modules[name] = module
            setattr(sys.modules[package], last, module)


def restore_names():
    for name, source in NAMES.items():
        module = import_module(name)
        for key, value in (source if isinstance(source, dict) else public_names(source)).items():
            if not hasattr(module, key):
                setattr(module, key, value)


def public_names(name):
    return {key: value for key, value in vars(import_module(name)).items() if not key.startswith("_")}


def restore_methods():
    for owner, name in ((ExecutionEngine, "crawl"), (ExecutionEngine, "download"), (RetryMiddleware, "_retry")):
        original = getattr(owner, name)
        if "spider" not in inspect.signature(original).parameters:
            setattr(owner, name, without_spider(original))
    additions = (
        # `slot` holds the requests under way; there is one spider to a process.
        (ExecutionEngine, "slot", OtherName("_slot")),
        (RetryMiddleware, "EXCEPTIONS_TO_RETRY", OtherName("exceptions_to_retry")),
        (TextResponse, "body_as_unicode", lambda response: response.text),
        (Spider, "make_requests_from_url", lambda spider, url: Request(url, dont_filter=True)),
    )
    for owner, name, value in additions:
        if not hasattr(owner, name):
            setattr(owner, name, value)
    Rule._compile = compiled(Rule._compile)


class OtherName:
    """An attribute that has another name now. One of the former name that an object sets is left as it is."""

    def __init__(self, name):
        self.name = name

    def __get__(self, owner, _type=None):
        return self if owner is None else getattr(owner, self.name)


def without_spider(original):
    """The method with the argument `spider` at its end, which it no longer needs."""
    wanted = len(inspect.signature(original).parameters)

    def method(*args, spider=None, **kwargs):
        return original(*args[:wanted], **kwargs)

    return method


def compiled(original):
    """Rules whose process_request takes the request alone: until Scrapy 2.0 that was enough."""

    def _compile(rule, *args):
        original(rule, *args)
        process = rule.process_request
        if process is not None and not takes_two(process):
            rule.process_request = lambda request, response: process(request)

    return _compile


def takes_two(process):
    try:
        inspect.signature(process).bind(None, None)
    except TypeError:
        return False
    except ValueError:
        # Of builtins nothing is known.
        return True
    return True
