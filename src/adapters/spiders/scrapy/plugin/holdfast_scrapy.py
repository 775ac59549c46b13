"""The command `scrapy holdfast <job.json>`: runs a spider as `runspider` and `crawl` do, and reports what it finds.

It is put on PYTHONPATH beside whatever Scrapy the operator has installed. Reports go to descriptor 5, one JSON value a
line: every response with all that the spider made of it, once the spider is done with it. So a report is stored whole
or not at all, and a run that is repeated after a crash repeats its reports, which are known by their keys.
"""

import importlib
import importlib.util
import json
import shutil
import sys
from pathlib import Path

import scrapy
from scrapy.commands import ScrapyCommand
from scrapy.utils.spider import iter_spider_classes

import holdfast_exit
import holdfast_legacy
import holdfast_names
import holdfast_proxy
import holdfast_settings
from holdfast_bridge import MEMORY_FILE, Bridge, Channel, Run


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
        holdfast_names.install()
        try:
            spider_class = find_spider(job, self.crawler_process)
        except (Exception, SystemExit) as error:
            channel.send({"type": "broken", "message": f"{type(error).__name__}: {error}"})
            self.exitcode = 1
            raise
        begin_again_after_upgrade(job, channel)
        holdfast_legacy.install()
        holdfast_proxy.install()
        holdfast_exit.install()
        crawler = self.crawler_process.create_crawler(spider_class)
        holdfast_settings.apply(crawler.settings, job, Bridge, channel.warn)
        crawler.holdfast = Run(channel, job)
        with holdfast_exit.exits_reported(crawler):
            self.crawler_process.crawl(crawler, **job["arguments"])
            self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 1


def begin_again_after_upgrade(job, channel):
    """Drops what another version of Scrapy has kept of the job.

    Scrapy's documentation says that versions cannot share a JOBDIR. 2.19 reads the text file of seen requests that 2.18
    wrote as if it were its own binary one, and so takes every request for a new one.
    """
    if not job["resumed"]:
        return
    folder = Path(job["stateFolder"])
    version = json.loads((folder / MEMORY_FILE).read_text(encoding="utf-8")).get("scrapy")
    if version == scrapy.__version__:
        return
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    job["resumed"] = False
    channel.warn(
        f"The job was stopped under Scrapy {version or 'of an unknown version'} and goes on under {scrapy.__version__}, "
        "which does not read the other's state: the spider begins again. No item is stored twice."
    )


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
