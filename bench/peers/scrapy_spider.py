"""What scrapy_crawl.py does, as a spider that Holdfast runs: follows every link of the site of the argument `url`."""

import re

import scrapy
from scrapy.linkextractors import LinkExtractor


class Site(scrapy.Spider):
    name = "site"

    async def start(self):
        origin = "/".join(self.url.split("/")[:3]) + "/"
        self.links = LinkExtractor(allow="^" + re.escape(origin))
        # Seen by the filter of duplicates, unlike the requests of start_urls.
        yield scrapy.Request(self.url)

    def parse(self, response):
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "heading": response.xpath(
                "string((//h1|//h2|//h3|//h4|//h5|//h6)[1])"
            ).get(),
        }
        for link in self.links.extract_links(response):
            yield response.follow(link)
