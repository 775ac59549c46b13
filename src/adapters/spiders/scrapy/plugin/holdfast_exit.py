"""What a spider does that ends its process: sys.exit() in a callback, a pipeline or anywhere else.

Scrapy 2.19 waits for ever then: its event loop is gone, and threads that nobody stops hold the process.
"""

import json
import logging
import os
from contextlib import contextmanager
from functools import wraps

from scrapy.core.scraper import Scraper

from holdfast_bridge import EXIT_REASON, close_on_exit, exit_text


def install():
    if hasattr(Scraper, "call_spider_async"):
        Scraper.call_spider_async = closing_async(Scraper.call_spider_async)


def closing_async(original):
    """An exit in a callback or errback closes the spider, so that items that came before are kept."""

    @wraps(original)
    async def call_spider_async(scraper, *args, **kwargs):
        try:
            return await original(scraper, *args, **kwargs)
        except SystemExit as error:
            raise close_on_exit(scraper.crawler.holdfast, error) from error

    return call_spider_async


@contextmanager
def exits_reported(crawler):
    """Ends the process when the spider has ended its event loop, after saying so."""
    try:
        yield
    except (SystemExit, KeyboardInterrupt) as error:
        crawler.holdfast.channel.send(
            {
                "type": "closed",
                "reason": EXIT_REASON,
                "whole": False,
                "startError": None,
                "exited": exit_text(error),
                "stats": plain_stats(crawler),
            }
        )
        logging.shutdown()
        os._exit(0)


def plain_stats(crawler):
    try:
        stats = crawler.stats
    except RuntimeError:
        # The spider ended in its constructor, before there were any.
        return {}
    return {} if stats is None else json.loads(json.dumps(stats.get_stats(), default=str))
