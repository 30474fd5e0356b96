// The tree as the rules see it: every file git would keep, as text, with its lines and its allowances.
// A rule never touches the disk, so its tests plant violations in a tree made of strings.
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const TEXT = /(\.(c|m)?(cpp|h|js|ts|vue|css|html|sql|json|md|cmake|yml|yaml|toml|csv|conf|sh|scenario|txt)|CMakeLists\.txt)$|^script\/|^\.ci\//
const LARGEST_BYTES = 2_000_000
// tidy: allow <rule> – <reason>, in whatever the file's language calls a comment.
const ALLOW = /tidy: allow(-file)? ([a-z-]+)(.*)$/

export class File {
  constructor(path, text) {
    this.path = path
    this.text = text
    this.lines = text.split('\n')
    this.allowances = []
    this.lines.forEach((line, index) => {
      const found = ALLOW.exec(line)
      if (!found) return
      const reason = found[3].replace(/(-->|\*\/|\}\})\s*$/, '').replace(/^\s*[–—:-]+\s*/, '').trim()
      const alone = /^\s*(\/\/|--|#|<!--|\/\*|\{\/\*)/.test(line)
      this.allowances.push({ rule: found[2], reason, line: index + 1, whole: Boolean(found[1]), alone, used: false })
    })
  }

  extension() {
    return this.path.slice(this.path.lastIndexOf('.') + 1)
  }

  lineOf(offset) {
    let line = 1
    for (let at = this.text.indexOf('\n'); at !== -1 && at < offset; at = this.text.indexOf('\n', at + 1)) line += 1
    return line
  }

  // An allowance holds for its own line, for the line below when it stands alone, or for the whole file.
  allows(rule, line) {
    const held = this.allowances.find((one) => one.rule === rule &&
      (one.whole || one.line === line || (one.alone && one.line === line - 1)))
    if (held) held.used = true
    return Boolean(held && held.reason.length >= 8)
  }
}

export class Tree {
  constructor(files) {
    this.byPath = new Map()
    for (const [path, text] of Object.entries(files)) this.byPath.set(path, new File(path, text))
  }

  static read(root) {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, maxBuffer: 1 << 26 })
    const files = {}
    for (const path of listed.toString().split('\0')) {
      if (path === '' || !TEXT.test(path) || path.endsWith('package-lock.json')) continue
      const full = join(root, path)
      const found = statSync(full, { throwIfNoEntry: false })
      if (!found?.isFile() || found.size > LARGEST_BYTES) continue
      files[path] = readFileSync(full, 'utf8')
    }
    const tree = new Tree(files)
    tree.others = new Set(listed.toString().split('\0'))
    return tree
  }

  // Files whose path fits; for links also what is no text.
  *files(pattern) {
    for (const file of this.byPath.values()) if (pattern.test(file.path)) yield file
  }

  get(path) {
    return this.byPath.get(path)
  }

  has(path) {
    return this.byPath.has(path) || Boolean(this.others?.has(path))
  }
}

// Runs one rule; what a line allows with a reason is left out.
export function run(rule, tree) {
  const findings = []
  for (const finding of rule.check(tree)) {
    const file = tree.get(finding.path)
    if (file?.allows(rule.name, finding.line)) continue
    findings.push({ rule: rule.name, ...finding })
  }
  return findings
}
