"""Which settings a job runs under: the caller's, where callers may choose, and ours above everybody's."""

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, default_settings

# Scrapy's highest priority is 40, that of the command line. Nothing that a spider or a project sets is above ours.
FORCED_PRIORITY = SETTINGS_PRIORITIES["cmdline"] + 1_000

FORCED = {
    # Standard error is the job's log.
    "LOG_FILE": None,
    "LOG_ENABLED": True,
    # Both consoles run Python for whoever connects to them: one by telnet, one by HTTP (from Scrapy 2.19 on).
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}

# Scrapy's handlers of these schemes read the server's own files, or connect without asking for the proxy. The URL may
# be the caller's. An operator who wants one names its class in DOWNLOAD_HANDLERS, in the spider or its project.
SCHEMES_OFF = ("file", "ftp", "s3")

OLD_OFFSITE = "scrapy.spidermiddlewares.offsite.OffsiteMiddleware"
OFFSITE = "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware"


def apply(settings, job, bridge, warn):
    """Sets what the caller chose and what this service forces. `warn` is called with a sentence for the log."""
    callers = set(job["callersSettings"])
    for name, value in job["settings"].items():
        if value is None and name in callers:
            # As if it were not there: Scrapy reads no number or truth from it.
            continue
        if name in callers or not is_scrapys(name):
            settings.set(name, value, priority="cmdline")
        else:
            warn(f"The setting {name} was left out: only the operator sets it, in the spider or its project.")
    translate(settings, warn)
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS_BASE"), **dict.fromkeys(SCHEMES_OFF)}
    # Above the default, which Scrapy merges in once more; each handler below what the operator says of it.
    settings.set("DOWNLOAD_HANDLERS_BASE", BaseSettings(handlers, priority="default"), priority="addon")
    middlewares = {**settings.getdict("SPIDER_MIDDLEWARES"), bridge: 1}
    for name, value in {
        **FORCED,
        "JOBDIR": job["stateFolder"],
        "SPIDER_MIDDLEWARES": middlewares,
    }.items():
        settings.set(name, value, priority=FORCED_PRIORITY)


def is_scrapys(name):
    """Whether the installed Scrapy itself has a setting of this name."""
    # One that is deprecated may be answered by a function of the module, with a warning, and be in no list.
    return name in vars(default_settings) or name in ("DNS_RESOLVER", "CONCURRENT_REQUESTS_PER_IP")


def translate(settings, warn):
    """Settings that an old project has and that this Scrapy would take for another meaning, or fail at."""
    middlewares = settings.getdict("SPIDER_MIDDLEWARES")
    if OLD_OFFSITE in middlewares and knows_offsite_downloads():
        # Scrapy 2.11.2 moved this filter. Whoever has switched it off does not want it in the other place either.
        if middlewares[OLD_OFFSITE] is None:
            downloads = {OFFSITE: None, **settings.getdict("DOWNLOADER_MIDDLEWARES")}
            settings.set("DOWNLOADER_MIDDLEWARES", downloads, priority="cmdline")
        del middlewares[OLD_OFFSITE]
        settings.set("SPIDER_MIDDLEWARES", middlewares, priority=FORCED_PRIORITY)
    queue = "scrapy.pqueues.DownloaderAwarePriorityQueue"
    if settings.getint("CONCURRENT_REQUESTS_PER_IP") and settings.get("SCHEDULER_PRIORITY_QUEUE") == queue:
        # Scrapy 2.14 made this queue the default, and it refuses a limit for each address.
        settings.set("SCHEDULER_PRIORITY_QUEUE", "scrapy.pqueues.ScrapyPriorityQueue", priority="cmdline")
        warn(
            "CONCURRENT_REQUESTS_PER_IP is set, so requests are queued by scrapy.pqueues.ScrapyPriorityQueue: "
            "the default queue does not support that setting."
        )


def knows_offsite_downloads():
    return OFFSITE in default_settings.DOWNLOADER_MIDDLEWARES_BASE
