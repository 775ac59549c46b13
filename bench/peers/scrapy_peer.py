"""A Scrapy spider over the benchmark's URLs: Scrapy's own defaults, results into a JSON lines feed.

Talks to the benchmark as handshake.mjs describes.
"""

import json
import os
import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess

with open(sys.argv[1], encoding="utf-8") as file:
    job = json.load(file)


class Pages(scrapy.Spider):
    name = "pages"
    start_urls = job["urls"]

    def parse(self, response):
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "heading": response.css("h1::text").get(),
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
process.crawl(Pages)
process.start()
os.write(3, f"done {time.perf_counter() - started_at}\n".encode())
sys.stdin.readline()
