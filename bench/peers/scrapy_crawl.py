"""A Scrapy CrawlSpider that follows every link of the site: Scrapy's own defaults, results into a JSON lines feed.

Talks to the benchmark as handshake.mjs describes.
"""

import json
import os
import re
import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.spiders import CrawlSpider, Rule

with open(sys.argv[1], encoding="utf-8") as file:
    job = json.load(file)

seed = job["urls"][0]
origin = "/".join(seed.split("/")[:3]) + "/"


class Site(CrawlSpider):
    name = "site"
    rules = [Rule(LinkExtractor(allow="^" + re.escape(origin)), callback="parse_page", follow=True)]

    async def start(self):
        # Seen by the filter of duplicates, unlike the requests of start_urls.
        yield scrapy.Request(seed)

    def parse_start_url(self, response):
        return self.parse_page(response)

    def parse_page(self, response):
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "heading": response.xpath(
                "string((//h1|//h2|//h3|//h4|//h5|//h6)[1])"
            ).get(),
        }


process = CrawlerProcess(
    {
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": "ERROR",
        "FEEDS": {job["results"]: {"format": "jsonlines"}},
    }
)
os.write(3, b"ready\n")
sys.stdin.readline()
started_at = time.perf_counter()
process.crawl(Site)
process.start()
os.write(3, f"done {time.perf_counter() - started_at}\n".encode())
sys.stdin.readline()
