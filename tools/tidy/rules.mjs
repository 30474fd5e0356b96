// The list of rules; nothing registers itself.
import * as layers from './rules/layers.mjs'

export const rules = [layers]
