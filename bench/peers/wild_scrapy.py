"""Each page with a Scrapy spider, everything at Scrapy's defaults."""

import json
import sys

import scrapy
from scrapy.crawler import CrawlerProcess

with open(sys.argv[1], encoding="utf-8") as file:
    job = json.load(file)


def note(line):
    with open(job["results"], "a", encoding="utf-8") as results:
        results.write(json.dumps(line) + "\n")


class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):
        for url in job["urls"]:
            yield scrapy.Request(url, errback=self.failed, cb_kwargs={"asked": url})

    def parse(self, response, asked):
        html = response.text if hasattr(response, "text") else ""
        note({"url": asked, "html": html})

    def failed(self, failure):
        asked = failure.request.cb_kwargs["asked"]
        note({"url": asked, "error": str(failure.value).split("\n")[0][:200]})


process = CrawlerProcess({"LOG_LEVEL": "CRITICAL"})
process.crawl(Pages)
process.start()
