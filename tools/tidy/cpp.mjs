// Just enough of C++ for the rules: comments taken out, string literals found. Offsets stay those of the file, so a
// finding's line is right.

// The text with every comment blanked, and all string literals: {start, end, value, raw, before} in order.
export function scan(text) {
  const out = text.split('')
  const literals = []
  const blank = (from, to) => {
    for (let at = from; at < to; at += 1) if (out[at] !== '\n') out[at] = ' '
  }
  let at = 0
  while (at < text.length) {
    const two = text.slice(at, at + 2)
    if (two === '//') {
      const end = text.indexOf('\n', at)
      blank(at, end === -1 ? text.length : end)
      at = end === -1 ? text.length : end
    } else if (two === '/*') {
      const end = text.indexOf('*/', at + 2)
      blank(at, end === -1 ? text.length : end + 2)
      at = end === -1 ? text.length : end + 2
    } else if (two === 'R"' && !/\w/.test(text[at - 1] ?? ' ')) {
      const open = text.indexOf('(', at)
      const close = `)${text.slice(at + 2, open)}"`
      const end = text.indexOf(close, open)
      if (end === -1) break
      literals.push({ start: at, end: end + close.length, value: text.slice(open + 1, end), raw: true })
      at = end + close.length
    } else if (text[at] === '"') {
      const end = closing(text, at, '"')
      literals.push({ start: at, end, value: text.slice(at + 1, end - 1).replace(/\\n/g, '\n').replace(/\\(.)/g, '$1') })
      at = end
    } else if (text[at] === "'" && !/[0-9a-fA-F]/.test(text[at - 1] ?? ' ')) {
      at = closing(text, at, "'")
    } else {
      at += 1
    }
  }
  return { code: out.join(''), literals }
}

function closing(text, from, quote) {
  let at = from + 1
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}

// The code with comments and the insides of literals blanked: what is left are names and punctuation.
export function bare(text) {
  const { code, literals } = scan(text)
  let out = ''
  let at = 0
  for (const literal of literals) {
    out += code.slice(at, literal.start) + text.slice(literal.start, literal.end).replace(/[^\n]/g, ' ')
    at = literal.end
  }
  return out + code.slice(at)
}
