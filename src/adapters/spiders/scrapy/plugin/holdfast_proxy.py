"""Failed connections, which the service's proxy answers over plain HTTP with statuses from 590 to 599.

Without it they would be pages to the spider: counted, not retried, and passed to no errback as the failures they are.
"""

from functools import wraps

import scrapy
from scrapy.core.downloader.handlers import DownloadHandlers
from twisted.internet import error as twisted_errors
from twisted.web.client import ResponseFailed

NO_SUCH_HOST = 593
REFUSED = 594
STATUSES = range(590, 600)


def install():
    """Called after holdfast_legacy.install(), whose exceptions it raises."""
    if hasattr(DownloadHandlers, "download_request_async"):
        DownloadHandlers.download_request_async = awaited(DownloadHandlers.download_request_async)
    else:
        DownloadHandlers.download_request = deferred(DownloadHandlers.download_request)


def awaited(original):
    @wraps(original)
    async def download_request_async(handlers, request):
        return checked(request, await original(handlers, request))

    return download_request_async


def deferred(original):
    @wraps(original)
    def download_request(handlers, request, spider):
        return original(handlers, request, spider).addCallback(lambda response: checked(request, response))

    return download_request


def checked(request, response):
    if response.status not in STATUSES or not request.url.startswith("http:"):
        return response
    if response.status == REFUSED:
        raise error("DownloadConnectionRefusedError", twisted_errors.ConnectionRefusedError)(
            f"The host refused the connection: {request.url}"
        )
    if response.status == NO_SUCH_HOST:
        raise error("CannotResolveHostError", twisted_errors.DNSLookupError)(f"There is no such host: {request.url}")
    raise error("DownloadFailedError", ResponseFailed)([f"The host closed the connection: {request.url}"])


def error(name, old):
    """Scrapy's exception from 2.15 on, Twisted's before."""
    if scrapy.version_info < (2, 15):
        return old
    from scrapy.utils import _download_handlers

    return getattr(_download_handlers, name)
