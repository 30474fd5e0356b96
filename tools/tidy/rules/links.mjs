// Every relative link of a paper leads somewhere, and so does every #heading of it.
// tidy: allow-file limits – a pattern is one line
import { posix } from 'node:path'

export const name = 'links'
export const says = 'links in the papers resolve, and code they name exists'

const LINK = /!?\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g
// `platform/db/pool.h` in a paper is a promise too.
const NAMED = /`((?:app|base|platform|practices|modules|gateways|web|script|tools|docs|e2e|bench|cmake)\/[\w./-]*\w\.(?:cpp|h|mjs|ts|vue|sql|json|md|cmake|txt))`/g

export function* check(tree) {
  for (const file of tree.files(/\.md$/)) {
    let fenced = false
    for (const [index, line] of file.lines.entries()) {
      if (/^\s*```/.test(line)) fenced = !fenced
      if (fenced) continue
      for (const [, target] of line.replace(/`[^`]*`/g, '').matchAll(LINK)) {
        const why = broken(tree, file, target)
        if (why) yield { path: file.path, line: index + 1, message: why }
      }
      for (const [, path] of line.matchAll(NAMED)) {
        if (!tree.has(path)) yield { path: file.path, line: index + 1, message: `names ${path}, which does not exist` }
      }
    }
  }
}

function broken(tree, file, target) {
  if (/^(https?:|mailto:)/.test(target)) return null
  const [path, heading] = decodeURI(target).split('#')
  const to = path === '' ? file.path : posix.normalize(posix.join(posix.dirname(file.path), path))
  const folder = to.replace(/\/$/, '')
  const isFolder = folder === '.' || [...tree.byPath.keys(), ...(tree.others ?? [])].some((one) => one.startsWith(`${folder}/`))
  if (!tree.has(to) && !isFolder) return `leads to ${to}, which does not exist`
  if (heading && tree.get(to) && !headings(tree.get(to)).has(heading)) return `#${heading} is no heading of ${to}`
  return null
}

// The anchors GitHub and Gitea make: lower case, punctuation out, spaces to hyphens.
function headings(file) {
  const found = file.lines.filter((line) => /^#{1,6}\s/.test(line)).map((line) => line.replace(/^#+\s+/, '').toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-'))
  return new Set(found)
}
