// JUnit's XML, written and read: the one form in which test programs tell a count here.

const escape = (text) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[^\x09\x0a\x20-\uffff]/g, '?')

// cases: {name, failure?, skipped?}
export function junit(suite, cases) {
  const body = cases.map(({ name, failure, skipped }) => {
    const inside = failure ? `<failure message="failed">${escape(failure)}</failure>` : skipped ? '<skipped/>' : ''
    return `  <testcase classname="${escape(suite)}" name="${escape(name)}">${inside}</testcase>\n`
  }).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="${escape(suite)}">\n${body}</testsuite></testsuites>\n`
}

// Every testcase of a report: {suite, name, outcome: passed|failed|skipped, output}
export function cases(xml) {
  const found = []
  for (const [, attributes, , body = ''] of xml.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const of = (key) => unescape(new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? '')
    const bad = /<(failure|error)\b/.test(body) || of('status') === 'fail'
    const left = /<skipped\b/.test(body) || ['disabled', 'notrun'].includes(of('status'))
    const output = unescape(/<system-out>([\s\S]*?)<\/system-out>/.exec(body)?.[1] ?? '')
    found.push({ suite: of('classname'), name: of('name'), outcome: bad ? 'failed' : left ? 'skipped' : 'passed', output })
  }
  return found
}

function unescape(text) {
  const named = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&(#x?[0-9a-f]+|lt|gt|quot|apos|amp);/gi, (whole, name) => named[name] ?? fromNumber(name) ?? whole)
}

function fromNumber(name) {
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return Number.isNaN(code) ? undefined : String.fromCodePoint(code)
}
