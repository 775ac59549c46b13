import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { SCRAPY_VALUE_CHECKS } from '../../../src/core/scrapy-setting-values.js';
import { isOperatorsSetting, SCRAPY_SETTINGS_OF_CALLERS } from '../../../src/core/scrapy-settings.js';
import { SCRAPY, skipWithoutScrapy } from '../../support/scrapy.js';

const LIST_SETTINGS =
  'import scrapy.settings.default_settings as d; print(*(n for n in vars(d) if n.isupper()))';

/** The defaults as JSON: tuples are lists there. */
const LIST_DEFAULTS =
  'import json, scrapy.settings.default_settings as d; print(json.dumps({n: v for n, v in vars(d).items() if n.isupper()}, default=str))';

describe("who may choose Scrapy's settings", () => {
  it('is said of every setting of the installed Scrapy, once', function () {
    skipWithoutScrapy(this);
    const python = join(dirname(SCRAPY ?? ''), 'python');
    const names = execFileSync(python, ['-c', LIST_SETTINGS], { encoding: 'utf8' }).trim().split(' ');
    assert.ok(names.length > 150, `${names.length} settings`);
    const callers = new Set(SCRAPY_SETTINGS_OF_CALLERS);
    const unsorted = names.filter((name) => callers.has(name) === isOperatorsSetting(name));
    assert.deepEqual(unsorted, []);
  });

  it('takes the default of every setting that a caller may choose', function () {
    skipWithoutScrapy(this);
    const python = join(dirname(SCRAPY ?? ''), 'python');
    const defaults = JSON.parse(execFileSync(python, ['-c', LIST_DEFAULTS], { encoding: 'utf8' })) as object;
    const chosen = Object.entries(defaults).filter(
      ([name, value]) => SCRAPY_VALUE_CHECKS.has(name) && value !== null,
    );
    assert.ok(chosen.length > 60, `${chosen.length} settings`);
    const refused = chosen.filter(([name, value]) => SCRAPY_VALUE_CHECKS.get(name)?.(value) !== null);
    assert.deepEqual(refused, []);
  });

  it('leaves code, files, folders, addresses and consoles to the operator', () => {
    const names =
      'REMOTE_CONTROL_ENABLED TELNETCONSOLE_ENABLED FEEDS FEED_URI FILES_STORE IMAGES_STORE HTTPCACHE_DIR JOBDIR ' +
      'LOG_FILE EXTENSIONS ADDONS ITEM_PIPELINES SPIDER_MIDDLEWARES DOWNLOADER_MIDDLEWARES DOWNLOAD_HANDLERS ' +
      'STATS_CLASS SCHEDULER DUPEFILTER_CLASS TWISTED_DNS_RESOLVER DNS_RESOLVER HTTPPROXY_ENABLED REFERRER_POLICY';
    assert.deepEqual(
      names.split(' ').filter((name) => !isOperatorsSetting(name)),
      [],
    );
  });

  it('leaves what a spider has of its own to the caller', () => {
    assert.deepEqual(['MINE', 'SHOP_ID', 'USER_AGENT', 'CONCURRENT_REQUESTS'].filter(isOperatorsSetting), []);
  });
});
