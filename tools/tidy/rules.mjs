// The list of rules; nothing registers itself.
import * as clock from './rules/clock.mjs'
import * as headers from './rules/headers.mjs'
import * as layers from './rules/layers.mjs'
import * as limits from './rules/limits.mjs'
import * as links from './rules/links.mjs'
import * as pages from './rules/pages.mjs'
import * as restraint from './rules/restraint.mjs'
import * as sql from './rules/sql.mjs'
import * as texts from './rules/texts.mjs'
import * as words from './rules/words.mjs'

export const rules = [layers, pages, sql, clock, restraint, texts, headers, limits, words, links]
